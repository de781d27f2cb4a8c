"""``Migration`` as somebody imports it: triggers, refusals, callbacks, copies, and what ``transitions`` draws of it."""

import copy
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from transitions.extensions import GraphMachine

import vmotion_model
from vmotion_model import Migration, NotEnabledError, vmotion
from vmotion_model.language import ModelError, digest
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
    names = set(vmotion().command)
    assert names | {f"may_{name}" for name in names} <= set(dir(Migration()))


def test_the_stub_for_type_checkers_is_that_of_the_protocol() -> None:
    assert STUB.read_text(encoding="utf-8") == triggers_stub(vmotion()), "python -m vmotion_model.machines.stub"


USED = """\
from vmotion_model import Migration

migration = Migration()
reveal_type(migration.request())
reveal_type(migration.may_admit())
migration.requst()
migration.may_requst()
"""


def test_a_misspelt_trigger_is_an_error_of_types(tmp_path: Path) -> None:
    (tmp_path / "used.py").write_text(USED, encoding="utf-8")
    model = Path(vmotion_model.__file__).parents[1]
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "used.py"]
    ran = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "MYPYPATH": str(model)}, capture_output=True, text=True, check=False
    )
    lines = ran.stdout.splitlines()
    assert [line.split(":")[1] for line in lines[:-1]] == ["4", "5", "6", "7"], ran.stdout
    assert "Mapping" in lines[0]
    assert 'bool"' in lines[1]
    assert 'no attribute "requst"' in lines[2]
    assert 'no attribute "may_requst"' in lines[3]


def test_may_says_whether_a_step_would_be_refused(migration: Migration) -> None:
    assert migration.may_prepare() is True
    assert migration.may_resume() is False
    assert {name: getattr(migration, f"may_{name}")() for name in vmotion().command} == {
        name: not migration.failing(name) for name in vmotion().command
    }
    with pytest.raises(AttributeError, match="there is no command 'prepre'; did you mean 'prepare'"):
        migration.may_prepre  # type: ignore[attr-defined]  # noqa: B018


def test_it_says_where_it_stands(migration: Migration) -> None:
    assert repr(migration) == "<Migration of vmotion, vcenter PREPARING_SOURCE, source NONE, destination NONE, 0 s>"


@pytest.mark.parametrize("seconds", [0, -1, 1.5, "3", True])
def test_time_passes_by_whole_seconds(migration: Migration, seconds: Any) -> None:
    with pytest.raises(NotEnabledError, match="by whole seconds"):
        migration.elapse(seconds)
    assert migration.time == 0


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


def by_the_whole(migration: Migration) -> Any:
    return migration.prepare()


def by_its_machine(migration: Migration) -> Any:
    return migration.roles["source"].model.prepare()


def fails(_: object) -> None:
    raise LookupError("no")


def test_a_step_that_the_machine_of_a_role_makes_is_a_step_of_the_whole(migration: Migration) -> None:
    other, seen = copy.copy(migration), []
    source = migration.roles["source"]
    source.before_state_change.append(lambda event: seen.append(dict(event.kwargs)))
    assert source.model.prepare() is True
    changes = other.prepare()
    assert standing(migration) == standing(other)
    assert seen == [{"command": "prepare", "changes": changes}]
    assert source.model.may_prepare() is False


@pytest.mark.parametrize("step", [by_the_whole, by_its_machine])
@pytest.mark.parametrize("place", ["before_state_change", "after_state_change", "on_enter"])
def test_after_a_callback_that_raises_all_is_as_before(migration: Migration, place: str, step: Any) -> None:
    source, before = migration.roles["source"], standing(migration)
    if place == "on_enter":
        source.on_enter_READY(fails)
    else:
        getattr(source, place).append(fails)
    with pytest.raises(LookupError):
        step(migration)
    assert standing(migration) == before


def test_what_a_callback_did_before_it_raised_is_taken_back_too(migration: Migration) -> None:
    def go_on_and_fail(_: object) -> None:
        migration.elapse(10)
        migration.crash_source()
        fails(_)

    before = standing(migration)
    migration.roles["source"].on_enter_READY(go_on_and_fail)
    with pytest.raises(LookupError):
        migration.prepare()
    assert standing(migration) == before


def test_where_somebody_else_sees_to_what_callbacks_raise_nothing_has_happened_either() -> None:
    seen: list[object] = []
    migration = Migration(on_exception=lambda event: seen.append(event.error))
    before = standing(migration)
    vcenter = migration.roles["vcenter"]
    vcenter.on_enter_REQUESTED(fails)
    with pytest.raises(ModelError, match="the machine of vcenter did not do request"):
        migration.request()
    assert standing(migration) == before
    assert vcenter.model.request() is not True
    assert standing(migration) == before
    assert [type(error) for error in seen] == [LookupError, LookupError]


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
    first.fire("ask_p")
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


@pytest.mark.parametrize("role", ["vcenter", "source", "destination", "surroundings"])
def test_a_graph_has_one_step_a_line_and_grows_downwards(role: str) -> None:
    machine = Migration(machine=GraphMachine, graph_engine="mermaid", show_conditions=True).roles[role]
    text = machine.get_graph().source
    assert text.startswith(f"---\n{role}\n---\n")
    assert "direction TB" in text
    arrows = [line.split(": ", 1)[1] for line in text.splitlines() if "-->" in line and "[*]" not in line]
    steps = [step for arrow in arrows for step in arrow.split(" | <br/>")]
    assert sorted(step.split(" [")[0] for step in steps) == sorted(
        trigger for trigger, event in machine.events.items() for ways in event.transitions.values() for _ in ways
    )


def test_a_graph_marks_where_the_machine_stands_after_a_copy_and_after_a_failure() -> None:
    drawn = Migration(machine=GraphMachine, graph_engine="mermaid")
    drawn.request()
    other = copy.deepcopy(drawn)
    assert "Class REQUESTED s_active" in other.roles["vcenter"].get_graph().source
    other.roles["vcenter"].after_state_change.append(fails)
    with pytest.raises(LookupError):
        other.admit()
    assert "Class REQUESTED s_active" in other.roles["vcenter"].get_graph().source


def test_graphviz_breaks_lines_in_its_own_way() -> None:
    pytest.importorskip("graphviz", reason="Graphviz for Python belongs to the extra 'pictures'")
    drawn = Migration(machine=GraphMachine, graph_engine="graphviz", show_conditions=True)
    text = drawn.roles["source"].get_graph().source
    assert r" | \nrefuse_prepare [asked to prepare] | \n" in text
    assert "rankdir=TB" in text
