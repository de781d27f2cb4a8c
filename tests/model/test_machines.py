"""``Migration`` as somebody imports it: triggers, refusals, callbacks, copies, and what ``transitions`` draws of it."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from transitions.extensions import GraphMachine

import vmotion_model
from vmotion_model import Migration, NotEnabledError, vmotion
from vmotion_model.language import digest
from vmotion_model.machines.stub import STUB, triggers_stub
from vmotion_model.teaching import mutual_exclusion

PREPARE = ("request", "admit", "allow_vmotion", "destination_allowed", "compute_specification")


@pytest.fixture
def migration() -> Migration:
    made = Migration()
    for name in PREPARE:
        made.fire(name)
    return made


def standing(made: Migration) -> Any:
    return dict(made.state), made.time, list(made.history), {n: m.model.state for n, m in made.roles.items()}


def test_the_package_offers_what_the_readme_shows_and_says_what_it_has_not() -> None:
    assert vmotion_model.Migration is Migration
    with pytest.raises(AttributeError, match="no attribute 'migration'"):
        vmotion_model.migration  # noqa: B018


def test_completion_lists_every_trigger() -> None:
    assert set(vmotion().command) <= set(dir(Migration()))


def test_the_stub_for_type_checkers_is_that_of_the_protocol() -> None:
    assert STUB.read_text(encoding="utf-8") == triggers_stub(vmotion()), "python -m vmotion_model.machines.stub"


def test_a_refusal_names_the_guards_that_fail(migration: Migration) -> None:
    before = standing(migration)
    with pytest.raises(NotEnabledError) as refused:
        migration.resume()
    assert "nobody holds the disk" in refused.value.failing
    assert standing(migration) == before


def test_changes_are_plain_values_before_and_after() -> None:
    migration = Migration()
    changes = migration.fire("request")
    assert changes["vcenter.state"] == ("IDLE", "REQUESTED")
    assert {type(value) for pair in changes.values() for value in pair} <= {str, bool, int}
    assert {type(value) for value in migration.state.values()} <= {str, bool, int}


def test_surroundings_have_a_machine_with_one_state(migration: Migration) -> None:
    machine = migration.roles["surroundings"]
    assert list(machine.states) == ["surroundings"]
    triggers = {c.name for c in vmotion().commands if c.role == "surroundings"}
    assert set(machine.events) == triggers
    assert migration.edit_config()
    assert machine.model.state == "surroundings"
    assert migration.history[-1] == "edit_config"


def test_callbacks_know_the_command_and_its_changes(migration: Migration) -> None:
    seen: list[tuple[str, Any]] = []
    source = migration.roles["source"]
    source.on_enter_READY(lambda event: seen.append((event.kwargs["command"], dict(event.kwargs["changes"]))))
    source.before_state_change.append(lambda event: seen.append(("before", event.transition.dest)))
    changes = migration.prepare()
    assert seen == [("before", "READY"), ("prepare", changes)]
    assert changes["source.state"] == ("NONE", "READY")


@pytest.mark.parametrize("place", ["before_state_change", "after_state_change", "on_enter"])
def test_after_a_callback_that_raises_all_is_as_before(migration: Migration, place: str) -> None:
    def fail(_: object) -> None:
        raise LookupError("no")

    source, before = migration.roles["source"], standing(migration)
    if place == "on_enter":
        source.on_enter_READY(fail)
    else:
        getattr(source, place).append(fail)
    with pytest.raises(LookupError):
        migration.prepare()
    assert standing(migration) == before


COPIES: dict[str, Callable[[Migration], Migration]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda m: pickle.loads(pickle.dumps(m)),
}


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("machine", [None, GraphMachine])
def test_a_copy_stands_where_the_original_stands_and_goes_its_own_way(how: str, machine: Any) -> None:
    first = Migration() if machine is None else Migration(machine=machine, graph_engine="mermaid")
    for name in PREPARE:
        first.fire(name)
    before = standing(first)
    other = COPIES[how](first)
    assert standing(other) == before
    other.prepare()
    other.elapse(30)
    assert standing(first) == before
    assert (other.roles["source"].model.state, other.time) == ("READY", 30)
    first.prepare()
    assert first.state["source.state"] == "READY"


def test_a_model_of_ones_own_is_copied_with_its_places() -> None:
    first = Migration(mutual_exclusion(), {"p": "p.state"})
    first.ask_p()
    other = pickle.loads(pickle.dumps(first))
    assert digest(other.model) == digest(first.model)
    assert other.roles["p"].model.state == first.roles["p"].model.state == "WAITS"
    assert other.enabled() == first.enabled()


def test_a_graph_shows_guards_by_their_names() -> None:
    drawn = Migration(machine=GraphMachine, graph_engine="mermaid", show_conditions=True)
    text = drawn.roles["source"].get_graph().source
    assert "prepare [asked to prepare & the VM runs here & the specification is current]" in text
    # What is asked of the location alone says where the step begins.
    assert "no migration under way" not in text
    assert "edit_config" in drawn.roles["surroundings"].get_graph().source
