"""Each property falls to some mutation of a command: a property that nothing breaks guards nothing."""

from dataclasses import dataclass

import pytest

from vmotion_model.protocol import LOCATIONS
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.explore import explore
from vmotion_specs.apply import apply_change
from vmotion_specs.change import parse_change
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import vmotion_suite


@dataclass(frozen=True)
class Drop:
    """A guard conjunct is dropped."""

    command: str
    conjunct: str

    def toml(self) -> str:
        return f'[[guard]]\ncommand = "{self.command}"\naction = "drop"\nconjunct = "{self.conjunct}"\n'


@dataclass(frozen=True)
class Replace:
    """A guard conjunct becomes another one."""

    command: str
    conjunct: str
    expression: str

    def toml(self) -> str:
        head = f'[[guard]]\ncommand = "{self.command}"\naction = "replace"\nconjunct = "{self.conjunct}"\n'
        return f'{head}expression = "{self.expression}"\n'


@dataclass(frozen=True)
class Set:
    """An effect becomes another one, or a new one."""

    command: str
    variable: str
    value: str

    def toml(self) -> str:
        return f'[[effect]]\ncommand = "{self.command}"\nvariable = "{self.variable}"\nvalue = "{self.value}"\n'


@dataclass(frozen=True)
class Keep:
    """A variable is no longer changed."""

    command: str
    variable: str

    def toml(self) -> str:
        return f'[[effect]]\ncommand = "{self.command}"\nvariable = "{self.variable}"\naction = "remove"\n'


MUTATIONS: dict[str, Drop | Replace | Set | Keep] = {
    "timelock": Replace("switchover_times_out", "stunned", "source.state == WAIT_HANDSHAKE"),
    # Without its journal a vCenter that crashes can never recover.
    "deadlock": Keep("request", "vcenter.journal"),
    "S1": Drop("fall_back", "nobody holds the disk"),
    "S19a": Drop("restart_elsewhere", "nobody renews the lock"),
    "S2a": Drop("roll_back_dead_source", "the lock is the source's or HA's"),
    "S2b": Drop("fall_back", "nobody holds the disk"),
    "S3": Drop("receive_pages", "the last pages have come"),
    "S4": Set("crash_destination", "disk.holder", "NOBODY"),
    "S5": Set("crash_source", "disk.holder", "NOBODY"),
    "S6a": Keep("prepare", "config.read_only"),
    "S6b": Set("switch_host", "config.read_only", "False"),
    "S6c": Keep("complete", "config.read_only"),
    "S6d": Drop("edit_config", "the config is writable"),
    "S7a": Keep("fall_back", "disk.holder"),
    "S7b": Keep("resume", "disk.holder"),
    "S19b": Keep("restart_elsewhere", "disk.holder"),
    "S19c": Keep("return_source", "disk.stale"),
    "S8a": Keep("finish_roll_back", "units.own"),
    "S8b": Keep("destroy", "destination.reserved"),
    "S8c": Keep("switch_host", "units.own"),
    "S8d": Keep("create", "destination.reserved"),
    "S8e": Keep("release_resources", "source.resources"),
    "S9": Keep("destroy", "destination.registered"),
    "S10a": Drop("complete", "host and pool are switched"),
    "S10b": Drop("complete", "the source is cleaned up or dead"),
    "S10c": Set("send_last", "source.registered", "False"),
    "S10d": Replace("switch_host", "the destination holds the disk", "disk.holder != SOURCE"),
    "S10e": Drop("complete", "host and pool are switched"),
    "S11": Drop("start_source", "the source was not started"),
    "S12a": Replace("switch_host", "the destination holds the disk", "disk.holder != SOURCE"),
    "S12b": Drop("roll_back_on_failure", "the source reports failure"),
    "S13a": Keep("finish_roll_back", "units.own"),
    "S13b": Keep("close_finished", "source.state"),
    "S14": Drop("admit", "the host has units left"),
    "S15a": Keep("destination_refused", "units.own"),
    "S15b": Drop("destination_allowed", "the destination allows it"),
    "S16a": Set("send_last", "source.switchover", "0"),
    "S16b": Set("hear_keepalive", "source.protection", "0"),
    "S6e": Keep("prepare", "config.read_only"),
    "S8f": Keep("admit", "units.own"),
    "S8g": Keep("start_precopy", "source.helpers"),
    "S8h": Keep("receive_batch", "destination.helpers"),
    "S8i": Set("release_disk", "source.registered", "False"),
    "S8j": Keep("create", "destination.reserved"),
    "S9b": Keep("destroy", "destination.pages"),
    "S10f": Set("resume", "destination.registered", "False"),
    "S10g": Drop("power_down", "no console is open"),
    "S10h": Drop("power_down", "told to clean up"),
    "S19d": Keep("restart_elsewhere", "elsewhere.vm"),
    "S11b": Keep("finish", "source.target"),
    "S11c": Keep("cannot_converge", "source.remaining"),
    "S12c": Keep("complete", "vcenter.journal"),
    "S12d": Keep("compute_specification", "vcenter.journal"),
    "S12e": Replace("switch_host", "the destination holds the disk", "disk.holder != SOURCE"),
    "S13c": Keep("complete", "management.to_source"),
    "S13d": Keep("request", "network.pages"),
    "S15c": Replace("destination_allowed", "the destination allows it", "management.from_destination == DISALLOWED"),
    "S16c": Drop("stun", "little remains"),
    "S17a": Keep("close_finished", "source.state"),
    "S17b": Keep("allow_vmotion", "history.allowed"),
    "S17c": Drop("send_ready", "all pages are here"),
    "S17d": Keep("destination_created", "vcenter.world"),
    "S18a": Drop("restart_on_source", "the host works"),
    "S18b": Drop("restart_on_destination", "the host works"),
}


def test_every_invariant_has_a_mutation() -> None:
    assert {p.id for p in vmotion_suite().properties if p.kind is PropertyKind.INVARIANT} == MUTATIONS.keys()


FEW = ("timelock", "deadlock", "S1", "S4", "S6d", "S8a", "S10d", "S12d", "S16b", "S17c")
"""By default: of each kind of mutation and of statement some."""


@pytest.mark.parametrize("name", [pytest.param(n, marks=() if n in FEW else pytest.mark.changes) for n in MUTATIONS])
def test_the_property_falls(name: str) -> None:
    suite = vmotion_suite()
    text = f'schema = 1\ntitle = "a mutation against {name}"\n{MUTATIONS[name].toml()}'
    model = apply_change(parse_change(text.encode(), f"{name}.toml"), suite.model)
    (item,) = (p for p in suite.properties_of(model) if p.id == name)
    found = explore(model, {name: item.formula}, Options(locations=LOCATIONS), stop_early=True)
    assert name in found.search.violations
    # The run is replayed on the machines; their last state breaks the property there, too (run_to compares the states).
    run = found.run(name)
    assert run is not None
    assert len(run.steps) > 0
