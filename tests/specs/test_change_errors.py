"""All that is wrong with a change file is told at once: each with its place, nothing twice, and nothing that only follows."""

import re
from pathlib import Path

import pytest

from vmotion_specs.apply import changed_suite
from vmotion_specs.change import ChangeError, parse_change
from vmotion_specs.change.change_file import MOST_ERRORS
from vmotion_specs.shipped import find_change
from vmotion_specs.suites import suite, vmotion_suite
from vmotion_specs.sweep import points

HEAD = 'schema = 1\ntitle = "A change"\n'
STUN = '[[rename]]\nkind = "command"\nfrom = "stun"\nto = "freeze"\n'


def applied(text: str) -> None:
    """Everything that happens to a change file before a check."""
    for change in points(parse_change((HEAD + text).encode(), "x.toml")):
        changed_suite(change, vmotion_suite())


def errors(text: str) -> list[str]:
    """Line and message of each error, in the order in which they are told."""
    with pytest.raises(ChangeError) as caught:
        applied(text)
    error = caught.value
    assert str(error).split("\n") == [str(e) for e in error.errors]
    assert (error.line, error.column) == (error.errors[0].line, error.errors[0].column)
    return [re.sub(r"^x\.toml:(\d+):\d+: ", r"\1: ", str(e)) for e in error.errors]


READING = """
[[constant]]
name = "protection_timer"
value = "60"
[[effect]]
command = "prepare"
variable = "config.read_only"
value = true
[[command]]
action = "add"
name = "x"
fair = "False"
[[guard]]
command = "stun"
action = "drop"
conjunkt = "little remains"
[expect]
S1 = "violatd"
"""
APPLYING = """
[[guard]]
command = "stun"
action = "replace"
conjunct = "little remains"
expression = "source.state == READY && config.read_only"
[[effect]]
command = "prepar"
variable = "config.read_only"
value = "False"
[[effect]]
command = "prepare"
variable = "config.read_only"
value = "yes"
[[deadline]]
action = "remove"
clock = "source.switchovr"
[[command]]
action = "remove"
name = "stunn"
"""
ASKING = """
[[property]]
action = "drop"
id = "S99"
[[property]]
action = "add"
id = "mine"
claim = "config.read_only => True"
[[property]]
action = "add"
id = "wait"
kind = "response"
claim = "True"
[expect]
mine = "violated"
S98 = "violated"
"""


def test_all_that_cannot_be_read_is_told_at_once() -> None:
    assert errors(READING) == [
        "6: value must be a whole number, not negative, or a list of them, not '60'; write value = 60, without quotes",
        '10: value must be a string, not True; write value = "True"',
        "11: the key 'role' is missing in [[command]] with action = 'add'",
        "14: fair must be true or false, not 'False'; write fair = false, without quotes",
        "18: unknown key 'conjunkt'; did you mean 'conjunct'?",
        "20: 'violatd' is no verdict; did you mean 'violated'?",
    ]


def test_all_that_cannot_be_applied_is_told_at_once() -> None:
    said = errors(APPLYING)
    assert [s.partition(":")[0] for s in said] == ["8", "10", "16", "19", "22"]
    assert "in place of && write and" in said[0]
    assert "unknown name 'yes'; did you mean 'True'?" in said[2]


def test_all_that_cannot_be_asked_is_told_at_once_and_what_is_unclear_is_expected_in_vain() -> None:
    said = errors(ASKING)
    assert [s.partition(":")[0] for s in said] == ["6", "10", "13", "18"]
    assert "in place of => write not A or B" in said[1]
    assert "wait is a response and needs a premise" in said[2]
    assert "[expect] names 'S98'" in said[3]


FOLLOWING = {
    "variable": '[[variable]]\nname = "a.b"\nowner = "source"\nkind = ¤"bolean"\ninitial = false\n'
    '[[guard]]\ncommand = "stun"\naction = "add"\nconjunct = "n"\nexpression = "a.b"\n'
    '[[effect]]\ncommand = "stun"\nvariable = "a.b"\nvalue = "False"\n',
    "member": '[[enumeration]]\nname = ¤"Sauce"\nmembers = ["PAUSED"]\n'
    '[[guard]]\ncommand = "stun"\naction = "add"\nconjunct = "n"\nexpression = "source.state != PAUSED"\n',
    "constant": '[[constant]]\nname = ¤"patience"\nvalue = 3\n'
    '[[guard]]\ncommand = "stun"\naction = "add"\nconjunct = "n"\nexpression = "source.protection >= patience"\n',
    "role": '[[role]]\nname = ¤"a b"\n[[command]]\naction = "add"\nname = "x"\nrole = "a b"\n',
    "rename": STUN.replace('"freeze"', '¤"prepare"')
    + '[[guard]]\ncommand = "stun"\naction = "drop"\nconjunct = "little remains"\n',
    "edited twice": '[[guard]]\ncommand = "stun"\naction = "drop"\nconjunct = "little remains"\n'
    '[[guard]]\ncommand = "stun"\naction = "drop"\nconjunct = ¤"little remains"\n',
}


@pytest.mark.parametrize("name", FOLLOWING)
def test_what_only_follows_is_not_told(name: str) -> None:
    before, _, after = FOLLOWING[name].partition("¤")
    line = (HEAD + before).count("\n") + 1
    assert [s.partition(":")[0] for s in errors(before + after)] == [str(line)]


CONTRADICTIONS = {
    "renamed and removed": (
        STUN + '[[command]]\naction = "remove"\nname = "stun"\n',
        "9: there is no command 'stun'; this change calls it 'freeze'",
    ),
    "renamed and spoken of by the old name": (
        (
            '[[rename]]\nkind = "variable"\nfrom = "config.read_only"\nto = "config.locked"\n'
            '[[property]]\naction = "add"\nid = "x"\nclaim = "config.read_only"\n'
        ),
        "10: unknown variable 'config.read_only'; did you mean .*; this change calls config.read_only config.locked",
    ),
    "a new thing with a name that was given up": (
        STUN + '[[command]]\naction = "add"\nname = "stun"\nrole = "source"\n',
        "9: 'stun' was the name of what this change renames",
    ),
    "renamed twice": (STUN + STUN.replace("freeze", "halt"), "9: rename command stun is changed twice"),
    "two of one name": (STUN + STUN.replace("stun", "prepare"), "10: two things would be called 'freeze'"),
    "a member of another kind's name": (
        '[[rename]]\nkind = "member"\nof = "Source"\nfrom = "READY"\nto = "protection_timer"\n',
        "7: something is called 'protection_timer' already",
    ),
    "a member of nothing": (
        '[[rename]]\nkind = "member"\nfrom = "READY"\nto = "SET"\n',
        r"3: the key 'of' is missing in \[\[rename\]\]: which enumeration the member is of",
    ),
    "a keyword": (
        '[[rename]]\nkind = "variable"\nfrom = "disk.holder"\nto = "disk.class"\n',
        "6: 'disk.class' is no name of a variable",
    ),
    "removed and changed": (
        (
            '[[variable]]\naction = "change"\nname = "disk.holder"\ninitial = "NOBODY"\n'
            '[[variable]]\naction = "remove"\nname = "disk.holder"\n'
        ),
        "9: variable disk.holder is changed twice, which is contradictory",
    ),
    "a role without anything": ('[[role]]\nname = "witness"\n', "4: witness has neither a command nor a variable"),
    "a role that stands at another's": (
        (
            '[[role]]\nname = "witness"\nlocation = "disk.holder"\n'
            '[[variable]]\nname = "w"\nowner = "witness"\nkind = "boolean"\ninitial = false\n'
        ),
        "5: 'disk.holder' is no variable of witness",
    ),
    "an assumption that nothing assumes": (
        '[[assumption]]\nname = "a"\nsays = "b"\nweak = ["stun"]\n',
        "4: no property of this file assumes 'a'",
    ),
    "a step of another role": (
        '[[command]]\naction = "change"\nname = "stun"\nrole = "vcenter"\n',
        "6: command stun, guard .* vcenter can't read source",
    ),
    "an initial value outside of a new range": (
        '[[variable]]\naction = "change"\nname = "units.own"\nkind = "integer 1..2"\n',
        "6: variable units.own: 0 is no integer 1..2",
    ),
    "a clock that looks at another role": (
        (
            '[[constant]]\nname = "switchover_limit"\nvalue = 9\n'
            '[[variable]]\naction = "change"\nname = "source.switchover"\nactive = "vcenter.state == IDLE"\n'
        ),
        "6: clock source.switchover: its condition reads vcenter.state",
    ),
    "a sweep of two constants": (
        (
            '[[constant]]\nname = "protection_timer"\nvalue = [1, 2]\n'
            '[[constant]]\nname = "switchover_limit"\nvalue = [3]\n'
        ),
        "8: a second constant is swept",
    ),
    "a sweep that says what is expected": (
        '[[constant]]\nname = "protection_timer"\nvalue = [1, 2]\n[expect]\nS1 = "violated"\n',
        r"6: what is expected differs from value to value: a sweep has no \[expect\]",
    ),
    "a value that is swept twice": (
        '[[constant]]\nname = "protection_timer"\nvalue = [1, 2, 1]\n',
        "5: a value stands twice in the sweep",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_contradicts_itself_is_one_error_at_its_place(name: str) -> None:
    text, message = CONTRADICTIONS[name]
    (said,) = errors(text)
    assert re.match(message, said), said


MIXED = """
[[guard]]
command = "stun"
action = "add"
conjunct = "a"
expression = "config.read_only && config.read_only"
[[guard]]
command = "stun"
action = "add"
conjunct = "b"
expression = true
[[effect]]
command = "prepare"
variable = "config.read_only"
value = 1.5
[[variable]]
name = "source.extra"
owner = "source"
kind = 7
initial = false
[[guard]]
command = "freeze"
action = "drop"
conjunct = "little remains"
[[guard]]
command = "stun"
action = "add"
conjunct = "c"
expression = "source.extra"
[[constant]]
name = "protection_timer"
value = [60, 90]
[[property]]
action = "add"
id = "mine"
claim = "config.read_only => config.read_only"
"""


def test_what_can_not_be_read_hides_nothing_else_that_is_wrong(tmp_path: Path) -> None:
    """By hand; what is said of the variable that can't be read is left out, for it may be right."""
    path = tmp_path / "x.toml"
    path.write_text(HEAD + MIXED)
    with pytest.raises(ChangeError) as caught:
        find_change(str(path), vmotion_suite())
    said = [re.sub(r"^.*x\.toml:(\d+):\d+: ", r"\1: ", str(e)) for e in caught.value.errors]
    assert [s.partition(":")[0] for s in said] == ["8", "13", "17", "21", "24", "38"]
    for message, wanted in zip(
        said, ("&& write and", '"True"', "1.5", "kind", "'freeze'", "=> write not A or B"), strict=True
    ):
        assert wanted in message
    # Of another model nothing more can be said.
    with pytest.raises(ChangeError) as caught:
        find_change(str(path), suite("peterson"))
    assert len(caught.value.errors) == 3


def test_of_very_many_errors_the_first_are_told() -> None:
    text = "".join(f'[[guard]]\ncommand = "nope{n}"\naction = "drop"\nconjunct = "x"\n' for n in range(MOST_ERRORS + 5))
    with pytest.raises(ChangeError) as caught:
        changed_suite(parse_change((HEAD + text).encode(), "x.toml"), vmotion_suite())
    assert len(caught.value.errors) == MOST_ERRORS + 5
    assert str(caught.value).split("\n")[-1] == "and 5 more"
