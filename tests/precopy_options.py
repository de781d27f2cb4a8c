"""Random option sets of ``vmotion converge``, as the text that a user would write and as the adversary's world."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from fractions import Fraction

from precopy_adversary import PAGE, Fluid, World, lucky
from vmotion_convergence.verdict import Outcome, judge
from vmotion_model.common.errors import InputError
from vmotion_model.precopy.question import Question, read_question

SLOW = ["--memory", "64GiB", "--link", "10Gbps", "--dirty-rate", "200MB/s"]
FAST = ["--memory", "64GiB", "--link", "10Gbps", "--dirty-rate", "2GB/s", "--working-set", "4GiB", "--vcpus", "4"]
"""Options of `vmotion converge`: a guest that converges, and one that does not."""

KINDS = ("greedy", "greedy", "alternating", "moody", "moody")
MOST_ROUNDS = 3000
SLACK = 1e-6
"""Of a bound: what the rounding of the adversary's floats may add."""


@dataclass(frozen=True)
class Options:
    """One question and the world that it describes."""

    question: Question
    world: World


def options(rng: random.Random) -> Options:
    """A random option set; it may contradict itself."""

    def number(low: float, high: float) -> float:
        return float(f"{rng.uniform(low, high):.4g}")

    link = float(f"{10 ** rng.uniform(1.5, 3.3):.4g}")
    low = link if rng.random() < 0.6 else float(f"{link * rng.uniform(0.4, 1):.4g}")
    goal = rng.choice([0.02, 0.05, 0.1, 0.3, 0.5, 0.5, 1.0, 2.0])
    memory = max(0.1, number(link * 0.2, link * 40))
    stun = rng.choice(["none", "none", "sdps", "sdps", "ratchet", "fault", "quota"])
    rate = max(0.01, float(f"{link * 10 ** rng.uniform(-1.5, 0.7):.4g}"))
    vcpus = rng.choice([1, 1, 2, 8])
    more: dict[str, object] = {"stun": stun, "vcpus": vcpus, "goal": f"{goal:g}s"}
    world = World(memory * 1e6, 0.0, low * 1e6, link * 1e6, low * 1e6, goal, stun=stun, vcpus=vcpus, rate=rate * 1e6)
    if low < link:
        more["link_min"] = f"{low}MB/s"
    if rng.random() < 0.2:
        slower = max(0.01, number(low * 0.3, low))
        more["switchover_link"], world = f"{slower}MB/s", replace(world, switchover=slower * 1e6)
    if rng.random() < 0.35:
        zero = number(0, memory)
        if 0 < zero <= memory:
            more["zero_memory"], world = f"{zero}MB", replace(world, zero=zero * 1e6)
    if rng.random() < 0.35:
        rest = rng.choice([1.0, 1.0, number(0, 1)])
        more["rest"], world = f"{rest}", replace(world, rest=rest)
    if rng.random() < 0.35:
        window = rng.choice([0.1, 0.1, 0.05, 1.0, number(0.01, 2)])
        more["window"], world = f"{window}s", replace(world, window=window)
    if rng.random() < 0.3:
        device = max(0.001, number(0, link * 0.6))
        more["device_rate"], world = f"{device}MB/s", replace(world, device=device * 1e6)
    if rng.random() < 0.35:
        working = max(0.01, number(0, link * goal * 2.5))
        more["working_set"], world = f"{working}MB", replace(world, working=working * 1e6)
    guest, more, world = _guest(rng, rate, link * goal, more, world)
    more, world = _policy(rng, rate, link, more, world)
    question = Question(f"{memory}MB", f"{link}MB/s", guest, **more)  # type: ignore[arg-type]
    return Options(question, world)


def _guest(
    rng: random.Random, rate: float, goal_mb: float, more: dict[str, object], world: World
) -> tuple[str | None, dict[str, object], World]:
    kind = rng.choice(["exact", "exact", "at most", "burst", "curve", "random"])
    if kind == "burst":
        burst = max(0.001, float(f"{goal_mb * rng.uniform(0, 0.9):.4g}"))
        more["burst"] = f"{burst}MB"
        return f"{rate}MB/s", more, replace(world, burst=burst * 1e6)
    if kind == "random" and "working_set" in more:
        more["random"] = True
        return f"{rate}MB/s", more, replace(world, random_writes=True, exact=True)
    if kind == "curve":
        times = sorted({float(f"{10 ** rng.uniform(-2, 1.4):.3g}") for _ in range(rng.choice([1, 2, 4]))})
        power = rng.uniform(0.3, 1)
        rows = [(t, float(f"{rate * t**power:.5g}")) for t in times]
        more["curve"] = "\n".join(f"{t}s,{u}MB" for t, u in rows)
        more["at_most"] = rng.random() < 0.5
        curve = tuple((t, u * 1e6) for t, u in rows)
        return None, more, replace(world, curve=curve, exact=not more["at_most"], rate=0.0)
    if kind == "at most":
        more["at_most"] = True
        return f"{rate}MB/s", more, world
    return f"{rate}MB/s", more, replace(world, exact=True)


def _policy(
    rng: random.Random, rate: float, link: float, more: dict[str, object], world: World
) -> tuple[dict[str, object], World]:
    if world.stun == "fault":
        sleep = float(f"{world.vcpus * PAGE / (link * 1e6 * rng.uniform(0.05, 1.2)):.4g}")
        more["fault_sleep"] = f"{sleep}s"
        return more, replace(world, sleep=sleep)
    if world.stun == "quota":
        interval = rng.choice([0.001, 0.01, 0.1])
        pages = max(1, int(link * 1e6 * interval * rng.uniform(0.05, 1.2) / PAGE / world.vcpus))
        more["quota"] = f"{pages}/{interval}s"
        return more, replace(world, quota=(pages, interval))
    if world.stun not in ("sdps", "ratchet"):
        return more, world
    if rng.random() < 0.4:
        peak = float(f"{rate * rng.uniform(0.8, 3):.4g}")
        more["peak_rate"], world = f"{peak}MB/s", replace(world, peak=peak * 1e6)
    if rng.random() < 0.3:
        share = rng.choice([0.1, 0.5, 0.9])
        more["cpu_share"], world = f"{share}", replace(world, cpu_share=share)
    if rng.random() < 0.3:
        stunned = rng.choice([0.3, 0.6, 0.9])
        more["most_stun"], world = f"{stunned}", replace(world, most_stun=stunned)
    if world.stun == "sdps":
        if rng.random() < 0.6:
            growth = rng.choice([0.0, 0.05, 0.2, 1.0])
            more["growth"], world = f"{growth}", replace(world, growth=growth)
        error = rng.choice([0.0, 0.05, 0.1])
        more["error"], world = f"{error}", replace(world, error=error)
    return more, world


def disagreement(asked: Options, seed: int, runs: int = 4) -> tuple[str, str]:
    """The verdict's word and theorem, and what some adversary did that it excludes ("" for nothing)."""
    try:
        verdict = judge(read_question(asked.question))
    except InputError:
        return "refused", ""
    said = f"{verdict.outcome.value} {verdict.theorem}".strip()
    if verdict.outcome is Outcome.DIVERGES:
        return said, "the kindest run ends" if lucky(asked.world, 300) else ""
    if verdict.outcome is not Outcome.GUARANTEED:
        return said, ""
    limits = verdict.limits
    assert limits.rounds is not None
    assert limits.total_time_s is not None
    assert limits.sent_b is not None
    assert limits.downtime_s is not None
    if limits.rounds > MOST_ROUNDS:
        return said, ""
    for k in range(runs):
        kind = KINDS[(seed + k) % len(KINDS)]
        run = Fluid(asked.world, seed + k, kind).play(limits.rounds + 3)
        if not run.ended:
            return said, f"{kind}: does not end in {limits.rounds} rounds"
        for name, found, bound in (
            ("rounds", Fraction(run.rounds), Fraction(limits.rounds)),
            ("seconds", Fraction(run.seconds), limits.total_time_s),
            ("bytes", Fraction(run.sent), limits.sent_b),
            ("downtime", Fraction(run.downtime), limits.downtime_s),
        ):
            if found > bound * (1 + Fraction(SLACK)):
                return said, f"{kind}: {float(found):g} {name}, above the bound {float(bound):g}"
    return said, ""
