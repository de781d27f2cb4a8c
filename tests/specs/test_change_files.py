"""Change files that make no sense: each error names the file, the line, the column and what to do.

The mark ``¤`` in a file stands where the error must point; it is taken out before the file is read.
"""

from typing import NamedTuple

import pytest

from specs.change_text import GUARD, HEAD, apply
from vmotion_model.language import digest
from vmotion_model.protocol import vmotion
from vmotion_specs.change import MAX_BYTES, ChangeError, read_change
from vmotion_specs.suites import vmotion_suite

PROPERTY = HEAD + '[[property]]\naction = "add"\nid = "mine"\n'


class Bad(NamedTuple):
    """A file with its mark, and a part of the message."""

    text: str
    description: str


def replaced(expression: str) -> str:
    """A guard replaced by ``expression``, which holds the mark."""
    return GUARD + f'expression = "{expression}"\n'


UNKNOWN_NAMES = {
    "top-level key": Bad(HEAD + 'titel = ¤"x"\n', "unknown key 'titel'; did you mean 'title'?"),
    "table": Bad(HEAD + "¤[[gaurd]]\n", "unknown key 'gaurd'; did you mean 'guard'?"),
    "key of a table": Bad(GUARD + 'expresion = ¤"x"\n', "unknown key 'expresion'; did you mean 'expression'?"),
    "constant": Bad(
        HEAD + '[[constant]]\nname = ¤"protection_time"\nvalue = 60\n',
        "there is no constant 'protection_time'; did you mean 'protection_timer'",
    ),
    "command": Bad(
        HEAD + '[[guard]]\ncommand = ¤"fallback"\naction = "drop"\nconjunct = "x"\n',
        "there is no command 'fallback'; did you mean 'fall_back'",
    ),
    "removed command": Bad(
        HEAD + '[[command]]\naction = "remove"\nname = ¤"finsh"\n', "no command 'finsh'; did you mean 'finish'"
    ),
    "guard": Bad(
        HEAD + '[[guard]]\ncommand = "fall_back"\naction = "drop"\nconjunct = ¤"nobody holds the disc"\n',
        "command fall_back has no guard 'nobody holds the disc'; did you mean 'nobody holds the disk'?",
    ),
    "variable of an effect": Bad(
        HEAD + '[[effect]]\ncommand = "stun"\nvariable = ¤"config.readonly"\nvalue = "False"\n',
        "there is no variable 'config.readonly'; did you mean 'config.read_only'",
    ),
    "effect that is not there": Bad(
        HEAD + '[[effect]]\ncommand = "stun"\nvariable = ¤"disk.holder"\naction = "remove"\n',
        "command stun does not change disk.holder",
    ),
    "variable of an expression": Bad(
        replaced("source.state == READY and ¤source.remainin == SMALL"),
        "unknown variable 'source.remainin'; did you mean 'source.remaining'",
    ),
    "constant of an expression": Bad(
        replaced("source.protection >= ¤protection_time"),
        "unknown name 'protection_time'; did you mean 'protection_timer'",
    ),
    "member": Bad(replaced("source.state == ¤PRECOPI"), "Source has no member 'PRECOPI'; did you mean 'PRECOPY'"),
    "member of a set": Bad(
        replaced("source.state in {READY, ¤PRECOP}"), "Source has no member 'PRECOP'; did you mean 'PRECOPY'"
    ),
    "truth value": Bad(replaced("config.read_only == ¤true"), "unknown name 'true'; did you mean 'True'?"),
    "owner": Bad(
        HEAD + '[[variable]]\nname = "a.b"\nowner = ¤"sauce"\nkind = "boolean"\ninitial = false\n',
        "nobody is called 'sauce'; did you mean 'source' or",
    ),
    "kind": Bad(
        HEAD + '[[variable]]\nname = "a.b"\nowner = "source"\nkind = ¤"Holde"\ninitial = "NOBODY"\n',
        "unknown kind 'Holde'; did you mean 'Holder'",
    ),
    "role": Bad(
        HEAD + '[[command]]\naction = "add"\nname = "x"\nrole = ¤"surrounding"\n',
        "there is no role 'surrounding'; did you mean 'surroundings'?",
    ),
    "clock of a deadline": Bad(
        HEAD + '[[deadline]]\naction = "remove"\nclock = ¤"source.switchovr"\n',
        "no deadline of 'source.switchovr'; did you mean 'source.switchover'",
    ),
    "handler": Bad(
        HEAD + '[[deadline]]\naction = "replace"\nclock = "source.switchover"\nhandlers = ¤["fallback"]\n',
        "unknown 'fallback'; did you mean 'fall_back'",
    ),
    "property": Bad(
        HEAD + '[[property]]\naction = "drop"\nid = ¤"S6f"\n', "no property 'S6f'; did you mean 'S8f' or 'S6e'"
    ),
    "expected property": Bad(
        HEAD
        + '[[guard]]\ncommand = "stun"\naction = "drop"\nconjunct = "little remains"\n[expect]\nS17 = ¤"violated"\n',
        "[expect] names 'S17', which is no property; did you mean",
    ),
    "verdict": Bad(HEAD + '[expect]\nS1 = ¤"violatd"\n', "'violatd' is no verdict; did you mean 'violated'?"),
}

WRONG_TYPES = {
    "schema of another version": Bad("schema = ¤2\ntitle = 'x'\n", "schema must be 1"),
    "schema as a truth value": Bad("schema = ¤true\ntitle = 'x'\n", "schema must be 1"),
    "schema as text": Bad("schema = ¤'1'\ntitle = 'x'\n", "schema must be 1"),
    "title": Bad("schema = 1\ntitle = ¤3\n[[command]]\naction = 'remove'\nname = 'stun'\n", "title must be a string"),
    "constant with a fraction": Bad(
        HEAD + '[[constant]]\nname = "protection_timer"\nvalue = ¤60.5\n', "value must be a whole number"
    ),
    "negative constant": Bad(
        HEAD + '[[constant]]\nname = "protection_timer"\nvalue = ¤-60\n', "value must be a whole number, not negative"
    ),
    "expression as a number": Bad(GUARD + "expression = ¤1\n", "expression must be a string, not 1"),
    "table in place of a list": Bad(HEAD + "¤[guard]\n", "guard must be written as [[guard]]"),
    "guard that is no truth value": Bad(replaced("¤source.state"), "this is Source, but boolean is wanted here"),
    "comparison of two types": Bad(replaced("source.state == PRECOPY or ¤source.vm == disk.holder"), "Holder"),
    "effect of another type": Bad(
        HEAD + '[[effect]]\ncommand = "stun"\nvariable = "config.read_only"\nvalue = "¤3"\n', "boolean is wanted here"
    ),
    "initial value": Bad(
        HEAD + '[[variable]]\nname = "a.b"\nowner = "source"\nkind = "boolean"\ninitial = ¤"no"\n',
        "'no' is no boolean",
    ),
    "expectation": Bad(HEAD + "¤[expect]\nS1 = false\n", "[expect] maps property ids to verdicts, all strings"),
    "behaviour": Bad(HEAD + '[expect]\nbehaviour = ¤"harmless"\n', "behaviour must be one of equivalent, adds"),
    "no member": Bad(HEAD + '[[variable]]\nname = "a.b"\nowner = "source"\nkind = ¤[]\ninitial = "A"\n', "members"),
    "integer without end": Bad(
        HEAD + '[[variable]]\nname = "a.b"\nowner = "source"\nkind = ¤"integer 0..999999999"\ninitial = 0\n',
        "has at most 256 values",
    ),
    "name of a variable": Bad(
        HEAD + '[[variable]]\nname = ¤"a b|(assert false)"\nowner = "source"\nkind = "boolean"\ninitial = false\n',
        "is no name; write it like",
    ),
    "clock without condition": Bad(
        HEAD + '[[variable]]\nname = ¤"a.b"\nowner = "source"\nkind = "clock"\n', "a clock needs active"
    ),
    "condition without clock": Bad(
        HEAD + '[[variable]]\nname = "a.b"\nowner = "source"\nkind = "boolean"\ninitial = false\nactive = ¤"True"\n',
        "only a clock says when it is active",
    ),
    "clock that is set": Bad(
        HEAD + '[[effect]]\ncommand = "stun"\nvariable = "source.protection"\nvalue = ¤"5"\n',
        "a clock can only be set to 0",
    ),
    "clock compared strictly": Bad(
        GUARD + 'expression = ¤"source.protection < protection_timer"\n', "clocks are compared with <= and >= only"
    ),
}

SYNTAX = {
    "no value": Bad(HEAD + "model =¤\n".replace("¤", " ¤"), "is not TOML"),
    "open parenthesis": Bad(replaced("¤(source.state == READY"), "this is no expression"),
    "empty expression": Bad(GUARD + 'expression = "¤"\n', "the expression is empty"),
    "chain of comparisons": Bad(replaced("¤0 <= units.own <= 2"), "one comparison at a time"),
    "list in place of a set": Bad(replaced("source.state in ¤[READY]"), "a set of values in braces"),
    "second line of a long expression": Bad(
        GUARD + 'expression = """\nsource.state == PRECOPY and\n  ¤source.stat == READY"""\n', "unknown variable"
    ),
    "key that is missing": Bad(
        HEAD + '¤[[guard]]\ncommand = "stun"\naction = "drop"\n', "the key 'conjunct' is missing"
    ),
    "table in one line": Bad(HEAD + 'guard = ¤[{command = "stun"}]\n', "'action', 'conjunct' are missing in [[guard]]"),
    "line separator in a comment": Bad("# \u2028 \x85\n" + HEAD + "titel = ¤1\n", "unknown key 'titel'"),
}

CODE = {
    "import": Bad(replaced("¤__import__('os').system('true') == 0"), "a call is not part of the language"),
    "call": Bad(replaced("config.read_only and ¤open('x')"), "a call is not part of the language"),
    "lambda": Bad(replaced("¤lambda: True"), "code is not part of the language"),
    "comprehension": Bad(replaced("¤[x for x in source.state]"), "code is not part of the language"),
    "attribute of a literal": Bad(replaced("¤''.__class__ == READY"), "a name is wanted before the dot"),
    "attribute of a class": Bad(replaced("¤source.__class__.__mro__"), "unknown variable 'source.__class__.__mro__'"),
    "subscript": Bad(replaced("¤source['state'] == READY"), "this (Subscript) is not part of the language"),
    "walrus": Bad(replaced("(¤x := True)"), "this (NamedExpr) is not part of the language"),
    "format string": Bad(replaced("source.state == ¤f'{1}'"), "this (JoinedStr) is not part of the language"),
    "power": Bad(replaced("units.own == ¤9**9**9"), "this (BinOp) is not part of the language"),
    "text": Bad(replaced("source.state == ¤'READY'"), "the literal 'READY' is not part of the language"),
}

NESTING = {
    "brackets": Bad(replaced("(" * 40 + "¤(" + "True" + ")" * 41), "nested deeper than 40"),
    "long sum": Bad(replaced("¤units.own >= units.own" + " + 1" * 900), "nested deeper than 100"),
    "negations by line": Bad(GUARD + 'expression = """\n¤' + "not\n" * 900 + 'True"""\n', "nested deeper than 100"),
}

CONTRADICTIONS = {
    "guard dropped twice": Bad(
        HEAD + '[[guard]]\ncommand = "stun"\naction = "drop"\nconjunct = "little remains"\n'
        '[[guard]]\ncommand = "stun"\naction = "drop"\nconjunct = ¤"little remains"\n',
        "guard stun little remains is changed twice, which is contradictory",
    ),
    "effect set twice": Bad(
        HEAD
        + '[[effect]]\ncommand = "stun"\nvariable = "config.read_only"\nvalue = "False"\n'
        + '[[effect]]\ncommand = "stun"\nvariable = ¤"config.read_only"\nvalue = "True"\n',
        "effect stun config.read_only is changed twice, which is contradictory",
    ),
    "constant set twice": Bad(
        HEAD + '[[constant]]\nname = "host_units"\nvalue = 2\n[[constant]]\nname = ¤"host_units"\nvalue = 1\n',
        "constant host_units is changed twice, which is contradictory",
    ),
    "removed command is changed": Bad(
        HEAD + '[[guard]]\ncommand = ¤"stun"\naction = "drop"\nconjunct = "little remains"\n'
        '[[command]]\naction = "remove"\nname = "stun"\n',
        "there is no command 'stun': this change removes it in line",
    ),
    "command removed and added": Bad(
        HEAD + '[[command]]\naction = "remove"\nname = "stun"\n'
        '[[command]]\naction = "add"\nname = ¤"stun"\nrole = "source"\n',
        "command stun is changed twice, which is contradictory",
    ),
    "command there already": Bad(
        HEAD + '[[command]]\naction = "add"\nname = ¤"stun"\nrole = "source"\n', "there is a command 'stun' already"
    ),
    "variable there already": Bad(
        HEAD + '[[variable]]\nname = ¤"disk.holder"\nowner = "shared"\nkind = "boolean"\ninitial = false\n',
        "there is a variable 'disk.holder' already",
    ),
    "guard there already": Bad(
        HEAD + '[[guard]]\ncommand = "stun"\naction = "add"\nconjunct = ¤"little remains"\nexpression = "True"\n',
        "command stun has a guard 'little remains' already",
    ),
    "dropped guard with expression": Bad(
        HEAD + '[[guard]]\ncommand = "stun"\naction = "drop"\nconjunct = "little remains"\nexpression = ¤"True"\n',
        "action = 'drop' takes no expression",
    ),
    "removed effect with value": Bad(
        HEAD + '[[effect]]\ncommand = "stun"\nvariable = "source.vm"\naction = "remove"\nvalue = ¤"OFF"\n',
        "action = 'remove' takes no value",
    ),
    "effect without value": Bad(
        HEAD + '¤[[effect]]\ncommand = "stun"\nvariable = "source.vm"\n',
        "the key 'value' is missing in [[effect]] with action = 'set'",
    ),
    "replaced guard without expression": Bad(
        GUARD.replace("[[guard]]", "¤[[guard]]"),
        "the key 'expression' is missing in [[guard]] with action = 'replace'",
    ),
    "unknown action": Bad(GUARD.replace('"replace"', '¤"weaken"'), "action must be one of drop, add, replace"),
    "deadline there already": Bad(
        HEAD + '[[deadline]]\naction = "add"\nclock = ¤"source.switchover"\nlimit = "5"\n', "has a deadline already"
    ),
    "property changed twice": Bad(
        HEAD + '[[property]]\naction = "drop"\nid = "S1"\n[[property]]\naction = "drop"\nid = ¤"S1"\n',
        "property S1 is changed twice",
    ),
    "property there already": Bad(
        PROPERTY.replace('"mine"', '¤"S1"') + 'claim = "True"\n', "there is a property 'S1' already"
    ),
    "property without claim": Bad(PROPERTY.replace("[[property]]", "¤[[property]]"), "the key 'claim' is missing"),
}

LOCALITY = {
    "vCenter reads the source's memory": Bad(
        HEAD + '[[guard]]\ncommand = "switch_host"\naction = "add"\nconjunct = "the source is stunned"\n'
        'expression = ¤"source.vm == STUNNED"\n',
        "vcenter can't read source.vm, which is the memory of source; what one role learns of another it learns by",
    ),
    "the source writes the destination's memory": Bad(
        HEAD + '[[effect]]\ncommand = "stun"\nvariable = "destination.vm"\nvalue = ¤"RUNNING"\n',
        "source can't write the memory of destination; send it a message",
    ),
    "a guard reads history": Bad(
        GUARD + 'expression = ¤"history.allowed"\n', "history.allowed is history, which only properties may read"
    ),
    "a new command reads two memories": Bad(
        HEAD + '¤[[command]]\naction = "add"\nname = "peek"\nrole = "source"\n[command.guard]\n"ready" = '
        '"destination.announced"\n',
        "source can't read destination.announced",
    ),
    "the owner of a deadline": Bad(
        HEAD + '¤[[deadline]]\naction = "replace"\nclock = "source.switchover"\nhandlers = ["switch_host"]\n',
        "handler switch_host is a step of vcenter, not of source",
    ),
}

ALL = {
    f"{kind}: {name}": bad
    for kind, cases in (
        ("unknown name", UNKNOWN_NAMES),
        ("wrong type", WRONG_TYPES),
        ("syntax", SYNTAX),
        ("code", CODE),
        ("nesting", NESTING),
        ("contradiction", CONTRADICTIONS),
        ("locality", LOCALITY),
    )
    for name, bad in cases.items()
}


@pytest.mark.parametrize("name", ALL)
def test_the_error_points_at_its_cause_and_says_what_to_do(name: str) -> None:
    bad = ALL[name]
    before, mark, after = bad.text.partition("¤")
    assert mark
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    with pytest.raises(ChangeError) as caught:
        apply((before + after).encode())
    assert str(caught.value).startswith(f"x.toml:{line}:{column}: "), str(caught.value)
    assert bad.description in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.toml:1:1: is empty: a change file has a schema number, a title and at least one edit"),
        (b" \n\t\n", "x.toml:1:1: is empty: a change file has a schema number, a title and at least one edit"),
        (b"schema = 1\n\xff\xfe", "x.toml:2:1: is no UTF-8 text; is it a change file?"),
        (b"\x7fELF\x02\x01\x01\x00", "x.toml:1:1: is not TOML: "),
        (b"a = " + b"[" * 5000, "x.toml:1:1: is nested too deeply"),
        (b"a = " + b"9" * 5000, "x.toml:1:1: is not TOML: "),
        (b"a" * (MAX_BYTES + 1), f"x.toml:1:1: is larger than {MAX_BYTES} bytes, which no change needs"),
        (b"title = 'x'\n", "x.toml:1:1: schema must be 1"),
        (b"schema = 1\ntitle = 'x'\n", "x.toml:1:1: changes nothing: it has no edit"),
    ],
    ids=["empty", "blank", "no text", "binary", "deep", "huge number", "huge", "no schema", "no edit"],
)
def test_what_is_no_change_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ChangeError) as caught:
        apply(data)
    assert str(caught.value).startswith(message)


def test_a_file_that_cannot_be_read_is_named(tmp_path: object) -> None:
    from pathlib import Path

    missing = Path(str(tmp_path)) / "none.toml"
    with pytest.raises(ChangeError, match=r"none\.toml:1:1: can't be read: "):
        read_change(missing)


def test_a_good_change_changes_what_it_says_and_nothing_else() -> None:
    model, properties = apply((GUARD + 'expression = "source.remaining != ALL"\n').encode())
    shipped = vmotion()
    assert digest(model) != digest(shipped)
    changed = [c.name for c in model.commands if c is not shipped.command[c.name]]
    assert changed == ["stun"]
    assert model.command["stun"].guard["pre-copying"] is shipped.command["stun"].guard["pre-copying"]
    assert [p.id for p in properties] == [p.id for p in vmotion_suite().properties]


def test_every_kind_of_edit_arrives_in_the_model() -> None:
    text = (
        HEAD
        + """
[[constant]]
name = "switchover_limit"
value = 8
[[variable]]
name = "network.note"
owner = "shared"
kind = ["NONE", "SENT"]
initial = "NONE"
[[variable]]
name = "source.waited"
owner = "source"
kind = "clock"
active = "source.state == READY"
[[command]]
action = "add"
name = "send_note"
role = "source"
says = "The source sends a note."
fault = "message loss"
[command.guard]
"nothing is under way" = "network.note == NONE"
[command.effect]
"network.note" = "SENT"
[[guard]]
command = "stun"
action = "add"
conjunct = "the note was sent"
expression = "network.note == SENT"
[[effect]]
command = "stun"
variable = "network.note"
value = "NONE"
[[deadline]]
action = "add"
clock = "source.waited"
limit = "switchover_limit"
handlers = ["send_note"]
[[property]]
action = "add"
id = "mine"
title = "a note is never under way in the stun"
premise = "source.vm == STUNNED"
claim = "network.note == NONE"
[[property]]
action = "drop"
id = "S1"
"""
    )
    model, properties = apply(text.encode())
    assert model.values["switchover_limit"] == 8
    assert model.variable["network.note"].initial == "NONE"
    assert model.command["send_note"].fault == "message loss"
    assert set(model.command["stun"].guard) == {"pre-copying", "little remains", "the note was sent"}
    assert str(model.command["stun"].updates["network.note"].value) == "NONE"  # type: ignore[attr-defined]
    assert {d.clock: d.handlers for d in model.deadlines}["source.waited"] == ("send_note",)
    ids = [p.id for p in properties]
    assert "mine" in ids
    assert "S1" not in ids
