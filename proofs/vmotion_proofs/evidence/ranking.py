"""Rankings: why a goal comes about, as a list of rules that two solvers can check without believing us.

Every waiting state has a rank, which no step raises as long as the goal is not met. For each rank one reason is given why a
run cannot stay there for ever: a command that is enabled throughout and leads to a lower rank (weak fairness), one that does
so whenever it is enabled, with a ranking of its own for the states in between (strong fairness), a deadline that runs on, or
a condition that recurs and does not hold there. (Manna and Pnueli, the rule for just and compassionate response.)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vmotion_model.language import TRUE, Boolean, Expr, Model, Var, all_of, any_of, negate
from vmotion_model.language.commands import HISTORY, reads_clock
from vmotion_model.language.expressions import MADE_UP, lift
from vmotion_specs.assumptions import Fairness

OUTSIDE = -1
"""What a rule says of states that do not wait."""
PREFIX = f"{MADE_UP}rank."
"""What the variables of a ranking begin with, and those of a model cannot."""


class Reason(StrEnum):
    """Why no run stays at a rank for ever."""

    WEAK = "weak"
    STRONG = "strong"
    DEADLINE = "deadline"
    RECURRING = "recurring"


@dataclass(frozen=True)
class Level:
    """One rank: its reason, and what the reason names (a command, a clock, or the number of a recurring condition).

    ``between`` ranks the states of a strongly fair command's level that do not enable it.
    """

    reason: Reason
    name: str
    between: "Ranking | None" = None


@dataclass(frozen=True)
class Rule:
    """The first rule whose condition holds gives a state its rank."""

    condition: Expr[bool]
    rank: int


@dataclass(frozen=True)
class Ranking:
    """Rules in order, and one level for every rank from 0 up. A state that no rule fits is outside."""

    rules: tuple[Rule, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Response:
    """A claim of liveness, and the ranking that is to prove it."""

    premise: Expr[bool]
    goal: Expr[bool]
    fairness: Fairness
    ranking: Ranking

    def obligations(self, model: Model, name: str) -> tuple["Duty", ...]:
        """Everything that makes the ranking a proof; nested rankings follow their own.

        The premises of the rule, literally: whoever trusts the rule and the solvers needs to trust nothing of how the ranking
        was found.
        """
        return tuple(_Obligations(model, self.fairness).of(name, self.premise, self.goal, self.ranking, outermost=True))


@dataclass(frozen=True)
class Triple:
    """From a state of the invariant with ``before``, none of ``steps`` leads to a state without ``after``.

    ``steps`` None: ``before`` itself implies ``after``. ``after`` may compare with the rank before the step (``Rank.old``).
    """

    before: Expr[bool]
    steps: tuple[str, ...] | None
    after: Expr[bool]


@dataclass(frozen=True)
class Rank:
    """A rank in binary, lowest digit first, and whether there is one: solvers reason about truth values best.

    ``first`` says of each rule that it is the first that fits, ``later`` that neither it nor an earlier one does. ``old`` are the
    digits before a step.
    """

    name: str
    rules: tuple[Rule, ...]
    first: tuple[Var[bool], ...]
    later: tuple[Var[bool], ...]
    digits: tuple[Var[bool], ...]
    ranked: Var[bool]
    old: tuple[Var[bool], ...]

    @classmethod
    def of(cls, name: str, ranking: Ranking) -> "Rank":
        """Variables for the ranks of ``ranking``."""
        digits = range(max(len(ranking.levels) - 1, 1).bit_length())

        def truth(what: str) -> Var[bool]:
            return Var(f"{PREFIX}{name}.{what}", Boolean(), HISTORY, False)

        return cls(
            name,
            ranking.rules,
            tuple(truth(f"rule{i}") for i in range(len(ranking.rules))),
            tuple(truth(f"after{i}") for i in range(len(ranking.rules))),
            tuple(truth(f"digit{d}") for d in digits),
            truth("known"),
            tuple(truth(f"old{d}") for d in digits),
        )

    @property
    def definitions(self) -> Iterator[tuple[Var[bool], Expr[bool]]]:
        """What each variable stands for, in an order in which every one speaks of earlier ones only."""
        missed: Expr[bool] = TRUE
        for here, later, rule in zip(self.first, self.later, self.rules, strict=True):
            yield here, missed & rule.condition
            yield later, missed & ~rule.condition
            missed = later
        given = [(f, r.rank) for f, r in zip(self.first, self.rules, strict=True) if r.rank != OUTSIDE]
        yield self.ranked, any_of(*(first for first, _ in given))
        for place, digit in enumerate(self.digits):
            yield digit, any_of(*(first for first, rank in given if rank >> place & 1))

    def at(self, number: int) -> Expr[bool]:
        """Whether the rank is that number."""
        return self.ranked & all_of(*(d if number >> i & 1 else ~d for i, d in enumerate(self.digits)))

    def below_old(self, allow_equal: bool) -> Expr[bool]:
        """Whether the rank is lower than before the step, or the same where that is allowed."""
        lower: Expr[bool] = lift(allow_equal)
        for now, then in zip(self.digits, self.old, strict=True):
            lower = (~now & then) | ((now.implies(then)) & (then.implies(now)) & lower)
        return self.ranked & lower


@dataclass(frozen=True)
class Duty:
    """What has to be shown of one ranking; each name stands for one question, which all its triples answer."""

    rank: Rank
    questions: Mapping[str, tuple[Triple, ...]]


class _Obligations:
    """What has to be shown, for one model and its assumptions."""

    def __init__(self, model: Model, fairness: Fairness) -> None:
        self.model = model
        self.fairness = fairness
        steps = tuple(c.name for c in model.commands)
        self.lasting = tuple(s for s in steps if s not in fairness.finite)
        self.ending = tuple(s for s in steps if s in fairness.finite)

    def of(
        self, name: str, premise: Expr[bool], goal: Expr[bool], ranking: Ranking, *, outermost: bool
    ) -> Iterator[Duty]:
        rank = Rank.of(name, ranking)
        here = rank.ranked & ~goal
        steps = [Triple(here, self.lasting, goal | rank.below_old(allow_equal=True))]
        if outermost:
            # Rankings in between speak of the time after the last of these steps.
            steps.append(Triple(here, self.ending, goal | rank.ranked))
        reasons = tuple(self._reasons(ranking, rank, goal))
        states = [t for t in reasons if t.steps is None]
        questions = {
            "whoever waits has a rank, for a reason that holds": (Triple(premise, None, goal | rank.ranked), *states),
            "steps keep the rank or lower it, helpful ones lower it": (*steps, *(t for t in reasons if t.steps)),
        }
        yield Duty(rank, questions)
        for number, level in enumerate(ranking.levels):
            if level.between is not None:
                # Within the level, the wait is for the command to become enabled, or for any other rank (a lower one).
                reached = goal | self.model.command[level.name].enabled | ~rank.at(number)
                yield from self.of(f"{name}.at{number}", rank.at(number), reached, level.between, outermost=False)

    def _reasons(self, ranking: Ranking, rank: Rank, goal: Expr[bool]) -> Iterator[Triple]:
        by: dict[tuple[Reason, str], list[int]] = {}
        for number, level in enumerate(ranking.levels):
            by.setdefault((level.reason, level.name), []).append(number)
        lower = goal | rank.below_old(allow_equal=False)
        for (reason, name), numbers in by.items():
            at = any_of(*(rank.at(n) for n in numbers)) & ~goal
            match reason:
                case Reason.WEAK:
                    yield Triple(at, None, self.model.command[name].enabled)
                    yield Triple(at, (name,), lower)
                case Reason.STRONG:
                    yield Triple(at, (name,), lower)
                case Reason.DEADLINE:
                    clock = self.model.variable[name]
                    assert clock.active is not None
                    resets = tuple(s for s in self.lasting if name in self.model.command[s].updates)
                    yield Triple(at, None, clock.active)
                    yield Triple(at, resets, lower)
                case Reason.RECURRING:
                    yield Triple(at, None, negate(self.fairness.recurring[int(name)]))


def allowed(model: Model, ranking: Ranking, fairness: Fairness) -> str | None:
    """Why the ranking's reasons are none of the assumptions' (a file may say anything); None where they are."""
    deadlines = {d.clock for d in model.deadlines}
    for number, level in enumerate(ranking.levels):
        known: Mapping[Reason, Any] = {
            Reason.WEAK: (*fairness.weak, *fairness.strong),
            Reason.STRONG: fairness.strong,
            Reason.DEADLINE: deadlines,
            Reason.RECURRING: tuple(str(i) for i in range(len(fairness.recurring))),
        }
        if level.name not in known[level.reason]:
            return f"rank {number} rests on {level.name}, which is not assumed"
        if (level.reason is Reason.STRONG) != (level.between is not None):
            return f"rank {number}: a ranking in between belongs to strong fairness, and to nothing else"
        if level.between is not None and (why := allowed(model, level.between, fairness)):
            return why
        if level.reason in (Reason.WEAK, Reason.STRONG) and level.name in fairness.finite:
            return f"rank {number} rests on {level.name}, which happens finitely often"
    if any(reads_clock(r.condition) for r in ranking.rules):
        return "a rule reads a clock: then time alone could raise a rank"
    if any(not OUTSIDE <= r.rank < len(ranking.levels) for r in ranking.rules):
        return "a rule gives a rank that has no level"
    return None
