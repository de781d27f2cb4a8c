"""What the reference says of each thing that has a name: one type of entry per kind, plain data throughout."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, ClassVar

from vmotion_model.catalogue import Remedy
from vmotion_model.language import Value


class EntryKind(StrEnum):
    """The kinds of things that have a name, in the order in which they are listed."""

    ROLE = "role"
    PHASE = "phase"
    COMMAND = "command"
    VARIABLE = "variable"
    CONSTANT = "constant"
    PROPERTY = "property"
    ASSUMPTION = "assumption"
    THEOREM = "theorem"
    FAILURE = "failure"
    CAUSE = "cause"
    CONDITION = "condition"
    SCENARIO = "scenario"
    CHANGE = "change"


@dataclass(frozen=True)
class Entry:
    """Anything that has a name. ``model`` is the model it belongs to, "" for what belongs to none."""

    kind: ClassVar[EntryKind]
    former: ClassVar[Mapping[str, str]] = {"says": "description", "fact": "citation"}
    """Keys of the JSON form that fields had before they were renamed: other programs read them."""
    name: str
    title: str
    model: str

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names that mean the same."""
        return ()

    def to_json(self) -> dict[str, Any]:
        """Plain data: the kind, and every field under its own name and its former one."""
        data = asdict(self)
        return {"kind": self.kind.value, **data, **{old: data[new] for old, new in self.former.items() if new in data}}


@dataclass(frozen=True)
class Named:
    """A reference to another entry, with its title, so that a reader needs not look it up."""

    name: str
    title: str


@dataclass(frozen=True)
class Labelled:
    """An expression in the text form, under a label: a conjunct of a guard, or the next value of a variable."""

    label: str
    formula: str


@dataclass(frozen=True)
class RoleEntry(Entry):
    """Who does a step. ``phases`` are where it can stand; a role without a machine of its own has none."""

    kind = EntryKind.ROLE
    phases: tuple[str, ...]
    commands: tuple[str, ...]
    variables: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """The number that one dialect of logs prints for a state; None where no source gives it."""

    dialect: str
    value: int | None
    evidence: str
    source: str


@dataclass(frozen=True)
class PhaseEntry(Entry):
    """Where a role can stand.

    ``vmware_name`` is VMware's own ("" for vCenter's task, whose states are named here). ``step`` is the step of
    KB 1003734 in which the state is entered, None off the article's path. ``entered_by`` and ``left_by`` are commands.
    """

    kind = EntryKind.PHASE
    role: str
    initial: bool
    vmware_name: str
    numbers: tuple[Number, ...]
    step: int | None
    entered_by: tuple[str, ...]
    left_by: tuple[str, ...]
    failures: tuple[Named, ...]

    @property
    def aliases(self) -> tuple[str, ...]:
        """VMware's name."""
        return (self.vmware_name,) if self.vmware_name else ()


@dataclass(frozen=True)
class CommandEntry(Entry):
    """A guarded step of one role.

    ``phases`` are those of its role in which the guard does not rule it out (empty for a role without phases), and
    ``leads_to`` those where it may then stand. ``handles`` are the clocks whose deadline it answers.
    ``fair``: its role does it in the end, as long as it works; ``events`` are the names under which properties and assumptions
    know it. Under conditions it is possible only where one of its ``causes`` is present, if it has some, and none of its
    ``blockers``. ``prints`` are the texts that hosts print for it, by log.
    """

    kind = EntryKind.COMMAND
    role: str
    phases: tuple[str, ...]
    leads_to: tuple[str, ...]
    guard: tuple[Labelled, ...]
    effect: tuple[Labelled, ...]
    handles: tuple[str, ...]
    fault: str | None
    citation: str
    failures: tuple[Named, ...]
    fair: bool
    events: tuple[str, ...]
    causes: tuple[Named, ...] = ()
    blockers: tuple[Named, ...] = ()
    prints: tuple[Named, ...] = ()


@dataclass(frozen=True)
class VariableEntry(Entry):
    """A variable. ``runs_while`` is the condition under which a clock runs, "" for what is no clock."""

    kind = EntryKind.VARIABLE
    owner: str
    type: str
    values: tuple[Value, ...]
    initial: Value
    runs_while: str
    written_by: tuple[str, ...]
    read_by: tuple[str, ...]


@dataclass(frozen=True)
class ConstantEntry(Entry):
    """A number of the model. ``used_by`` names commands, deadlines and properties."""

    kind = EntryKind.CONSTANT
    value: int
    unit: str
    citation: str
    used_by: tuple[str, ...]


class Fair(StrEnum):
    """What an assumption of liveness can ask, in the field's words; ``words`` says it plainly."""

    WEAK = "weak"
    STRONG = "strong"
    FINITE = "finite"
    RECURRING = "recurring"

    @property
    def words(self) -> str:
        """What it means for a command, a fault or a condition."""
        return _FAIR[self]


_FAIR = {
    Fair.WEAK: "what is possible from some time on without a break is done again and again",
    Fair.STRONG: "what is possible again and again is done again and again",
    Fair.FINITE: "it happens only finitely often",
    Fair.RECURRING: "it holds again and again",
}


@dataclass(frozen=True)
class AssumptionUse:
    """An assumption of a property: its sentence, what it asks, and the theorems that justify it."""

    name: str
    description: str
    asks: tuple[Fair, ...]
    theorems: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """What is on file about a property, looked up without a solver.

    ``verdict`` is None where nothing on file gives one; ``file`` is what it rests on; ``says`` is the same for a reader,
    with what remains to be done to be sure of it.
    """

    verdict: str | None
    file: str | None
    description: str


@dataclass(frozen=True)
class PropertyEntry(Entry):
    """A property. ``judged`` says how: as an invariant, as a demand that something be reachable, or as a response.

    ``premise`` is "" where it speaks of every state. ``observers`` are facts that only this property keeps, ``assumptions``
    what a response assumes. ``record`` is None until somebody looks it up (``stored_evidence`` of proofs).
    """

    kind = EntryKind.PROPERTY
    former = {"ground": "citation"}
    judged: str
    why: str
    citation: str
    premise: str
    claim: str
    formula: str
    observers: tuple[Labelled, ...]
    assumptions: tuple["AssumptionUse", ...] = ()
    record: Record | None = None


@dataclass(frozen=True)
class AssumptionEntry(Entry):
    """What liveness properties assume: fairness of commands, what happens finitely often, what recurs.

    ``weak``, ``strong`` and ``finite`` are names of commands (a kind of fault stands for its commands); ``recurring`` are
    conditions. ``theorems`` justify it; ``used_by`` names the properties.
    """

    kind = EntryKind.ASSUMPTION
    weak: tuple[str, ...]
    strong: tuple[str, ...]
    finite: tuple[str, ...]
    recurring: tuple[str, ...]
    theorems: tuple[Named, ...]
    used_by: tuple[str, ...]

    @property
    def aliases(self) -> tuple[str, ...]:
        """All of them together are the fairness that is assumed."""
        return ("fairness",)


@dataclass(frozen=True)
class TheoremEntry(Entry):
    """A theorem: what it says, of every migration that meets its assumptions."""

    kind = EntryKind.THEOREM
    description: str
    assumptions: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class RemedyEntry:
    """One thing that an administrator does; ``place`` is where a command is typed. ``evidence`` is in words."""

    text: str
    is_command: bool
    place: str
    evidence: str

    @classmethod
    def of(cls, remedy: Remedy) -> "RemedyEntry":
        """The entry of what the catalogue says."""
        return cls(remedy.text, remedy.is_command, remedy.place, remedy.evidence.words)


@dataclass(frozen=True)
class SourceEntry:
    """A page that a failure is known from; ``covers`` is what of it rests there ("" for all)."""

    title: str
    url: str | None
    evidence: str
    covers: str


@dataclass(frozen=True)
class FailureEntry(Entry):
    """An entry of the failure catalogue.

    ``effect`` says what it does to a migration, ``commands`` stand for it, ``causes`` bring it about.
    """

    kind = EntryKind.FAILURE
    effect: str
    steps: tuple[int, ...]
    states: tuple[str, ...]
    progress: str
    trigger: str
    messages: tuple[str, ...]
    faults: tuple[str, ...]
    outcome: str
    cause: str
    remedy: tuple[RemedyEntry, ...]
    sources: tuple[SourceEntry, ...]
    inferred: str
    commands: tuple[Named, ...]
    causes: tuple[Named, ...] = ()


@dataclass(frozen=True)
class ScenarioEntry(Entry):
    """A named run of the model: its script as it ships."""

    kind = EntryKind.SCENARIO
    script: str


@dataclass(frozen=True)
class ChangeEntry(Entry):
    """A change file that ships: what it proposes, and the verdicts it declares."""

    kind = EntryKind.CHANGE
    text: str
    verdicts: tuple[Labelled, ...]
    behaviour: str | None
    refused: str | None
