"""What a checker found out: counts and broken properties, from a search that was complete."""

from dataclasses import dataclass

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError, VmotionError
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_proofs.search.breadth_first import BLOCK, Search, search

from .question import CheckerQuestion


class CheckerError(VmotionError):
    """A checker that is missing, failed, or did not finish: it has said nothing about the model."""


class MissingToolError(CheckerError):
    """A program that is not installed; the message says which and how to get it."""


@dataclass(frozen=True)
class Counts:
    """What one complete search counted.

    ``transitions`` are the enabled commands of all states (initial states count for nothing). ``depth`` is the number of
    steps to the farthest state, None where the checker does not search breadth first. ``violations`` counts the pairs
    of a state and a property that it breaks, None where the checker does not tell. ``seconds`` is the whole time, with
    translation, compilation and start-up.
    """

    checker: str
    states: int
    transitions: int
    depth: int | None
    violated: frozenset[str]
    violations: int | None
    seconds: float

    def differences(self, other: "Counts") -> tuple[str, ...]:
        """What the two tell differently, in words; what one of them does not tell is no difference."""
        pairs = {
            "distinct states": (self.states, other.states),
            "transitions": (self.transitions, other.transitions),
            "depth": (self.depth, other.depth),
            "violated": (", ".join(sorted(self.violated)) or "nothing", ", ".join(sorted(other.violated)) or "nothing"),
            "violations": (self.violations, other.violations),
        }
        return tuple(
            f"{what}: {self.checker} says {_shown(ours)}, {other.checker} says {_shown(theirs)}"
            for what, (ours, theirs) in pairs.items()
            if ours is not None and theirs is not None and ours != theirs
        )


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def own_counts(question: CheckerQuestion, budget: Budget | None = None, report: Report = silent) -> Counts:
    """Our explicit search of the same question, to the end even where properties are violated.

    Raises ``ModelError`` where a variable leaves its range, ``SpentError`` where the budget ends it.
    """
    from time import perf_counter

    begun = perf_counter()
    found = search(
        question.model,
        question.invariants,
        budget=budget,
        report=lambda p: report(Stage("explicit search", p.states, unit="states")),
        stop_early=False,
    )
    if not found.complete:
        raise SpentError(found.stopped)
    violated = frozenset(found.violations)
    broken = _violations(question, found) if violated else 0
    seconds = perf_counter() - begun
    return Counts("explicit search", found.states, found.transitions, found.depth, violated, broken, seconds)


def _violations(question: CheckerQuestion, found: Search) -> int:
    checks = [found.program.compile(~question.invariants[name]) for name in found.violations]
    total = 0
    for start in range(0, found.states, BLOCK):
        block = found.program.block(found.store.words[:, start : start + BLOCK])
        for check in checks:
            bad = check(block)
            total += int(bad.sum()) if hasattr(bad, "sum") and bad.ndim else int(bad) * block.size
    return total
