"""Published points: what the formulas say of them beside what was printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from vmotion_model.common.errors import InputError
from vmotion_model.precopy import formulas

MIB = 2**20


@dataclass(frozen=True)
class Point:
    """One check of a published figure: predicted and printed in the same unit, within a tolerance; or a one-sided
    bound.
    """

    case: str
    what: str
    predicted: float
    printed: float
    tolerance: float
    bound: bool = False
    verified: bool = True

    @property
    def holds(self) -> bool:
        """Within the tolerance, or on the right side of the bound."""
        if self.bound:
            return self.printed <= self.predicted
        return abs(self.predicted - self.printed) <= self.tolerance


def read_points(path: Path) -> dict[str, dict[str, Any]]:
    """The file's points by id. Raises InputError."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {str(point["id"]): point for point in document["points"]}
    except (json.JSONDecodeError, KeyError, TypeError) as problem:
        raise InputError(f"{path}: no published points: {problem}") from None


def published_points(path: Path) -> Iterator[Point]:
    """All checks that the published inputs allow."""
    yield from _checks(read_points(path))


def _checks(points: dict[str, dict[str, Any]]) -> Iterator[Point]:
    if chv := points.get("chv-7799"):
        yield from _cloud_hypervisor(chv["rounds"])
    yield from _predictor(points.get("huawei-predict", {}).get("table_s", {}))
    for vmw in points.values():
        inputs = vmw.get("inputs") or {}
        if not {"pages_left", "bandwidth_MBps", "goal_s"} <= set(inputs):
            continue
        case = _STOP_LINES.get(vmw["id"], f"VMware log, {vmw['id']}")
        left = Fraction(inputs["pages_left"]) * 4096 / (Fraction(str(inputs["bandwidth_MBps"])) * 10**6)
        yield Point(
            case,
            "last set V/R under the goal, ms",
            float(inputs["goal_s"]) * 1000,
            float(left) * 1000,
            0,
            True,
        )
        if seen := (vmw.get("observed") or {}).get("stop_precopy_to_all_sent_ms"):
            yield Point(case, "V/R within stop-to-sent, ms", float(seen), float(left) * 1000, 0, bound=True)
    if kubevirt := points.get("kubevirt-vep291"):
        inputs = kubevirt["inputs"]
        rate, dirty = Fraction(inputs["link_Mbps"] * 10**6, 8), Fraction(inputs["dirty_Mbps"] * 10**6, 8)
        bound = float(formulas.time_bound(Fraction(inputs["M_GiB"] * 2**30), Fraction(0), dirty, rate, Fraction(0)))
        for key in ("observed_with_tuning", "observed_without"):
            yield Point(
                "KubeVirt VEP 291",
                f"total s, {key.replace('_', ' ')}, under M/(R-D)",
                bound,
                kubevirt[key]["total_s"],
                0,
                True,
            )
    if clark := points.get("clark05-specweb"):
        yield Point(
            "Clark 2005 SPECweb99", "sum of rounds, MB", sum(clark["rounds_MB"]), clark["total_MB"], 1.0, verified=False
        )
    if muncher := points.get("clark05-mmuncher"):
        downtime = muncher["rounds_MB"][-1] / 62.5
        yield Point(
            "Clark 2005 MMuncher", "last round at 500 Mbit/s, s", downtime, muncher["downtime_s"], 0.1, verified=False
        )
    if akoush := points.get("akoush10-bounds"):
        yield from _akoush(akoush["recalled"])


_STOP_LINES = {"vmw-kb436882": "VMware log, KB 436882"}


def not_computed(path: Path) -> Iterator[tuple[str, str]]:
    """Points in the file that no formula here takes, each with what it holds: they are listed, not dropped."""
    for name, point in read_points(path).items():
        if not any(True for _ in _checks({name: point})):
            yield name, str(point.get("what", "nothing is said of it"))


def _predictor(table: dict[str, dict[str, float]]) -> Iterator[Point]:
    """A predictor's table: a longer downtime limit must not make a migration longer."""
    for link, row in table.items():
        for (short, long_s), (longer, less_s) in pairwise(list(row.items())):
            what = f"{link}: s at {longer}, not more than at {short}"
            yield Point("QEMU predictor (qemu-devel 2023)", what, float(long_s), float(less_s), 0, bound=True)


def _cloud_hypervisor(rounds: list[dict[str, Any]]) -> Iterator[Point]:
    for before, this in pairwise(rounds):
        name = f"round {this['iter']}"
        if "est_downtime_ms" in this:
            value = formulas.downtime(Fraction(this["curr_MiB"]), Fraction(str(before["bw_MiBps"])), Fraction(0))
            yield Point(
                "Cloud Hypervisor 7799",
                f"{name}: V/R of the round before, ms",
                float(value) * 1000,
                this["est_downtime_ms"],
                2.0,
            )
        working = 5418.0
        yield Point(
            "Cloud Hypervisor 7799", f"{name}: left is the working set, MiB", working, this["curr_MiB"], 0.002 * working
        )
    for this in rounds:
        if "transfer_s" in this:
            value = Fraction(this["curr_MiB"]) / Fraction(str(this["bw_MiBps"]))
            yield Point(
                "Cloud Hypervisor 7799", f"round {this['iter']}: V/R, s", float(value), this["transfer_s"], 0.011
            )


def _akoush(rows: dict[str, dict[str, float]]) -> Iterator[Point]:
    for link, row in rows.items():
        rate = 1024 * MIB / ((row["DT_UB_ms"] - row["DT_LB_ms"]) / 1000)
        overhead = row["LB_s"] - 1024 * MIB / rate
        yield Point("Akoush 2010", f"{link}: lower bound less V/B, s", 4.1, overhead, 0.15, verified=False)
