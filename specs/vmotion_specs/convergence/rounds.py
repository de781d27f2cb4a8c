"""T1 and the lemmas of T2: pre-copy under an envelope ends, in how many rounds, how long and with how many bytes.

T1 is T2 with no burst, so both rest on the same accounting. One round sends V bytes in T seconds at no less than R and
leaves V2 <= U(T). With l = rho/R and the floor F = sigma + l F the invariant over rounds is V <= F + b, where b starts
at m = M - F and shrinks by l each round. What a round sends beyond the floor is y = V - F <= b; time and bytes are sums
of y.
"""

from __future__ import annotations

from vmotion_model.precopy.formulas import backlog_bound, bytes_bound, floor_bytes, time_bound
from vmotion_model.precopy.terms import unknowns

from .theorem import Hypothesis, Obligation, Theorem, TheoremKind, defined, inner, of_run

(M, S, R, RHO, SIGMA, FLOOR, V, V2, B, B2, T, U, L, SHED, GOAL, Q, Q2, K, GAP, GROWN, SUM, SUM2, Y, X, POWER, TIME,
SENT, Z) = unknowns(
    "M S R rho sigma F V V2 b b2 T u l m goal q q2 k d z A A2 y x p t sent Z"
)  # fmt: skip

_RATIO = defined("ratio", (L * R).eq(RHO), "l = rho/R")
_RATIO_POSITIVE = Hypothesis("dirty rate", L >= 0, "the lasting dirty rate is not negative")
SLOWER = Hypothesis(
    "slower than the link", L < 1, "rho < R: the guest's lasting dirty rate stays under the transmit rate"
)
_SHRUNK = inner("shrinking", B2.eq(L * B), "b is multiplied by l in each round")
_BELOW = inner("below the bound", V <= FLOOR + B, "so far V <= F + b")
_DIRTY = of_run("dirty", V2 <= U, "what is left after a round is what the guest dirtied during it, U(T)")
_LINK = of_run("link", T * R <= V, "the link never sends slower than R: the round of V bytes lasts at most V/R")

SHARED = (
    Obligation(
        "rounds.dirtied",
        TheoremKind.LEMMA,
        (_LINK, _RATIO, _RATIO_POSITIVE),
        RHO * T <= L * V,
        "While V bytes are sent, a rate of rho dirties at most l V.",
    ),
    Obligation(
        "rounds.accounting",
        TheoremKind.STEP,
        (
            inner("so far", SUM + B <= SHED, "A + b <= m, A = (1-l) times the y of all rounds so far"),
            inner("round", SUM2.eq(SUM + (1 - L) * Y), "the round adds (1-l) y"),
            inner("below the bound", Y <= B, "y = V - F <= b"),
            SLOWER,
            _SHRUNK,
        ),
        SUM2 + B2 <= SHED,
        "What has been sent beyond the floor is paid for by what b has lost.",
    ),
    Obligation(
        "rounds.bernoulli-base",
        TheoremKind.BASE,
        (inner("start", Q.eq(1) & K.eq(0), "q starts at 1"),),
        Q >= 1 + K * GAP,
        "(1+d)^0 >= 1.",
    ),
    Obligation(
        "rounds.bernoulli-step",
        TheoremKind.STEP,
        (
            inner("grown", Q >= 1 + K * GAP, "q >= 1 + k d"),
            inner("growing", Q2.eq(Q * (1 + GAP)), "q is multiplied by 1 + d = R/rho"),
            inner("rounds", K >= 0, "rounds are counted from zero"),
            inner("gap", GAP >= 0, "d = R/rho - 1 is not negative: rho <= R"),
        ),
        Q2 >= 1 + (K + 1) * GAP,
        "Bernoulli: a power with a base above one outgrows every line, so enough rounds exist.",
    ),
    Obligation(
        "rounds.power",
        TheoremKind.STEP,
        (
            inner("shrunk so far", (B * Q).eq(SHED), "b q = m"),
            _SHRUNK,
            inner("grown by 1/l", Q.eq(L * Q2), "q2 = q/l"),
        ),
        (B2 * Q2).eq(SHED),
        "b q keeps its value: b is m l^k with q = 1/l^k.",
    ),
    Obligation(
        "rounds.enough",
        TheoremKind.LEMMA,
        (
            inner("shrunk so far", (B * Q).eq(SHED), "b q = m with q = (R/rho)^k"),
            inner("grown", Q >= GROWN, "q >= z = 1 + k d (Bernoulli)"),
            inner("enough rounds", GOAL * GROWN >= SHED, "(S-F) z >= m: k >= (m/(S-F) - 1)/d rounds"),
            inner("counted", GROWN > 0, "z = 1 + k d is positive"),
            Hypothesis("threshold", GOAL > 0, "floor below the threshold: S - F > 0"),
        ),
        B <= GOAL,
        "After enough rounds b is at most S - F.",
    ),
)

_T1_DIRTY = of_run("envelope", U <= X, "U(T) <= D T =: x")

T1 = Theorem(
    "T1",
    "A guest slower than the link converges",
    "U(tau) <= D tau with D < R: pre-copy ends after at most ceil(ln(M/S)/ln(R/D)) rounds and less than M/(R-D) "
    "seconds, and sends less than M R/(R-D) bytes; the last set is at most S.",
    ("constant rate: U(tau) <= D tau", "link: sends at R or faster", "slower than the link: D < R", "threshold: S > 0"),
    (
        Obligation(
            "T1.base",
            TheoremKind.BASE,
            (
                inner("first round", V.eq(M), "the first round sends the whole memory"),
                inner("bound starts", B.eq(M), "b starts at M"),
            ),
            V <= B,
            "The bound holds before the first round.",
        ),
        Obligation(
            "T1.step",
            TheoremKind.STEP,
            (
                inner("below the bound", V <= B, "so far V <= b"),
                inner("dirtied", X <= L * V, "x <= l V (rounds.dirtied)"),
                _DIRTY,
                _T1_DIRTY,
                _RATIO_POSITIVE,
                _SHRUNK,
            ),
            V2 <= B2,
            "If the bound holds before a round it holds after it.",
        ),
        *SHARED,
    ),
    "Geometric series, F3; Clark et al. 2005, Liu et al. 2011.",
)

T2_LEMMAS: tuple[Obligation, ...] = (
    Obligation(
        "T2.base",
        TheoremKind.BASE,
        (
            inner("first round", V.eq(M), "the first round sends the whole memory"),
            inner("bound starts", B.eq(M - FLOOR), "b starts at m = M - F"),
        ),
        V <= FLOOR + B,
        "The bound holds before the first round.",
    ),
    Obligation(
        "T2.step",
        TheoremKind.STEP,
        (
            _BELOW,
            inner("dirtied", X <= L * V, "rho T =: x <= l V (rounds.dirtied)"),
            _DIRTY,
            of_run("envelope", U <= SIGMA + X, "U(T) <= sigma + rho T"),
            _RATIO_POSITIVE,
            defined("floor", FLOOR.eq(SIGMA + L * FLOOR), "F = sigma + l F"),
            _SHRUNK,
        ),
        V2 <= FLOOR + B2,
        "If the bound holds before a round it holds after it.",
    ),
    *SHARED,
    Obligation(
        "T2.stop",
        TheoremKind.LEMMA,
        (_BELOW, inner("enough rounds", B <= S - FLOOR, "b <= S - F (rounds.enough)")),
        V <= S,
        "What is left fits the threshold: pre-copy ends.",
    ),
    Obligation(
        "T2.floor-formula",
        TheoremKind.LEMMA,
        (
            defined("formula", FLOOR.eq(floor_bytes(SIGMA, RHO, R)), "F as the module computes it"),
            _RATIO,
            Hypothesis("slower than the link", RHO < R, "rho < R", guards_division=True),
            Hypothesis("link is up", R > 0, "the link sends at all", guards_division=True),
        ),
        FLOOR.eq(SIGMA + L * FLOOR),
        "The floor that is computed is the floor of the proof.",
    ),
    Obligation(
        "T2.backlog-formula",
        TheoremKind.LEMMA,
        (inner("power", B.eq(POWER * (M - FLOOR)), "b = l^k (M - F)"), _BELOW),
        backlog_bound(POWER, M, FLOOR) >= V,
        "The backlog bound that is computed is the one that is proved.",
    ),
    Obligation(
        "T2.floor-share",
        TheoremKind.LEMMA,
        (
            inner("clock", (Y * R).eq(X), "y = t - s takes k F =: x bytes at R"),
            Hypothesis("link is up", R > 0, "the link sends at all", guards_division=True),
        ),
        X / R >= Y,
        "The floors' share of k rounds is k F/R.",
    ),
    Obligation(
        "T2.time-formula",
        TheoremKind.LEMMA,
        (
            inner("beyond the floors", SUM <= SHED / GAP, "s <= m/(R-rho); d = R - rho"),
            inner("floors' share", TIME - SUM <= K * FLOOR / R, "t - s <= k F/R"),
        ),
        time_bound(SHED + FLOOR, FLOOR, R - GAP, R, K) >= TIME,
        "The time bound that is computed is the one that is proved.",
    ),
    Obligation(
        "T2.bytes-formula",
        TheoremKind.LEMMA,
        (
            inner("accounting", GAP * SUM <= R * SHED, "(1-l) times the bytes beyond the floors <= m; d = R - rho"),
            inner("counter", SENT.eq(SUM + K * FLOOR), "k floors were sent besides"),
            Hypothesis("slower than the link", GAP > 0, "rho < R"),
        ),
        bytes_bound(SHED + FLOOR, FLOOR, R - GAP, R, K) >= SENT,
        "The byte bound that is computed is the one that is proved.",
    ),
    Obligation(
        "T2.round-zero",
        TheoremKind.LEMMA,
        (
            of_run("round zero", V <= Z + U, "round 0 sends Z bytes, and in full the zero pages written meanwhile"),
            of_run("envelope", U <= SIGMA + X, "U(T) <= sigma + rho T"),
            inner("dirtied", X <= L * V, "rho T =: x <= l V (rounds.dirtied)"),
        ),
        (1 - L) * V <= Z + SIGMA,
        "Zero pages that are written before they are sent: round 0 sends at most (Z + sigma)/(1-l) bytes.",
    ),
    Obligation(
        "T2.over",
        TheoremKind.LEMMA,
        (
            _LINK,
            _BELOW,
            inner("beyond the floor", (Y + FLOOR).eq(T * R), "y = T R - F"),
        ),
        Y <= B,
        "The round's time beyond F/R is at most b/R: the accounting holds for time as for bytes.",
    ),
)
"""One thought each; ``rounds_invariant`` puts them together into the induction over rounds."""
