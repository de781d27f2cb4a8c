"""What is asked of a model does not hang on what its commands are called, and covers the commands that a change adds."""

from dataclasses import replace

import pytest

from vmotion_model.admission import admission
from vmotion_model.language import Model, ModelError, digest, from_json, to_json, to_text
from vmotion_model.protocol import vmotion
from vmotion_proofs.check.check import check
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.evidence.shipped_files import runs_path
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.demands import reach, read_hints
from vmotion_specs.apply import changed
from vmotion_specs.change import ChangeError, parse_change
from vmotion_specs.properties import Property, PropertyKind, observe
from vmotion_specs.suites import suite

ADDED = """schema = 1
title = "The source looks around"
[[command]]
action = "add"
name = "look_around"
role = "source"
[command.guard]
"in pre-copy" = "source.state == PRECOPY"
[command.effect]
"source.protection" = "0"
"""


def other(name: str) -> str:
    return f"they_{name}"


def renamed(model: Model) -> Model:
    """The same model, every command under another name."""
    commands = tuple(replace(c, name=other(c.name)) for c in model.commands)
    deadlines = tuple(replace(d, handlers=tuple(map(other, d.handlers))) for d in model.deadlines)
    return replace(model, commands=commands, deadlines=deadlines)


def asked(model: Model, id_: str) -> Property:
    (item,) = (p for p in suite(model.name).properties_of(model) if p.id == id_)
    return item


RESPONSES = [
    (m.name, p.id)
    for m in (vmotion(), admission())
    for p in suite(m.name).properties
    if p.kind is PropertyKind.RESPONSE
]


@pytest.mark.parametrize(("name", "id_"), RESPONSES)
def test_liveness_assumes_the_same_of_commands_under_other_names(name: str, id_: str) -> None:
    model = suite(name).model
    old = claim_of(model, asked(model, id_)).fairness
    new = claim_of(renamed(model), asked(renamed(model), id_)).fairness
    assert old.weak or old.strong or id_ == "L3b"
    assert new.weak == tuple(map(other, old.weak))
    assert new.strong == tuple(map(other, old.strong))
    assert new.finite == frozenset(map(other, old.finite))
    assert not new.timed


@pytest.mark.parametrize("id_", ["R5", "R6", "R8"])
def test_a_demand_is_met_by_the_same_run_under_other_names(id_: str) -> None:
    model = renamed(vmotion())
    path = runs_path("vmotion")
    hint = [c if c not in vmotion().command else other(c) for c in read_hints(path)[id_]]
    # So few states that the run must come from what was recorded, not from a search.
    answer = reach(model, asked(model, id_), Options(states=10, locations=suite("vmotion").locations), hint)
    assert answer.verdict is Verdict.PROVED, answer


@pytest.mark.parametrize("name", ["vmotion", "admission"])
def test_what_is_made_from_commands_is_the_same_formula(name: str) -> None:
    model = suite(name).model
    for old, new in zip(suite(name).properties, suite(name).properties_of(renamed(model)), strict=True):
        # Observers are variables of their own, made anew for each version.
        assert to_text(old.formula) == to_text(new.formula), old.id


def test_a_renamed_queue_serves_every_request() -> None:
    model = renamed(admission())
    properties = [p for p in suite("admission").properties_of(model) if p.id in ("L5c", "deadlock", "S14h", "R14d")]
    result = check(model, properties, Options(engine="explicit"))
    assert [p.verdict.passes for p in result.properties] == [True] * len(properties), result


def test_no_property_that_ships_names_a_command() -> None:
    for model in (vmotion(), admission()):
        for item in suite(model.name).properties:
            steps = [s for a in item.assumptions for s in (*a.weak, *a.strong, *a.finite)]
            assert model.command.keys().isdisjoint(s for s in steps if isinstance(s, str))
            assert not any(o.effects for o in item.observers)


def test_a_command_that_a_change_adds_is_done_in_the_end_unless_it_says_otherwise() -> None:
    for rest, fair in (("", True), ("fair = false\n", False)):
        text = ADDED.replace('role = "source"\n', f'role = "source"\n{rest}')
        model, properties = changed(parse_change(text.encode(), "x.toml"), suite("vmotion"))
        (item,) = (p for p in properties if p.id == "L1a")
        assert ("look_around" in claim_of(model, item).fairness.weak) is fair


def test_a_rename_by_a_change_file_keeps_the_observer_and_the_assumption() -> None:
    text = """schema = 1
title = "Another name"
[[command]]
action = "remove"
name = "lose_resumed"
[[command]]
action = "add"
name = "drop_resumed"
role = "surroundings"
fault = "message loss"
events = ["acknowledgement lost"]
[command.guard]
"it is under way" = "network.resumed != NONE"
[command.effect]
"network.resumed" = "NONE"
"""
    model, properties = changed(parse_change(text.encode(), "x.toml"), suite("vmotion"))
    (item,) = (p for p in properties if p.id == "R5")
    assert "observed.resumed_lost" in observe(model, item.observers).command["drop_resumed"].updates
    (item,) = (p for p in properties if p.id == "L4")
    assert "drop_resumed" in claim_of(model, item).fairness.finite
    with pytest.raises(ChangeError, match=r"x.toml:11:\d+: there is no event 'acknowledgment lost'; did you mean"):
        changed(parse_change(text.replace("acknowledgement", "acknowledgment").encode(), "x.toml"), suite("vmotion"))


@pytest.mark.parametrize("bad", ['fair = "no"', "fair = 0", 'events = "acknowledgement lost"', "events = [1]"])
def test_attributes_of_another_type_are_refused(bad: str) -> None:
    text = ADDED.replace('role = "source"\n', f'role = "source"\n{bad}\n')
    with pytest.raises(ChangeError, match="must be"):
        parse_change(text.encode(), "x.toml")


def test_attributes_are_written_and_read_and_change_no_digest() -> None:
    model = vmotion()
    again = from_json(to_json(model))
    assert [(c.fair, c.events) for c in again.commands] == [(c.fair, c.events) for c in model.commands]
    bare = replace(model, commands=tuple(replace(c, fair=True, events=()) for c in model.commands))
    assert digest(bare) == digest(model)
    # A form of schema 1, which knows neither, reads with the defaults.
    old = to_json(bare) | {"schema": 1}
    assert all(c.fair and not c.events for c in from_json(old).commands)
    for broken in ({"fair": "no"}, {"events": "x"}, {"events": [" "]}):
        data = to_json(model)
        data["commands"][0] |= broken
        with pytest.raises(ModelError, match=r"fair is|events is|an event is"):
            from_json(data)
