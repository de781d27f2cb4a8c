"""The first record that no run has, and a smallest set of records that no run has together.

Whoever has no run in the coarse graph has none; so that graph, which is small, is asked first. A set is made smaller by halves
(QuickXplain), and that no two records contradict each other already is shown for many of them at once: where a run has a set, it
has every part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vmotion_model.common.budget import Budget

from .question import Place, Question, first_of
from .search import Walk
from .untimed_states import Space

Asks = Callable[[tuple[Place, ...]], bool | None]
"""Whether no run has these records; None where that was not decided."""


def has_none(space: Space, question: Question, budget: Budget) -> bool:
    """Whether the coarse graph shows that no run has these records, even where a VMX begins anew after its log."""
    goal, why = Walk(space.coarse, replace(question, again=question.beyond), budget).go(stop=True)
    return goal is None and not why


def longest(space: Space, question: Question, sequence: Sequence[Place], high: int, budget: Budget) -> int:
    """Up to how many records, at most `high`, the coarse graph has runs: no more than that can be explained."""
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        if has_none(space, first_of(question, sequence[:middle]), budget):
            high = middle - 1
        else:
            low = middle
    return high


def smallest(earlier: Sequence[Place], contradicts: Asks) -> tuple[tuple[Place, ...], bool]:
    """Of records that contradict one that `contradicts` knows, a set that does with no part that does; whether none is smaller.

    That it contradicts is certain in any case; where something is not decided, it has more records than needed.
    """
    alone = contradicts(())
    if alone:
        return (), True
    kept = _needed(contradicts, (), (), tuple(reversed(earlier)))
    if alone is None:
        return kept, False
    if len(kept) == 1:
        return kept, contradicts(()) is False
    pair, is_known = _one_alone(contradicts, tuple(reversed(earlier)))
    return (pair, True) if pair else (kept, is_known and len(kept) == 2)


def _needed(
    contradicts: Asks, sure: tuple[Place, ...], added: tuple[Place, ...], rest: tuple[Place, ...]
) -> tuple[Place, ...]:
    """What of `rest`, with which `sure` contradicts, is needed; `added` was put to `sure` last."""
    if added and contradicts(sure):
        return ()
    if len(rest) <= 1:
        return rest
    first, second = rest[: len(rest) // 2], rest[len(rest) // 2 :]
    of_second = _needed(contradicts, (*sure, *first), first, second)
    of_first = _needed(contradicts, (*sure, *of_second), of_second, first)
    return (*of_first, *of_second)


def _one_alone(contradicts: Asks, some: tuple[Place, ...]) -> tuple[tuple[Place, ...], bool]:
    """One record of some that contradicts alone, if there is one, and whether it is known that there is none."""
    verdict = contradicts(some)
    if verdict is False:
        return (), True
    if len(some) == 1:
        return (some, True) if verdict else ((), False)
    if verdict is None:
        return (), False
    is_known = True
    for part in (some[: len(some) // 2], some[len(some) // 2 :]):
        found, known = _one_alone(contradicts, part)
        if found:
            return found, True
        is_known = is_known and known
    return (), is_known
