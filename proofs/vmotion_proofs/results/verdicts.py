"""The verdicts, their words and the exit code of each; and the results that carry them. They are defined here only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.language import Value


class Verdict(StrEnum):
    """What was found out about a property."""

    PROVED = "proved"
    """For every run, without a bound, by a certificate that two solvers have checked (for a demand: a replayed run)."""
    EXHAUSTED = "exhausted"
    """All states of the named instance were visited."""
    BOUNDED = "bounded"
    """No violation up to a number of steps; not a pass."""
    VIOLATED = "violated"
    """A replayed run breaks it (for a demand: no run of the instance fulfils it)."""
    UNKNOWN = "unknown"
    """Time, memory or a solver ran out, or engines disagree; not a pass."""

    @property
    def passes(self) -> bool:
        """Whether this is the hoped answer."""
        return self in (Verdict.PROVED, Verdict.EXHAUSTED)

    @property
    def exit_code(self) -> int:
        """0 as hoped, 1 refuted, 3 undecided."""
        if self.passes:
            return HOPED
        return REFUTED if self is Verdict.VIOLATED else UNDECIDED


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Several at once: refuted before undecided before hoped. Of nothing: ``UNKNOWN``, for nothing was judged."""
    order = (Verdict.VIOLATED, Verdict.UNKNOWN, Verdict.BOUNDED, Verdict.EXHAUSTED, Verdict.PROVED)
    found = set(verdicts)
    return next((v for v in order if v in found), Verdict.UNKNOWN)


@dataclass(frozen=True)
class Step:
    """One step of a run: who, what, when (seconds from the start), and only what it changed (before, after).

    ``lasts_s`` is how many seconds pass in it: none, but in a step of time.
    """

    role: str
    command: str
    description: str
    time_s: int
    changed: Mapping[str, tuple[Value, Value]]
    lasts_s: int = 0


@dataclass(frozen=True)
class Run:
    """A run that was replayed on the machines; ``loop_at`` is the step (the first is 1) to which a lasso returns.

    ``shortest``: no run to such an end has fewer steps, and none with as many has fewer faults.
    """

    steps: tuple[Step, ...]
    loop_at: int | None = None
    shortest: bool = False

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands in order."""
        return tuple(s.command for s in self.steps)


@dataclass(frozen=True)
class Departure:
    """The first step of a run that the unchanged model cannot do, or does with another effect.

    ``step`` counts from 1; it is 0, without a command, where the two begin differently. ``refused`` holds the conjuncts that
    fail there and why each fails; ``otherwise`` holds, by variable, the value after the step in the unchanged model and on the
    run. One of the two is empty. ``instead`` are the commands that the unchanged model can do at that place.
    """

    step: int
    command: str
    refused: tuple[tuple[str, str], ...] = ()
    otherwise: Mapping[str, tuple[Value, Value]] | None = None
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """What is read off one counterexample; steps count from 1.

    ``faults`` and ``changed`` are the steps that are faults, and those of commands that a change touches. ``matters``: these, the
    last step, and for each variable that the property speaks of the step that set it last. ``follows`` names the failing property
    that is broken earlier on this very run, and the step at which it is; ``explains`` the properties that follow this one.
    ``departure`` is where an unchanged model would leave the run; None where there is none or it does the same.
    """

    faults: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    matters: tuple[int, ...] = ()
    follows: tuple[str, int] | None = None
    explains: tuple[str, ...] = ()
    departure: Departure | None = None


@dataclass(frozen=True)
class PropertyResult:
    """The verdict on one property and what it rests on.

    ``bound`` is the number of steps that were searched completely, for ``bounded``. ``run`` is the counterexample of a
    violated invariant or response, or the witness of a demand. ``witness`` reaches the premise of an invariant or a response,
    where asked for. ``assumptions`` are the names of what a response assumes, ``theorems`` those that justify it, by
    assumption; what none justifies is assumed and nothing more. ``cached_on`` is the day (ISO 8601) on
    which the solvers answered, where they were not asked again. ``analysis`` is what is read off the counterexample.
    """

    id: str
    title: str
    verdict: Verdict
    engine: str
    instance: str
    seconds: float
    bound: int | None = None
    certificate: str | None = None
    run: Run | None = None
    reason: str = ""
    why: str = ""
    witness: Run | None = None
    assumptions: tuple[str, ...] = ()
    cached_on: str | None = None
    theorems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    analysis: Analysis | None = None


class Answer(StrEnum):
    """Whether one of two versions has a run that the other does not have."""

    YES = "yes"
    """A run: the machines of both versions do all of it but the last step, which only one of them does."""
    NO = "no"
    """There is none, with time dense: by a proof."""
    UNKNOWN = "unknown"
    """Neither; the reason says why."""


@dataclass(frozen=True)
class Difference:
    """Whether one version has runs of its own. ``run`` is the nearest one in whole ticks, for ``YES``.

    ``engine`` says what decided it, ``reason`` why nothing did.
    """

    answer: Answer
    engine: str = ""
    run: Run | None = None
    reason: str = ""


@dataclass(frozen=True)
class Behaviour:
    """How the runs of two versions differ: what the new one ``added``, and what it ``removed``; each has its own answer.

    A run is its commands and the time between them.
    """

    added: Difference
    removed: Difference

    @property
    def adds(self) -> Run | None:
        """A run that ends with a step that only the new version can do."""
        return self.added.run

    @property
    def removes(self) -> Run | None:
        """A run that ends with a step that only the old version can do."""
        return self.removed.run

    @property
    def complete(self) -> bool:
        """Whether both questions have an answer."""
        return Answer.UNKNOWN not in (self.added.answer, self.removed.answer)

    @property
    def word(self) -> str:
        """One word or phrase; one of those that change files use, where both questions have an answer."""
        return _WORDS[self.added.answer, self.removed.answer]


_WORDS = {
    (Answer.YES, Answer.YES): "adds and removes",
    (Answer.YES, Answer.NO): "adds",
    (Answer.YES, Answer.UNKNOWN): "adds, may remove",
    (Answer.NO, Answer.YES): "removes",
    (Answer.NO, Answer.NO): "equivalent",
    (Answer.NO, Answer.UNKNOWN): "may remove",
    (Answer.UNKNOWN, Answer.YES): "removes, may add",
    (Answer.UNKNOWN, Answer.NO): "may add",
    (Answer.UNKNOWN, Answer.UNKNOWN): "unknown",
}


@dataclass(frozen=True)
class Hint:
    """One edit that repairs a model: in words, and as a change file says it.

    ``restores`` are the failing properties that pass again with it; every property that passed still does. ``leaves`` are those
    that do not pass with it either. ``undoes``: it takes back a part of the change.
    """

    description: str
    edit: str
    restores: tuple[str, ...]
    leaves: tuple[str, ...]
    undoes: bool


@dataclass(frozen=True)
class Hints:
    """Repairs, each judged with all properties.

    Of ``tried`` edits ``fitting`` ones stop the counterexamples and leave what must stay possible; of these so many were
    ``judged``, each by a check of its own. The others are not known to be no repairs. ``stopped`` says what ended it early.
    """

    found: tuple[Hint, ...]
    tried: int
    fitting: int
    judged: int
    stopped: str = ""


@dataclass(frozen=True)
class CheckResult:
    """Everything that a check found out about one model; ``stopped`` says what ended it early.

    ``states``, ``transitions`` and ``depth`` are those of a search of all states, where one was made. ``hints`` are
    repairs, where they were asked for.
    """

    model: str
    digest: str
    properties: tuple[PropertyResult, ...]
    states: int | None = None
    transitions: int | None = None
    depth: int | None = None
    seconds: float = 0.0
    stopped: str = ""
    hints: Hints | None = None

    @property
    def verdict(self) -> Verdict:
        """The worst verdict."""
        return worst(p.verdict for p in self.properties)

    @property
    def by_id(self) -> Mapping[str, PropertyResult]:
        """Results by property."""
        return {p.id: p for p in self.properties}
