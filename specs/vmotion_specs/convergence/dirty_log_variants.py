"""T2m and T1p: the same with a dirty log that is read in the middle of a round, and in whole pages."""

from __future__ import annotations

from vmotion_model.precopy.terms import whole

from .rounds import GAP, RHO, SENT, SIGMA, SLOWER, SUM, SUM2, TIME, V2, K, L, M, R, S, T, U, V, X, Y
from .theorem import Hypothesis, Obligation, Theorem, TheoremKind, inner, of_run

T2_WINDOWS = Theorem(
    "T2m",
    "A dirty log that is read in the middle of a round still converges",
    "A sender that works in windows of tau seconds and reads the dirty log as soon as the rest would fit (QEMU) sends "
    "R T bytes in the T >= tau seconds between two reads, or all it has when that is less than a window carries. With "
    "U(T) <= sigma + rho T, sigma < (R-rho) tau and sigma + rho tau <= S what is left falls by at least (R-rho) tau - "
    "sigma per read, or fits, so pre-copy ends within (M-S)/((R-rho) tau - sigma) + 1 reads and M/(R - rho - "
    "sigma/tau) seconds, and a window.",
    (
        "envelope: U(tau) <= sigma + rho tau",
        "link: sends at R or faster in every window, while anything is left to send",
        "windows: at least tau seconds between two reads of the dirty log",
        "burst below the gain of a window: sigma < (R-rho) tau",
        "window within the goal: sigma + rho tau <= S",
    ),
    (
        Obligation(
            "T2m.falls",
            TheoremKind.STEP,
            (
                inner("round", V2 <= V - SENT + U, "what was not sent is left, and what was dirtied meanwhile"),
                of_run("link", SENT >= R * T, "R T bytes or more are sent between two reads"),
                of_run("envelope", U <= SIGMA + RHO * T, "U(T) <= sigma + rho T"),
                of_run("windows", T >= TIME, "at least one window (t here) between two reads"),
                Hypothesis("slower than the link", RHO <= R, "rho <= R"),
            ),
            V2 <= V - ((R - RHO) * TIME - SIGMA),
            "What is left falls by at least (R-rho) tau - sigma.",
        ),
        Obligation(
            "T2m.reads",
            TheoremKind.STEP,
            (
                inner("so far", V + K * GAP <= M, "after k reads at most M - k d is left"),
                inner("falls", V2 <= V - GAP, "a round takes off d = (R-rho) tau - sigma or more"),
            ),
            V2 + (K + 1) * GAP <= M,
            "After k reads at most M - k d is left, so it fits S after (M-S)/d of them.",
        ),
        Obligation(
            "T2m.time",
            TheoremKind.STEP,
            (
                inner("so far", V + SUM * GAP <= M, "A seconds have taken off A d or more, d = R - rho - sigma/tau"),
                inner("round", SUM2.eq(SUM + T) & (V2 <= V - T * R + U), "the round adds T seconds and sends R T"),
                of_run("envelope", U <= SIGMA + RHO * T, "U(T) <= sigma + rho T"),
                inner("windows", SIGMA <= Y * T, "sigma <= (sigma/tau) T =: y T, because T >= tau"),
                inner("gain", GAP.eq(R - RHO - Y), "d = R - rho - y"),
            ),
            V2 + SUM2 * GAP <= M,
            "So it takes at most M/(R - rho - sigma/tau) seconds.",
        ),
        Obligation(
            "T2m.dry",
            TheoremKind.LEMMA,
            (
                of_run("dirty", V2 <= U, "a round that sends all it had leaves what the guest dirtied"),
                of_run("envelope", U <= SIGMA + RHO * T, "U(T) <= sigma + rho T"),
                of_run("dry round", T <= TIME, "a round with less to send than a window carries lasts one window"),
                Hypothesis("dirty rate", RHO >= 0, "the lasting dirty rate is not negative"),
                Hypothesis(
                    "window within the goal",
                    SIGMA + RHO * TIME <= S,
                    "what the guest dirties in one window fits the threshold: sigma + rho tau <= S",
                ),
            ),
            V2 <= S,
            "A round that runs dry, and waits for the end of its window, leaves what fits.",
        ),
        Obligation(
            "T2m.ends",
            TheoremKind.END,
            (
                inner("so far", V + K * GAP <= M, "after k reads at most M - k d is left"),
                Hypothesis(
                    "gain of a window", GAP > 0, "burst below the gain of a window: d = (R-rho) tau - sigma > 0"
                ),
                inner("enough reads", K >= (M - S) / GAP, "k is at least (M-S)/d"),
            ),
            V <= S,
            "After (M-S)/d reads what is left fits the threshold: pre-copy ends within them.",
        ),
    ),
    "QEMU migration/migration.c; F7.",
)

_P, _P2 = whole("pages"), whole("pages2")

T1_PAGES = Theorem(
    "T1p",
    "The same in whole pages",
    "In whole pages a round leaves V2 < l V + 1. While V > S and S (1-l) >= 1 at least one page is gained per round; "
    "below that threshold a guest can stand still. The bounds are T2's with sigma = one page.",
    ("whole pages: V2 < (D/R) V + 1", "reachable threshold: S (1-l) >= 1 page"),
    (
        Obligation(
            "T1p.less",
            TheoremKind.STEP,
            (
                inner("above the threshold", V > S, "more than S pages are left"),
                Hypothesis("reachable threshold", S * (1 - L) >= 1, "S (1-l) >= 1: S is at least 1/(1-l) pages"),
                inner("round", V2 < L * V + 1, "the round leaves less than l V + 1 pages"),
                SLOWER,
            ),
            V2 < V,
            "Above the threshold every round leaves less than it sent.",
        ),
        Obligation(
            "T1p.decrease",
            TheoremKind.STEP,
            (inner("less", _P2 < _P, "the round leaves less than it sent"),),
            _P2 <= _P - 1,
            "In whole pages that is a page or more, so at most M - S rounds are needed.",
        ),
        Obligation(
            "T1p.envelope",
            TheoremKind.LEMMA,
            (
                inner("round", V2 < U + 1, "a part of a page is a page"),
                of_run("constant rate", U <= X, "U(T) <= D T =: x, in pages"),
            ),
            V2 <= 1 + X,
            "Whole pages add at most one page of burst: T2 applies with sigma = 1 page.",
        ),
    ),
    "Rounding argument; the byte version is T1.",
)
