"""Several change files as one proposal: the same as one after the other, and contradictions name both places."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.admission import admission
from vmotion_model.language import Model, digest
from vmotion_specs.apply import apply_change
from vmotion_specs.change import Change, ChangeError, parse_change
from vmotion_specs.combine import combined, home_of, parts_of, together

MODEL = admission()
HEAD = 'schema = 1\ntitle = "{}"\nmodel = "admission"\n'
GUARDS = [(c.name, label) for c in MODEL.commands for label in c.guard]
EFFECTS = [(c.name, name) for c in MODEL.commands for name in c.updates if len(c.updates) > 1]


def dropped(command: str, label: str) -> str:
    return f'\n[[guard]]\ncommand = "{command}"\naction = "drop"\nconjunct = "{label}"\n'


def left_out(command: str, variable: str) -> str:
    return f'\n[[effect]]\naction = "remove"\ncommand = "{command}"\nvariable = "{variable}"\n'


TABLES = [dropped(*g) for g in GUARDS] + [left_out(*e) for e in EFFECTS]
"""Edits of different things: each can be made, and each alone in a file."""


def change(name: str, tables: Sequence[str]) -> Change:
    return parse_change((HEAD.format(name) + "".join(tables)).encode(), f"{name}.toml")


def line(text: Change, part: str) -> int:
    """Where it stands in a file."""
    return 1 + text.places.text[: text.places.text.index(part)].count("\n")


def apply(one: Change) -> Model:
    return apply_change(one, MODEL)


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(TABLES), unique=True, min_size=2, max_size=8), st.data())
def test_together_is_one_after_the_other_in_any_order(tables: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(tables) - 1))
    one, two = change("one", tables[:cut]), change("two", tables[cut:])
    in_turn = digest(apply_change(two, apply_change(one, MODEL)))
    assert digest(apply(together([one, two], apply))) == digest(apply(combined([two, one]))) == in_turn
    # As one file with all of it.
    assert digest(apply(change("all", tables))) == in_turn


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(TABLES), unique=True, min_size=1, max_size=6), st.data())
def test_every_edit_knows_its_file_and_line(tables: list[str], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(tables)), max_size=2)))
    pieces = [tables[a:b] for a, b in zip([0, *cuts], [*cuts, len(tables)], strict=True)]
    files = [change(f"f{n}", piece) for n, piece in enumerate(pieces) if piece]
    whole = combined(files)
    assert parts_of(whole) == tuple(files)
    seen = []
    for edit in whole.edits:
        number, own = home_of(whole, edit)
        error = whole.error(edit, "", "wrong")
        assert own.keys == edit.keys
        assert error.file == files[number].name
        # The table's own line: its words stand below it in that file.
        below = files[number].places.text.split("\n")[error.line - 1 :]
        assert below[0] == f"[[{edit.table}]]"
        assert f'command = "{edit.keys["command"]}"' in below[1:3]
        seen.append((number, own.table, own.number))
    assert len(set(seen)) == len(tables)


@settings(max_examples=examples(40))
@given(st.sampled_from(TABLES), st.lists(st.sampled_from(TABLES), unique=True, max_size=4), st.booleans())
def test_what_two_files_edit_is_a_contradiction_with_both_lines(same: str, others: list[str], first: bool) -> None:
    others = [t for t in others if t != same]
    one, two = change("one", [*others, same]), change("two", [same])
    pair = [one, two] if first else [two, one]
    with pytest.raises(ChangeError, match="changed twice") as refused:
        together(pair, apply)
    at = {"one.toml": line(one, same.strip()), "two.toml": line(two, same.strip())}
    blamed, other = pair[1].name, pair[0].name
    assert refused.value.file == blamed
    assert at[blamed] < refused.value.line <= at[blamed] + 4
    assert f"contradicts {other}:{at[other]}:" in str(refused.value)


@settings(max_examples=examples(40))
@given(st.lists(st.sampled_from(TABLES), unique=True, min_size=2, max_size=5), st.data())
def test_of_several_contradictions_each_has_its_own_other_line(same: list[str], data: st.DataObject) -> None:
    """In another order in the second file, so that the first there does not belong to the first here."""
    one, two = change("one", same), change("two", data.draw(st.permutations(same)))
    with pytest.raises(ChangeError) as refused:
        together([one, two], apply)
    told = [str(e) for e in refused.value.errors]
    assert len(told) == len(same)
    for table in same:
        begins, other = line(two, table.strip()), line(one, table.strip())
        # The error stands in one of the lines of the edit's table.
        assert any(
            message.startswith(f"two.toml:{at}:") and f"contradicts one.toml:{other}:" in message
            for message in told
            for at in range(begins, begins + 5)
        ), (table, told)


COMMAND, LABEL = "others_take_host", "the host has units left"
REMOVED = f'\n[[command]]\naction = "remove"\nname = "{COMMAND}"\n'
NEW = '\n[[variable]]\nname = "queue.extra"\nowner = "vcenter"\nkind = "boolean"\ninitial = false\n'


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (REMOVED, dropped(COMMAND, LABEL), "this change removes it"),
        (dropped(COMMAND, LABEL), REMOVED, "this change removes it"),
        (NEW, NEW.replace("false", "true"), "variable queue.extra is changed twice"),
    ],
)
def test_one_removes_or_adds_what_another_edits_or_adds(first: str, second: str, says: str) -> None:
    one, two = change("one", [TABLES[0], first]), change("two", [TABLES[-1], second])
    with pytest.raises(ChangeError, match=says) as refused:
        together([one, two], apply)
    places = {(refused.value.file, refused.value.line)}
    said = str(refused.value).split("contradicts ")[1].split(":")
    places.add((said[0], int(said[1])))
    assert {file for file, _ in places} == {"one.toml", "two.toml"}
    for file, found in places:
        text, table = (one, first) if file == "one.toml" else (two, second)
        assert line(text, table.strip()) <= found <= line(text, table.strip()) + 3


def test_the_two_of_three_that_contradict_each_other_are_named() -> None:
    harmless = change("harmless", [TABLES[1]])
    one, two = change("one", [TABLES[0]]), change("two", [TABLES[0]])
    with pytest.raises(ChangeError, match=r"two\.toml:.*contradicts one\.toml:5:") as refused:
        together([one, harmless, two], apply)
    assert "harmless" not in str(refused.value)


def test_a_file_that_is_named_twice_is_refused() -> None:
    one = change("one", [TABLES[0]])
    with pytest.raises(ChangeError, match="named twice"):
        together([one, one], apply)


def test_a_name_that_moves_to_something_else_is_not_left_to_be_guessed() -> None:
    """What the other file calls by that name would be another thing, without a word."""
    swap = "".join(
        f'\n[[rename]]\nkind = "command"\nfrom = "{a}"\nto = "{b}"\n'
        for a, b in (("others_take_host", "others_return_host"), ("others_return_host", "others_take_host"))
    )
    one, two = change("one", [swap]), change("two", [TABLES[0]])
    for pair in ([one, two], [two, one]):
        with pytest.raises(ChangeError, match="is now the name of something else") as refused:
            together(pair, apply)
        assert refused.value.file == "one.toml"
