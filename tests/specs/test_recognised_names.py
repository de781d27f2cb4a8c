"""Renamed commands, variables and states are recognised where two versions alone show them, and nothing is guessed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from random_models import Case, cases
from renamings import renamed, renamings, version
from vmotion_model.language import (
    SHARED,
    Command,
    Constant,
    Enumeration,
    Expr,
    Model,
    Param,
    Var,
    boolean,
    lift,
    to_text,
)
from vmotion_model.language.renaming import Renaming
from vmotion_specs.properties import Property
from vmotion_specs.recognised_names import recognised
from vmotion_specs.suite_json import ModelVersion
from vmotion_specs.suites import suite


def door(names: Mapping[str, str] | None = None, **more: Any) -> ModelVersion:
    """A door that a guest opens and closes, by a bell that rings; ``names`` are other names of its parts."""

    def n(name: str) -> str:
        return (names or {}).get(name, name)

    kind = Enumeration(n("Door"), (n("SHUT"), n("OPEN")))
    state: Var[Any] = Var(n("door.state"), kind, n("guest"), n("SHUT"))
    bell = boolean(n("bell"), SHARED, False, "It rings.")
    rings = boolean(n("gong"), SHARED, False, "Something else rings.")
    count: Expr[int] = Param(n("most"))

    def at(place: str) -> Expr[bool]:
        return state == lift(n(place), kind)

    commands = (
        Command(n("ring"), n("guest"), {"silence": ~bell}, {bell: True}),
        Command(n("enter"), n("guest"), {"it rang": bell, "shut": at("SHUT")}, {state: n("OPEN"), bell: False}),
        Command(n("leave"), n("guest"), {"open": at("OPEN"), "some": count >= 1}, {state: n("SHUT")}),
        Command(n("strike"), n("host"), {}, {rings: True}),
    )
    model = Model("door", (state, bell, rings), (Constant(n("most"), 3, ""),), commands)
    claim = Property("polite", "who is inside has rung", ~at("OPEN") | ~bell)
    return ModelVersion(replace(model, **more) if more else model, (claim,))


def test_three_commands_a_variable_and_a_state_at_once() -> None:
    new = {"ring": "press", "enter": "go_in", "leave": "go_out", "bell": "buzzer", "OPEN": "AJAR"}
    found = recognised(door(), door(new))
    assert found.names == Renaming(
        commands={"ring": "press", "enter": "go_in", "leave": "go_out"},
        variables={"bell": "buzzer"},
        members={("Door", "OPEN"): "AJAR"},
    )
    assert found.unclear == ()
    (said,) = found.notes
    assert said == (
        "renamed: command ring -> press, enter -> go_in, leave -> go_out; variable bell -> buzzer; member Door.OPEN -> AJAR; "
        "both versions are compared under the newer names"
    )
    assert list(found.before.model.command) == ["press", "go_in", "go_out", "strike"]


def test_everything_has_another_name() -> None:
    names = ("ring", "enter", "leave", "strike", "bell", "gong", "door.state", "Door", "SHUT", "OPEN", "most", "guest")
    new = {n: f"new_{n.replace('.', '_')}" for n in names}
    found = recognised(door(), door(new)).names
    assert {n for part in (found.commands, found.variables, found.constants, found.enumerations) for n in part} == {
        *names[:8],
        "most",
    }
    assert found.members == {("Door", "SHUT"): "new_SHUT", ("Door", "OPEN"): "new_OPEN"}
    assert found.roles == {"guest": "new_guest"}


def test_what_can_be_several_things_is_not_guessed_and_that_is_said() -> None:
    """Two flags that two commands raise, and nothing else: which is which, nobody can know."""

    def flags(*names: str) -> ModelVersion:
        both = [boolean(n, SHARED, False, "") for n in names]
        commands = tuple(Command(f"raise_{v.name}", "who", {}, {v: True}) for v in both)
        return ModelVersion(Model("flags", tuple(both), (), commands), ())

    found = recognised(flags("a", "b"), flags("c", "d"))
    assert found.names == Renaming()
    assert [said.partition(", and nothing tells")[0] for said in found.unclear] == [
        "command raise_a, raise_b may be raise_c, raise_d now",
        "variable a, b may be c, d now",
    ]
    # One of them has kept its name: then the other is no riddle. One that could be two things is none of them.
    assert recognised(flags("a", "b"), flags("a", "d")).names.variables == {"b": "d"}
    found = recognised(flags("a"), flags("c", "d"))
    assert (found.names, len(found.unclear)) == (Renaming(), 2)


def test_a_flag_that_came_is_not_the_one_that_is_gone_where_nothing_shows_it() -> None:
    def flag(name: str, **effect: bool) -> ModelVersion:
        var = boolean(name, SHARED, False, "")
        other = boolean("other", SHARED, False, "")
        own = {v: effect[key] for key, v in (("own", var), ("other", other)) if key in effect}
        model = Model("flag", (var, other), (), (Command("step", "who", {"not yet": ~other}, own),))
        return ModelVersion(model, (Property("p", "", ~var),))

    assert recognised(flag("a", own=True), flag("b", own=True)).names.variables == {"a": "b"}
    # What the command did to it is another thing now; that the property went along shows nothing.
    assert recognised(flag("a", own=True), flag("b", own=False)).names == Renaming()
    assert recognised(flag("a", own=True), flag("b", other=True)).names == Renaming()
    # Nothing sets either: that only the property speaks of it is all there is.
    assert recognised(flag("a", other=True), flag("b", other=True)).names.variables == {"a": "b"}


def test_beside_a_renaming_a_real_change_stays_one() -> None:
    new = {"ring": "press", "bell": "buzzer", "OPEN": "AJAR"}
    after = door(new)
    ring, enter, leave, strike = after.model.commands
    changed = replace(enter, guard={"shut": enter.guard["shut"]})
    found = recognised(door(), replace(after, model=replace(after.model, commands=(ring, changed, leave, strike))))
    assert found.names == Renaming({"ring": "press"}, {"bell": "buzzer"}, members={("Door", "OPEN"): "AJAR"})
    # A renamed command that does something else as well is gone, and another one is new.
    other = replace(leave, name="go", guard={"open": leave.guard["open"]})
    found = recognised(door(), replace(after, model=replace(after.model, commands=(ring, enter, other, strike))))
    assert "leave" not in found.names.commands
    assert found.names.commands == {"ring": "press"}


def test_names_that_are_swapped_are_a_change() -> None:
    found = recognised(door(), door({"ring": "strike", "strike": "ring"}))
    assert (found.names, found.unclear) == (Renaming(), ())


def test_a_new_name_that_something_else_had_is_none() -> None:
    """The text form writes variables, constants and members alike: the older model could not be told under it."""
    assert recognised(door(), door({"bell": "most", "most": "least"})).names == Renaming(constants={"most": "least"})
    assert recognised(door(), door({"OPEN": "bell", "bell": "buzzer"})).names.members == {}


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_a_random_renaming_is_recognised(data: st.DataObject) -> None:
    case: Case = data.draw(st.booleans().flatmap(lambda clocks: cases(clocks=clocks)))
    wanted: Renaming = data.draw(renamings(case.model))
    before = version(case)
    found = recognised(before, renamed(before, wanted))
    parts = ("commands", "variables", "constants", "enumerations", "members", "roles")
    for part in parts:
        assert getattr(found.names, part).items() <= getattr(wanted, part).items()
    # What is left out is no oversight: two things that are alike, such as two commands that do the same.
    assert found.names == wanted or found.unclear


@pytest.mark.parametrize("name", ["hand-over", "mutual-exclusion", "node-agent", "two-phase-commit", "admission"])
@settings(max_examples=examples(15), deadline=None)
@given(data=st.data())
def test_of_a_model_in_which_nothing_is_alike_every_new_name_is_recognised(name: str, data: st.DataObject) -> None:
    chosen = suite(name)
    before = ModelVersion(chosen.model, chosen.properties)
    wanted = data.draw(renamings(chosen.model))
    found = recognised(before, renamed(before, wanted))
    assert (found.names, found.unclear) == (wanted, ())


@settings(max_examples=examples(60), deadline=None)
@given(cases(clocks=False), cases(clocks=False), st.data())
def test_of_any_two_versions_only_what_is_the_same_to_the_letter_is_recognised(
    one: Case, two: Case, data: st.DataObject
) -> None:
    after = renamed(version(two), data.draw(renamings(two.model)))
    found = recognised(version(one), after)
    moved = found.before.model
    for part in (found.names.commands, found.names.variables, found.names.members, found.names.constants):
        assert len(set(part.values())) == len(part)
    for name in found.names.commands.values():
        was, now = moved.command[name], after.model.command[name]
        for a, b in ((was.guard, now.guard), (was.updates, now.updates)):
            assert {n: to_text(e) for n, e in a.items()} == {n: to_text(e) for n, e in b.items()}
        assert (was.role, was.fault, was.fair, was.events) == (now.role, now.fault, now.fair, now.events)
