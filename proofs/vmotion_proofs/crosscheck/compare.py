"""Our explicit search beside outside checkers, on the same question: the same counts, the same verdict, or a disagreement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError
from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.common.progress import Report, silent
from vmotion_model.language import WHOLE, Instance, Model
from vmotion_specs.properties import Property, PropertyKind

from .checker import CheckerError, Counts, own_counts
from .question import CheckerQuestion, question_of
from .spin import SPIN, SpinOptions, count_with_spin
from .tlc import TLC, TlcOptions, count_with_tlc

CHECKERS = (SPIN, TLC)
"""The checkers that can be asked, by name."""


@dataclass(frozen=True)
class CrossCheck:
    """What our search and the checkers counted; ``failures`` maps a checker that has no counts to the reason.

    ``undecided`` are the properties that whole ticks do not decide: a strict comparison of a clock may be false between two.
    Those of them in ``certified`` are proved in dense time by the certificate on file, which ``vmotion certify`` has solvers
    re-check.
    """

    name: str
    instance: str
    properties: tuple[str, ...]
    ours: Counts
    theirs: tuple[Counts, ...]
    failures: Mapping[str, str]
    undecided: tuple[str, ...] = ()
    certified: frozenset[str] = frozenset()

    @property
    def differences(self) -> tuple[str, ...]:
        """Every disagreement, in words."""
        return tuple(d for counts in self.theirs for d in self.ours.differences(counts))

    @property
    def exit_code(self) -> int:
        """0 where all agree that nothing is violated, 1 where all agree that something is, 3 where one fails or disagrees.

        3 also where nothing is violated, but what whole ticks do not decide is not certified either.
        """
        if self.differences or self.failures or not self.theirs:
            return UNDECIDED
        if self.ours.violated:
            return REFUTED
        return UNDECIDED if set(self.open) - self.certified else HOPED

    @property
    def open(self) -> tuple[str, ...]:
        """What nobody of these judges: the undecided properties that are not violated in some whole tick already."""
        return tuple(n for n in self.undecided if n not in self.ours.violated)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "schema": 1,
            "model": self.name,
            "instance": self.instance,
            "properties": list(self.properties),
            "agree": not self.differences and not self.failures,
            "differences": list(self.differences),
            "failures": dict(self.failures),
            "undecided": list(self.open),
            "certified": [n for n in self.open if n in self.certified],
            "accounts": [
                {
                    "witness": a.checker,
                    "states": a.states,
                    "transitions": a.transitions,
                    "depth": a.depth,
                    "violated": sorted(a.violated),
                    "seconds": round(a.seconds, 3),
                }
                for a in (self.ours, *self.theirs)
            ],
        }


def compare_with(
    checkers: Sequence[str],
    model: Model,
    properties: Sequence[Property],
    *,
    name: str = "",
    instance: Instance = WHOLE,
    certified: Collection[str] = (),
    budget: Budget | None = None,
    report: Report = silent,
) -> CrossCheck:
    """Ask our search and the checkers about all invariants; raises ``ModelError`` for a model that makes no sense.

    ``budget`` is for all of them; raises ``SpentError`` where our search finds its end. A checker that is missing or does not
    finish is a failure in the result. ``certified`` are the properties that a certificate on file proves of this very model.
    """
    invariants = [p for p in properties if p.kind is PropertyKind.INVARIANT]
    question = question_of(model, invariants, instance)
    budget = budget or Budget()
    ours = own_counts(question, budget, report)
    theirs, failures = [], {}
    for checker in checkers:
        try:
            theirs.append(_counts(checker, question, budget, report))
        except (CheckerError, SpentError) as error:
            failures[checker] = str(error)
    ids = tuple(question.invariants)
    undecided = tuple(n for n in ids if n in question.undecided)
    return CrossCheck(
        name or model.name,
        question.instance,
        ids,
        ours,
        tuple(theirs),
        failures,
        undecided,
        frozenset(certified) & question.undecided,
    )


def _counts(checker: str, question: CheckerQuestion, budget: Budget, report: Report) -> Counts:
    if checker == SPIN:
        return count_with_spin(question, SpinOptions(budget=budget), report)
    if checker == TLC:
        return count_with_tlc(question, TlcOptions(budget=budget), report)
    raise ValueError(f"there is no checker {checker!r}: {', '.join(CHECKERS)}")
