"""T2 as a whole induction: one invariant over the rounds, kept by every round, and what it gives in the end.

The lemmas of ``rounds`` each carry one thought. Here they are put together, so that no step of the
argument is left to words but the induction itself: if the invariant holds at the start and every round keeps it, it
holds after every round. The invariant is one function of the state; base, step and end apply it to unknowns, so they
cannot speak of different things.
"""

from __future__ import annotations

from typing import NamedTuple

from vmotion_model.precopy.formulas import backlog_bound, bytes_bound, time_bound
from vmotion_model.precopy.terms import Prop, Real, all_of, unknowns

from .rounds import T2_LEMMAS
from .theorem import Hypothesis, Obligation, Theorem, TheoremKind, Use, defined, inner, of_run

M, S, R, RHO, SIGMA, FLOOR, L = unknowns("M S R rho sigma F l")
T, U, N, X, GAP, SHED, Y = unknowns("T u n x g m y")


class State(NamedTuple):
    """After k rounds: bytes left, p = l^k, seconds and bytes so far, and k."""

    left: Real
    power: Real
    seconds: Real
    sent: Real
    rounds: Real


BEFORE, AFTER = State(*unknowns("V p t sent k")), State(*unknowns("V2 p2 t2 sent2 k2"))


def invariant(at: State) -> Prop:
    """F5 at a state: what is left is under the bound that the module computes, and both sums are paid for.

    (1-l) times the bytes beyond k floors, and the same of R times the seconds, are at most what b = p (M-F) has lost.
    """
    bound = at.power * (M - FLOOR)
    return all_of(
        (
            backlog_bound(at.power, M, FLOOR) >= at.left,
            at.power >= 0,
            (1 - L) * (at.sent - at.rounds * FLOOR) + bound <= M - FLOOR,
            (1 - L) * (at.seconds * R - at.rounds * FLOOR) + bound <= M - FLOOR,
        )
    )


HOLDS = inner("invariant", invariant(BEFORE), "the invariant holds after k rounds")
_RATIO = defined("ratio", (L * R).eq(RHO), "l = rho/R")
_SLOWER = Hypothesis("slower than the link", L < 1, "rho < R")
_UP = Hypothesis("link is up", R > 0, "the link sends at all")
ROUND = (
    of_run("link", BEFORE.left >= T * R, "the link never sends slower than R: the round lasts at most V/R"),
    of_run("dirty", AFTER.left <= U, "what is left is what the guest dirtied, U(T)"),
)
_ENVELOPE = of_run("envelope", U <= SIGMA + RHO * T, "U(T) <= sigma + rho T")
COUNTED = (
    inner(
        "counted",
        all_of(
            (
                AFTER.power.eq(L * BEFORE.power),
                AFTER.seconds.eq(BEFORE.seconds + T),
                AFTER.sent.eq(BEFORE.sent + BEFORE.left),
                AFTER.rounds.eq(BEFORE.rounds + 1),
            )
        ),
        "the round of V bytes and T seconds is added to the sums",
    ),
    _RATIO,
    Hypothesis("dirty rate", L >= 0, "the lasting dirty rate is not negative"),
    _SLOWER,
    defined("floor", FLOOR.eq(SIGMA + L * FLOOR), "F = sigma + l F"),
)

BASE = Obligation(
    "T2.whole-base",
    TheoremKind.BASE,
    (
        inner(
            "start",
            all_of(
                (BEFORE.left.eq(M), BEFORE.power.eq(1), BEFORE.seconds.eq(0), BEFORE.sent.eq(0), BEFORE.rounds.eq(0))
            ),
            "the whole memory is left, nothing was sent",
        ),
    ),
    invariant(BEFORE),
    "The invariant holds before the first round.",
)


_BY_ID = {item.id: item for item in T2_LEMMAS}
_FLOORS, _NEXT_FLOORS = BEFORE.rounds * FLOOR, AFTER.rounds * FLOOR
_BOUNDS = {"b": BEFORE.power * (M - FLOOR), "b2": AFTER.power * (M - FLOOR), "m": M - FLOOR}


def _paid(before: Real, after: Real, over: Real) -> Use:
    sums = {"A": (1 - L) * (before - _FLOORS), "A2": (1 - L) * (after - _NEXT_FLOORS), "y": over}
    return Use(_BY_ID["rounds.accounting"], {**_BOUNDS, **sums})


STEP = Obligation(
    "T2.whole-step",
    TheoremKind.STEP,
    (HOLDS, *ROUND, _ENVELOPE, *COUNTED),
    invariant(AFTER),
    "Every round keeps the invariant, whatever the guest does below its envelope.",
    (
        Use(_BY_ID["rounds.dirtied"]),
        Use(_BY_ID["T2.step"], {**_BOUNDS, "x": RHO * T}),
        Use(_BY_ID["T2.over"], {**_BOUNDS, "y": T * R - FLOOR}),
        _paid(BEFORE.sent, AFTER.sent, BEFORE.left - FLOOR),
        _paid(BEFORE.seconds * R, AFTER.seconds * R, T * R - FLOOR),
    ),
)

SCALE = (
    Obligation(
        "T2.share",
        TheoremKind.LEMMA,
        (
            inner("accounting", (1 - L) * Y + X <= SHED, "(1-l) y + b <= m"),
            inner("bound", X >= 0, "b is not negative"),
            _RATIO,
            _UP,
        ),
        (R - RHO) * Y <= R * SHED,
        "The accounting in bytes per second: (R-rho) y <= R m.",
    ),
    Obligation(
        "T2.cancel",
        TheoremKind.LEMMA,
        (
            inner("accounting", GAP * Y <= R * SHED, "d y <= R m"),
            inner("clock", (X * R).eq(Y), "x seconds at R are y bytes"),
            _UP,
        ),
        GAP * X <= SHED,
        "The same in seconds: d x <= m.",
    ),
    Obligation(
        "T2.divide",
        TheoremKind.LEMMA,
        (
            inner("accounting", GAP * X <= SHED, "d x <= m"),
            Hypothesis("slower than the link", GAP > 0, "d = R - rho is positive"),
        ),
        SHED / GAP >= X,
        "x <= m/d.",
    ),
    Obligation(
        "T2.slower",
        TheoremKind.LEMMA,
        (_RATIO, _SLOWER, _UP),
        R - RHO > 0,
        "l < 1 says that rho < R.",
    ),
    Obligation(
        "T2.rounds",
        TheoremKind.LEMMA,
        (
            inner("rounds", BEFORE.rounds <= N, "k <= n"),
            Hypothesis("floor positive", FLOOR >= 0, "F is not negative"),
        ),
        BEFORE.rounds * FLOOR <= N * FLOOR,
        "Fewer rounds send fewer floors.",
    ),
)

_SHARE, _CANCEL, _DIVIDE, _IS_SLOWER, _FEWER = SCALE
_END = (
    HOLDS,
    _RATIO,
    _SLOWER,
    Hypothesis("link is up", R > 0, "the link sends at all", guards_division=True),
    defined("memory above the floor", M >= FLOOR, "M >= F; else the module takes F for M"),
    inner("rounds", BEFORE.rounds <= N, "at most n rounds were run"),
    Hypothesis("floor positive", FLOOR >= 0, "F is not negative"),
)
_BEYOND_B = BEFORE.sent - _FLOORS
_BEYOND_S = BEFORE.seconds - _FLOORS / R

END = (
    Obligation(
        "T2.whole-end",
        TheoremKind.END,
        (
            HOLDS,
            inner("enough rounds", BEFORE.power * (M - FLOOR) <= S - FLOOR, "l^k (M-F) <= S-F: k is n or more"),
        ),
        BEFORE.left <= S,
        "After n rounds what is left fits the threshold: pre-copy ends within them.",
    ),
    Obligation(
        "T2.whole-bytes",
        TheoremKind.END,
        _END,
        bytes_bound(M, FLOOR, RHO, R, N) >= BEFORE.sent,
        "The bytes sent until then are at most the bound that the module computes.",
        (
            Use(_SHARE, {**_BOUNDS, "y": _BEYOND_B, "x": _BOUNDS["b"]}),
            Use(_IS_SLOWER),
            Use(_FEWER),
            Use(
                _BY_ID["T2.bytes-formula"],
                {"A": _BEYOND_B, "d": R - RHO, "m": M - FLOOR, "k": N, "sent": _BEYOND_B + N * FLOOR},
            ),
        ),
    ),
    Obligation(
        "T2.whole-time",
        TheoremKind.END,
        _END,
        time_bound(M, FLOOR, RHO, R, N) >= BEFORE.seconds,
        "The seconds until then are at most the bound that the module computes.",
        (
            Use(_SHARE, {**_BOUNDS, "y": BEFORE.seconds * R - _FLOORS, "x": _BOUNDS["b"]}),
            Use(_CANCEL, {"y": BEFORE.seconds * R - _FLOORS, "x": _BEYOND_S, "g": R - RHO, "m": M - FLOOR}),
            Use(_DIVIDE, {"x": _BEYOND_S, "g": R - RHO, "m": M - FLOOR}),
            Use(_IS_SLOWER),
            Use(_FEWER),
            Use(_BY_ID["T2.time-formula"], {"A": _BEYOND_S, "d": R - RHO, "m": M - FLOOR, "k": N, "t": BEFORE.seconds}),
        ),
    ),
)

T2 = Theorem(
    "T2",
    "A guest under an envelope converges",
    "U(tau) <= sigma + rho tau with rho < R and F = sigma R/(R-rho) < S: pre-copy ends within the rounds, time and "
    "bytes of F5, whatever the guest does below its envelope.",
    (
        "envelope: U(tau) <= sigma + rho tau",
        "link: sends at R or faster",
        "slower than the link: rho < R",
        "floor below the threshold: sigma R/(R-rho) < S",
    ),
    (
        *T2_LEMMAS,
        *SCALE,
        BASE,
        STEP,
        *END,
    ),
    "F5; token bucket into a rate server (network calculus).",
)
