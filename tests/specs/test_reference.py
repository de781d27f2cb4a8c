"""The reference: everything that has a name is in it, true to its source, and found by every name that people use."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from vmotion_model.catalogue import all_failures
from vmotion_model.certainty import Trust
from vmotion_model.language import parse, values_of
from vmotion_model.language.expressions import same
from vmotion_model.protocol.phases import ROLES, TASK_MEANING
from vmotion_model.protocol.vocabulary import Role, Task
from vmotion_specs.reference import (
    CommandEntry,
    ConstantEntry,
    EntryKind,
    FailureEntry,
    Labelled,
    PhaseEntry,
    PropertyEntry,
    Reference,
    UnknownNameError,
    VariableEntry,
    reference,
)
from vmotion_specs.scenarios import scenarios
from vmotion_specs.shipped import change_names
from vmotion_specs.suites import SUITES, suite, vmotion_suite


@pytest.fixture(scope="module")
def everything() -> Reference:
    return reference()


def _found(everything: Reference, name: str) -> list[str]:
    return [entry.name for entry in everything.find(name)]


def _phase(everything: Reference, name: str) -> PhaseEntry:
    (entry,) = everything.find(name)
    assert isinstance(entry, PhaseEntry)
    return entry


def test_nothing_that_has_a_name_is_missing(everything: Reference) -> None:
    there = {(entry.kind, entry.model, entry.name) for entry in everything.entries}
    for name in SUITES:
        chosen = suite(name)
        assert {(EntryKind.COMMAND, name, c.name) for c in chosen.model.commands} <= there
        assert {(EntryKind.VARIABLE, name, v.name) for v in chosen.model.variables} <= there
        assert {(EntryKind.CONSTANT, name, c.name) for c in chosen.model.constants} <= there
        assert {(EntryKind.PROPERTY, name, p.id) for p in chosen.properties} <= there
        for role, location in chosen.locations.items():
            phases = values_of(chosen.model.variable[location].type)
            assert {(EntryKind.PHASE, name, f"{role}.{phase}") for phase in phases} <= there
    assert {(EntryKind.FAILURE, "", f"F{n:02}") for n in range(1, 38)} <= there
    names = {(kind, name) for kind, _, name in there}
    assert {(EntryKind.ROLE, str(role)) for role in Role} <= names
    assert {(EntryKind.SCENARIO, name) for name in scenarios()} <= names
    assert {(EntryKind.CHANGE, name) for name in change_names()} <= names


def test_every_name_finds_its_own_entry_and_has_a_title(everything: Reference) -> None:
    for entry in everything.entries:
        assert entry in everything.find(entry.name)
        assert entry.title.strip()


def test_every_state_of_the_task_and_every_role_is_described() -> None:
    assert set(TASK_MEANING) == set(Task)
    assert set(ROLES) == set(Role)


def test_a_phase_has_vmwares_name_and_both_numbers(everything: Reference) -> None:
    # KB 1010634: 4; Broadcom KB 435078: 5 in ESXi 7.0.3 and 8.x.
    entry = _phase(everything, "source.WAIT_HANDSHAKE")
    assert entry.vmware_name == "MIGRATE_TO_VMX_WAIT_HANDSHAKE"
    assert [(n.dialect, n.value, n.evidence) for n in entry.numbers] == [
        ("ESX/ESXi 4-6", 4, "read at the source"),
        ("ESXi 7.0.3/8.x", 5, "read at the source"),
    ]
    assert entry.step == 6
    assert entry.entered_by == ("send_last",)
    assert set(entry.left_by) == {
        "finish",
        "told_to_stop",
        "take_back",
        "connection_lost",
        "lost_but_disk_free",
        "lost_and_disk_taken",
        "cancelled",
        "switchover_times_out",
        "fall_back",
        "find_lock_taken",
        "crash_source",
    }
    assert "F22" in [failure.name for failure in entry.failures]


def test_a_number_that_no_source_gives_stays_unknown(everything: Reference) -> None:
    assert [n.value for n in _phase(everything, "destination.WAITING").numbers] == [8, None]
    assert _phase(everything, "vcenter.ROLLING_BACK").numbers == ()
    assert _phase(everything, "vcenter.ROLLING_BACK").step is None


def test_a_command_says_who_when_and_what(everything: Reference) -> None:
    (entry,) = everything.find("fall_back")
    assert isinstance(entry, CommandEntry)
    assert (entry.role, entry.phases, entry.leads_to) == ("source", ("WAIT_HANDSHAKE",), ("FINISHED",))
    assert entry.guard == (
        Labelled("acknowledgement still awaited", "source.state == WAIT_HANDSHAKE"),
        Labelled("the switchover took too long", "source.switchover >= switchover_limit"),
        Labelled("nobody holds the disk", "disk.holder == NOBODY"),
    )
    assert Labelled("disk.holder", "SOURCE") in entry.effect
    assert entry.handles == ("source.switchover",)
    assert entry.fault is None
    assert "F22" in [failure.name for failure in entry.failures]
    (loss,) = everything.find("lose_resumed")
    assert isinstance(loss, CommandEntry)
    assert (loss.fault, loss.phases) == ("message loss", ())


def test_a_variable_says_who_writes_and_reads_it(everything: Reference) -> None:
    (entry,) = everything.find("config.read_only")
    assert isinstance(entry, VariableEntry)
    assert (entry.owner, entry.type, entry.values, entry.initial) == ("shared", "boolean", (False, True), False)
    # Read-only at step 4; writable by the failing source, the closing one, vCenter for a dead one, and the completion.
    assert {"prepare", "fall_back", "close_prepared", "unlock_for_dead_source", "complete"} <= set(entry.written_by)
    assert "edit_config" in entry.read_by
    assert "edit_config" not in entry.written_by


def test_a_constant_says_where_it_is_used(everything: Reference) -> None:
    (entry,) = everything.find("protection_timer")
    assert isinstance(entry, ConstantEntry)
    assert (entry.value, entry.unit) == (90, "s")
    assert {"protection_expires", "the deadline of source.protection", "S16b"} <= set(entry.used_by)
    assert "S16a" not in entry.used_by


def test_the_formula_of_a_property_reads_back_to_the_one_that_is_proved(everything: Reference) -> None:
    chosen = vmotion_suite()
    formulas = {p.id: p.formula for p in chosen.properties if not p.observers}
    for entry in everything.entries:
        if isinstance(entry, PropertyEntry) and entry.model == "vmotion" and entry.name in formulas:
            if len(entry.formula) > 4000:  # the parser's limit; made from all commands
                assert entry.name == "deadlock"
                continue
            assert same(parse(entry.formula, chosen.model.scope), formulas[entry.name]), entry.name


def test_nothing_is_claimed_of_a_verdict_that_nobody_looked_up(everything: Reference) -> None:
    assert all(e.record is None for e in everything.entries if isinstance(e, PropertyEntry))


def test_a_failure_names_its_commands_and_says_in_words_how_well_its_remedy_is_known(everything: Reference) -> None:
    words = {evidence.words for evidence in Trust}
    for failure in all_failures():
        (entry,) = everything.find(failure.id)
        assert isinstance(entry, FailureEntry)
        assert {remedy.evidence for remedy in entry.remedy} <= words
        assert {s.evidence for s in entry.sources} <= words
    (jumbo,) = everything.find("F15")
    assert isinstance(jumbo, FailureEntry)
    # KB 1003734: an MTU of 9000 leaves a payload of 8972.
    assert "-s 8972" in jumbo.remedy[0].text
    assert "network_times_out" in [command.name for command in jumbo.commands]


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("S1", ["S1"]),
        ("s16A", ["S16a"]),
        ("S6", ["S6a", "S6b", "S6c", "S6d", "S6e"]),
        ("Fall_Back", ["fall_back"]),
        (" resume ", ["resume"]),
        ("WAIT_HANDSHAKE", ["source.WAIT_HANDSHAKE"]),
        ("wait_handshake", ["source.WAIT_HANDSHAKE"]),
        ("FINISHED", ["source.FINISHED", "destination.FINISHED"]),
        ("MIGRATE_FROM_VMX_CHECKPT", ["destination.CHECKPT"]),
        ("MIGRATE_VMX_NONE", ["source.NONE", "destination.NONE"]),
        ("holder", ["disk.holder"]),
        ("source", ["source"]),
        ("f07", ["F07"]),
        ("2026-01-01 Failed waiting for data. Error 16. Invalid argument.", ["F19"]),
        ("a-acknowledgement-lost", ["a-acknowledgement-lost"]),
    ],
)
def test_a_name_is_found_in_every_way_it_is_written(everything: Reference, name: str, entries: list[str]) -> None:
    assert _found(everything, name) == entries


def test_a_family_does_not_take_in_longer_numbers(everything: Reference) -> None:
    assert not {"S10a", "S16a"} & set(_found(everything, "S1"))
    assert "S14" in _found(everything, "S14")
    assert _found(everything, "R") == [e.name for e in everything.entries if re.fullmatch(r"R\d+[a-z]?", e.name)]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("fall_bak", "nothing is called 'fall_bak'; did you mean 'fall_back'"),
        ("WAIT_HANDSHKE", "nothing is called 'WAIT_HANDSHKE'; did you mean 'source.WAIT_HANDSHAKE'?"),
        ("Disk.Holdr", "nothing is called 'Disk.Holdr'; did you mean 'disk.holder'?"),
        (
            "jumbo q",
            "nothing is called 'jumbo q'; these speak of it: F15 (Jumbo frames on the hosts, not on the trunk)",
        ),
        ("qqqqqqq", "nothing is called 'qqqqqqq'; `vmotion explain` lists all names"),
        ("", "nothing is called ''; `vmotion explain` lists all names"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_ones(everything: Reference, name: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        everything.find(name)
    assert str(caught.value).startswith(message)


def test_theorems_are_there_exactly_if_they_are_stated(everything: Reference) -> None:
    theorems = {entry.name[0] for entry in everything.entries if entry.kind is EntryKind.THEOREM}
    assert ("T" in theorems) == (find_spec("vmotion_specs.convergence") is not None)
    assert "C" in theorems


@pytest.mark.parametrize("name", ["C0", "C1", "C2", "C3", "C4"])
def test_what_is_stated_of_conditions_is_found_by_its_number_and_its_words(everything: Reference, name: str) -> None:
    """The README's table names them; the words are those of the page about causes."""
    (entry,) = everything.find(name)
    page = (Path(__file__).parents[2] / "docs/causes.md").read_text(encoding="utf-8")
    assert f"| {name} | {entry.title} |" in page


def test_theorems_join_as_soon_as_a_package_states_them(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    from importlib.machinery import ModuleSpec
    from types import ModuleType, SimpleNamespace

    from vmotion_specs.reference.theorems import PACKAGE

    package, catalogue = ModuleType(PACKAGE), ModuleType(f"{PACKAGE}.catalogue")
    package.__spec__ = ModuleSpec(PACKAGE, None)
    stated = SimpleNamespace(
        id="T1", title="pre-copy ends", description="It ends.", assumptions=("slower",), source="Clark 2005"
    )
    catalogue.THEOREMS = (stated,)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, PACKAGE, package)
    monkeypatch.setitem(sys.modules, f"{PACKAGE}.catalogue", catalogue)

    (entry,) = [e for e in reference().entries if e.kind is EntryKind.THEOREM and not e.name.startswith("C")]
    assert entry.to_json() == {
        "kind": "theorem",
        "name": "T1",
        "title": "pre-copy ends",
        "model": "",
        "description": "It ends.",
        "says": "It ends.",
        "assumptions": ("slower",),
        "source": "Clark 2005",
    }
