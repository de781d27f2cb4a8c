"""The projected steps of a role must hold every step of the model: else `impossible` would not be exact."""

from __future__ import annotations

import random

import pytest

from vmotion_model.machines import Migration
from vmotion_model.protocol import LOCATIONS
from vmotion_model.protocol.vocabulary import Host, Vm
from vmotion_model.vmx_states import Side
from vmotion_traces.projection import READ_ONLY, Seen, view


def seen(migration: Migration, side: Side, written: bool) -> Seen:
    state = migration.state
    return Seen(str(state[LOCATIONS[side]]), Host(str(state[f"{side}.host"])), Vm(str(state[f"{side}.vm"])), written)


@pytest.mark.parametrize("seed", range(6))
def test_every_step_of_a_random_run_is_a_projected_step(seed: int) -> None:
    chance = random.Random(seed)
    migration = Migration()
    written = dict.fromkeys(Side, bool(migration.state[READ_ONLY]))
    steps_of = dict.fromkeys(Side, 0)
    for _ in range(300):
        enabled = migration.enabled()
        if not enabled or chance.random() < 0.1:
            if migration.longest_delay() != 0:
                migration.elapse(10)
            continue
        name = chance.choice(enabled)
        command = migration.model.command[name]
        before = {side: seen(migration, side, written[side]) for side in Side}
        migration.fire(name)
        for side in Side:
            if command.role != side:
                continue
            if READ_ONLY in command.updates:
                written[side] = bool(migration.state[READ_ONLY])
            steps_of[side] += 1
            after = seen(migration, side, written[side])
            assert (name, after) in {(step.command, step.target) for step in view(side).steps(before[side])}
            assert after in view(side).reachable
    assert all(steps_of.values()), "the run says nothing about a role that did nothing"


def test_source_stays_stunned_until_it_decides() -> None:
    # KB 1010634: from CHECKPT on the VM is stunned, and FINISHED runs it on or lets go of it and powers it down.
    by_location: dict[str, set[Vm]] = {}
    for valuation in view(Side.SOURCE).reachable:
        by_location.setdefault(valuation.location, set()).add(valuation.vm)
    assert by_location["CHECKPT"] == by_location["WAIT_HANDSHAKE"] == {Vm.STUNNED}
    assert by_location["READY"] == by_location["PRECOPY"] == {Vm.RUNNING}
    assert by_location["FINISHED"] == {Vm.RUNNING, Vm.MOVED, Vm.OFF}
