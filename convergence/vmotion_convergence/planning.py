"""What an engineer plans with: one line for each migration, of a list of machines or of a sweep.

Verdict and bounds are those of ``judge``, what is expected is that of ``expect``: the same as for one migration alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, nextafter
from typing import TypeVar

from vmotion_model.common.parallel import in_parallel
from vmotion_model.precopy.machine_table import Machine, Machines
from vmotion_model.precopy.scenario import Scenario

from .expected_figures import expect
from .verdict import Outcome, judge

T = TypeVar("T")

FEW = 400
"""So many are answered sooner in this process than by others that must start first."""
MOST_PIECE = 2000


@dataclass(frozen=True)
class PlanningAnswer:
    """Verdict and theorem; seconds, rounds, downtime and lost guest time as expected and at worst (proved).

    Expected figures are None where the run is not expected to end, the worst where nothing is proved.
    """

    verdict: str
    theorem: str
    expected_s: float | None
    worst_s: float | None
    expected_rounds: int | None
    worst_rounds: int | None
    expected_downtime_s: float | None
    worst_downtime_s: float | None
    expected_lost_s: float | None
    worst_lost_s: float | None

    @property
    def cells(self) -> Mapping[str, object]:
        """The figures by the names of their columns. Lost: seconds of its run time that stuns take from the guest."""
        return {
            "verdict": self.verdict,
            "theorem": self.theorem or None,
            "expected_total_s": self.expected_s,
            "worst_total_s": self.worst_s,
            "expected_rounds": self.expected_rounds,
            "worst_rounds": self.worst_rounds,
            "expected_downtime_s": self.expected_downtime_s,
            "worst_downtime_s": self.worst_downtime_s,
            "expected_lost_s": self.expected_lost_s,
            "worst_lost_s": self.worst_lost_s,
        }


def answer(scenario: Scenario) -> PlanningAnswer:
    """The line of one scenario. Worst figures are rounded up."""
    verdict, run = judge(scenario), expect(scenario)
    good, limits = verdict.outcome is Outcome.GUARANTEED, verdict.limits
    # A run that a theorem says never ends is not expected to, however its floats fall.
    ends = run.ended and verdict.outcome is not Outcome.DIVERGES
    lost = None
    if good and limits.guest_slowdown is not None and limits.total_time_s is not None:
        lost = limits.guest_slowdown * (limits.total_time_s - (limits.downtime_s or 0))
    return PlanningAnswer(
        verdict.outcome.value,
        verdict.theorem,
        run.total_time_s if ends else None,
        _above(limits.total_time_s if good else None),
        run.rounds if ends else None,
        limits.rounds if good else None,
        run.downtime_s if ends else None,
        _above(limits.downtime_s if good else None),
        run.lost_time_s if ends else None,
        _above(lost),
    )


def _above(value: Fraction | None) -> float | None:
    if value is None:
        return None
    nearest = float(value)
    return nearest if Fraction(nearest) >= value else nextafter(nearest, inf)


def answers(scenarios: Sequence[Scenario], *, jobs: int = -1, backend: str = "loky") -> list[PlanningAnswer]:
    """Lines of many scenarios, in order, on all cores unless ``jobs`` says otherwise."""
    return _spread(_answer_part, scenarios, (), jobs=jobs, backend=backend)


def machine_answers(machines: Machines, *, jobs: int = -1, backend: str = "loky") -> list[PlanningAnswer]:
    """Lines of a file's machines, in order. Raises InputError with file, row and column of the first bad row."""
    header = Machines(machines.source, machines.header, ())
    return _spread(_machine_part, machines.rows, (header,), jobs=jobs, backend=backend)


def _answer_part(scenarios: Sequence[Scenario]) -> list[PlanningAnswer]:
    return [answer(scenario) for scenario in scenarios]


def _machine_part(rows: Sequence[Machine], header: Machines) -> list[PlanningAnswer]:
    return [answer(header.scenario(row)) for row in rows]


def _spread(
    work: Callable[..., list[PlanningAnswer]], items: Sequence[T], more: tuple[object, ...], *, jobs: int, backend: str
) -> list[PlanningAnswer]:
    if jobs == 1 or len(items) <= FEW:
        return work(items, *more)
    cores = jobs if jobs > 0 else os.cpu_count() or 1
    size = min(MOST_PIECE, -(-len(items) // (4 * cores)))
    pieces = [(items[k : k + size], *more) for k in range(0, len(items), size)]
    return [one for part in in_parallel(work, pieces, jobs=jobs, backend=backend) for one in part]
