"""Repair hints: what is offered does repair, by another reading of the model; what breaks something else is not offered."""

from dataclasses import replace

import pytest

from reference import space
from vmotion_model.common.budget import Budget
from vmotion_model.language import Command, Model, boolean, evaluate, integer
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.repair_hints import ENOUGH, repair_hints
from vmotion_proofs.check.check import check
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Hints, Verdict
from vmotion_specs.apply import changed
from vmotion_specs.change import parse_change
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.shipped import find_change
from vmotion_specs.suites import Suite, suite

pytestmark = pytest.mark.usefixtures("answered")

EXPLICIT = Options(engine="explicit", certificate=None, demands=None)


def _of_change(name: str, model: str) -> Hints:
    chosen, change = suite(model), find_change(name)
    proposal = check_change(change, chosen, Options())
    assert proposal.after is not None
    after, _ = changed(change, chosen)
    return repair_hints(after, chosen.properties_of, proposal.after, Options(), chosen.model)


def test_the_only_edit_of_a_change_is_taken_back() -> None:
    hints = _of_change("commit-on-silence", "two-phase-commit")
    assert [(h.description, h.undoes) for h in hints.found] == [("leave out the command assume_commit_a", True)]
    assert set(hints.found[0].restores) == {"agreement", "decided"}
    assert not hints.found[0].leaves


def test_two_edits_of_which_each_alone_does_the_harm_have_no_single_repair() -> None:
    """Both dropped the same guard: with either one back, the other one still enters."""
    hints = _of_change("lock-ignored", "mutual-exclusion")
    assert not [h for h in hints.found if h.undoes]


def test_what_is_offered_repairs_by_another_reading() -> None:
    chosen = suite("node-agent")
    result = check(chosen.model, chosen.properties, Options())
    hints = repair_hints(chosen.model, chosen.properties_of, result, Options())
    assert len(hints.found) == ENOUGH
    for hint in hints.found:
        head = 'schema = 1\ntitle = "repaired"\nmodel = "node-agent"\n\n'
        change = parse_change((head + hint.edit).encode(), "hint.toml")
        model, _ = changed(change, chosen)
        assert space(chosen.model, 1, 1).broken_at(chosen.properties[0].formula, chosen.model) is not None
        reached = space(model, 1, 1)
        for item in chosen.properties:
            if item.kind is PropertyKind.INVARIANT:
                assert reached.broken_at(item.formula, model) is None, (hint.description, item.id)
            elif item.kind is PropertyKind.REACHABLE:
                assert any(evaluate(item.claim, reached.state(k), model.values) for k in reached.level), item.id
        command = change.edits[0].keys["command"]
        assert any(command in steps for steps in reached.steps.values()), f"{command} never happens any more"


def _valve() -> tuple[Model, Model, tuple[Property, ...]]:
    """A valve that opens too far after the change; before it, it could not open far enough."""
    level, alarm = integer("a.level", "a", 0, 0, 3, ""), boolean("a.alarm", "a", False, "")

    def version(top: int) -> Model:
        rise = Command("rise", "a", {"there is room": level < top}, {level: level + 1})
        ring = Command("ring", "a", {"it is full": level >= 3, "it is silent": ~alarm}, {alarm: True})
        idle = Command("idle", "a", {"it is wet": level >= 1}, {})
        return Model("valve", (level, alarm), (), (rise, ring, idle))

    quiet = Property("quiet", "no alarm", ~alarm)
    full = Property("full", "it can be full", level >= 3, kind=PropertyKind.REACHABLE)
    return version(1), version(3), (quiet, full)


def test_an_edit_that_breaks_another_property_is_no_repair() -> None:
    before, after, properties = _valve()
    result = check(after, properties, EXPLICIT)
    assert {r.id: r.verdict for r in result.properties}["quiet"] is Verdict.VIOLATED
    hints = repair_hints(after, lambda _: properties, result, EXPLICIT, before)
    # Taken back, the guard of "rise" keeps the alarm silent, and nothing is ever full.
    assert not [h for h in hints.found if h.undoes]
    assert hints.judged >= 1


def test_a_guard_with_which_the_command_never_happens_is_no_repair() -> None:
    level, alarm = integer("a.level", "a", 0, 0, 3, ""), boolean("a.alarm", "a", False, "")
    rise = Command("rise", "a", {"there is room": level < 3}, {level: level + 1})
    ring = Command("ring", "a", {"it is full": level >= 3, "it is silent": ~alarm}, {alarm: True})
    model = Model("bell", (level, alarm), (), (rise, ring))
    properties = (Property("quiet", "no alarm", ~alarm),)
    result = check(model, properties, EXPLICIT)
    hints = repair_hints(model, lambda _: properties, result, EXPLICIT)
    # "there is room" would silence the bell for ever: it rings only where there is none. "It is full" would keep it from rising.
    assert not hints.found
    assert hints.judged == 2


def test_nothing_is_tried_without_time_and_that_is_said() -> None:
    chosen = suite("node-agent")
    result = check(chosen.model, chosen.properties, Options())
    budget = Budget(60)
    budget.interrupt()
    hints = repair_hints(chosen.model, chosen.properties_of, result, replace(Options(), budget=budget))
    assert not hints.found
    assert hints.stopped


@pytest.mark.parametrize("name", ["two-phase-commit", "peterson"])
def test_a_model_that_holds_needs_none(name: str) -> None:
    chosen: Suite = suite(name)
    result = check(chosen.model, chosen.properties, Options())
    hints = repair_hints(chosen.model, chosen.properties_of, result, Options())
    assert (hints.found, hints.tried) == ((), 0)
