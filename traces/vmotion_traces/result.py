"""What a trace answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.vmx_states import Side

from .clocks import Skew
from .events import LoggedOutcome
from .lines import LogLine

if TYPE_CHECKING:
    from vmotion_traces.why.why_result import Why

    from .measures import Measures
    from .properties import PropertySeen
    from .timeline import Moment


class TraceVerdict(StrEnum):
    """Whether the model can do what a log shows."""

    CONFORMS = "conforms"
    """The records of all roles together, without a gap and up to the end, are those of a run of the model, which is given."""
    IMPOSSIBLE = "impossible"
    """A line shows what no run of the model does, alone or with other lines."""
    INCOMPLETE = "incomplete"
    """Nothing impossible, but lines are missing or unreadable, a log stops early, or it was not decided in time."""

    @property
    def exit_code(self) -> int:
        """0 as hoped, 1 refuted, 3 undecided."""
        return {TraceVerdict.CONFORMS: HOPED, TraceVerdict.IMPOSSIBLE: REFUTED}.get(self, UNDECIDED)


@dataclass(frozen=True, slots=True)
class StateSeen:
    """A logged state change. `commands`: the commands of the role that explain it; empty where none was looked for."""

    side: Side | None
    before: str
    state: str
    commands: tuple[str, ...]
    time: str | None
    line: LogLine


@dataclass(frozen=True, slots=True)
class Impossible:
    """The first line that the model does not allow, why, and what it would have allowed there."""

    line: LogLine
    why: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A reason why a log is incomplete; `line` is None where it is about no line."""

    line: LogLine | None
    why: str


@dataclass(frozen=True, slots=True)
class ConfigSeen:
    """The VMX writes config.readOnly."""

    side: Side | None
    read_only: bool
    line: LogLine


class Certainty(StrEnum):
    """How sure a diagnosis is. A message is evidence, no proof: a cause that is not in the catalogue may print it too."""

    LIKELY = "likely"
    """Only this entry of the catalogue has the message, and the state in which it happens was logged."""
    POSSIBLE = "possible"
    """Only this entry has the message."""
    ONE_OF_SEVERAL = "one of several"
    """Several entries have the message."""
    SYMPTOM = "symptom"
    """The message only reports that something else failed."""


@dataclass(frozen=True, slots=True)
class PossibleCause:
    """An entry of the failure catalogue whose message was logged."""

    failure: str
    title: str
    certainty: Certainty
    why: str
    cause: str
    line: LogLine
    remedy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorldsSeen:
    """The destination's world id, as the source sends to it and as the destination prints it; None: not logged."""

    sent_to: int | None
    destination: int | None


@dataclass(frozen=True, slots=True)
class Phase:
    """A state of a VMX, or a task of vCenter, with its times as printed. `seconds` is None where it was not seen to end."""

    name: str
    role: str
    start: str | None
    end: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class LoggedMessage:
    """The words with which a log gives the migration up, and where."""

    text: str
    line: LogLine


@dataclass(frozen=True, slots=True)
class Summary:
    """What an administrator asks first. Hosts as printed, by name or address; times as printed, `seconds` between them.

    `logs_of` are the parties whose logs were given: source, destination, vCenter. `release` is as printed, or what the form of
    the lines tells. `tasks` are vCenter's names for the migration. `records` counts what the answer rests on.
    """

    vm: str | None
    source: tuple[str, ...]
    destination: tuple[str, ...]
    logs_of: tuple[str, ...]
    release: str | None
    start: str | None
    end: str | None
    seconds: float | None
    phases: tuple[Phase, ...]
    message: LoggedMessage | None
    tasks: tuple[str, ...]
    opids: tuple[str, ...]
    records: int
    skew: Skew | None


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """A step of the run that explains a migration. `lines`: those that it explains, or that are true after it.

    `at_s` are seconds since the run began, on the model's clocks and after the step; `waited_s` passed before it.
    """

    role: str
    command: str
    says: str
    at_s: int
    waited_s: int
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the model explains the records of all roles together.

    `run` has all records in their order; where no run has them, it is one of those before the first impossible line, and
    `contradicting` are lines that no run has together (`is_smallest`: no fewer contradict each other). `roles` tells where each
    role may stand after the last record, `look_for` which records would tell more.
    """

    run: tuple[ExplainedStep, ...]
    contradicting: tuple[LogLine, ...]
    is_smallest: bool
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    look_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MigrationTrace:
    """One migration. `id` is its migration id in decimal, None where no line names it.

    `why` is None of a migration that succeeded, and of one that is not known to have failed and whose records name no cause.
    """

    id: str | None
    files: tuple[str, ...]
    verdict: TraceVerdict
    outcome: LoggedOutcome
    states: tuple[StateSeen, ...]
    first_impossible: Impossible | None
    open: tuple[Open, ...]
    config: tuple[ConfigSeen, ...]
    worlds: WorldsSeen
    diagnosis: tuple[PossibleCause, ...]
    summary: Summary
    properties: tuple[PropertySeen, ...] = ()
    measures: Measures | None = None
    timeline: tuple[Moment, ...] = ()
    why: Why | None = None
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class TraceResult:
    """All migrations of some logs, in the order in which they begin, and notes on how the logs were read."""

    migrations: tuple[MigrationTrace, ...]
    notes: tuple[str, ...]

    @property
    def verdict(self) -> TraceVerdict:
        """Impossible before incomplete before conforms."""
        found = {migration.verdict for migration in self.migrations}
        return next(v for v in (TraceVerdict.IMPOSSIBLE, TraceVerdict.INCOMPLETE, TraceVerdict.CONFORMS) if v in found)
