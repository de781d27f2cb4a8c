"""T7, T8, F9: what holds without any hypothesis about the guest, downtime, and the price of throttling."""

from __future__ import annotations

from vmotion_model.precopy.formulas import capped_bytes, factor_capped_bytes
from vmotion_model.precopy.terms import unknowns

from .theorem import Hypothesis, Obligation, Theorem, TheoremKind, defined, inner, of_run

(M, W, K, K2, X, X2, V, LIVE, LAST, FACTOR, E, RHAT, RSW, GOAL, S, TF, DOWN, FIX, A, ETA1, ETA2, V1, R, T1S, T2S, TIME,
 LIMIT, OVER, IN_TIME, DONE, FAILED) = unknowns(
    "M W k k2 x x2 V live last c e R_hat R_sw DT S t_f down T_fix a eta1 eta2 V1 R T1 T2 t limit over in_time done "
    "failed"
)  # fmt: skip

T7 = Theorem(
    "T7",
    "A capped migration always ends",
    "With at most n rounds after round 0 a migration sends at most M + n W bytes, whatever the guest does; with Xen's "
    "factor at most c M + 2 W. With a switchover limit the outcome is switched or failed, never both and never "
    "neither.",
    ("round cap or byte cap", "working set: never more than W is dirty"),
    (
        Obligation(
            "T7.base",
            TheoremKind.BASE,
            (inner("round 0", X.eq(M) & K.eq(0), "round 0 sends M bytes"),),
            capped_bytes(M, K, W) >= X,
            "The bound holds after round 0.",
        ),
        Obligation(
            "T7.step",
            TheoremKind.STEP,
            (
                inner("bytes so far", capped_bytes(M, K, W) >= X, "at most M + k W so far"),
                inner("round", X2.eq(X + V) & K2.eq(K + 1), "one more round sends V bytes"),
                of_run("working set", V <= W, "never more than W is dirty"),
            ),
            capped_bytes(M, K2, W) >= X2,
            "Each round adds at most W.",
        ),
        Obligation(
            "T7.factor",
            TheoremKind.LEMMA,
            (
                inner("byte cap", X <= FACTOR * M, "a live round starts only while at most c M were sent"),
                inner("live round", LIVE <= W, "one more live round of at most W"),
                inner("stop round", LAST <= W, "the stop round of at most W"),
            ),
            factor_capped_bytes(M, FACTOR, W) >= X + LIVE + LAST,
            "Xen legacy's cap.",
        ),
        Obligation(
            "T7.switch-or-fail",
            TheoremKind.LEMMA,
            (
                inner(
                    "switched",
                    DONE.eq(1).implies(TIME <= LIMIT) & (TIME <= LIMIT).implies(DONE.eq(1)),
                    "switched in time",
                ),
                inner(
                    "failed",
                    FAILED.eq(1).implies(TIME > LIMIT) & (TIME > LIMIT).implies(FAILED.eq(1)),
                    "failed after it",
                ),
            ),
            (DONE.eq(1) | FAILED.eq(1)) & ~(DONE.eq(1) & FAILED.eq(1)),
            "Exactly one of the two.",
        ),
    ),
    "F12; Xen xc_domain_save and xg_sr_save.c; Broadcom KB 314376.",
)

T8 = Theorem(
    "T8",
    "Downtime is honest up to the estimate",
    "If the estimate at the decision is at most (1+e) times the rate of the switchover, the last set takes at most "
    "(1+e) DT, and downtime is at most (1+e) DT + T_fix. Nothing bounds T_fix: 6.373 s was seen under a 4 s limit.",
    (
        "estimate: R_hat <= (1+e) R_sw",
        "the decision was taken at V <= R_hat DT",
        "T_fix is given, not bounded by a theorem",
    ),
    (
        Obligation(
            "T8.ram",
            TheoremKind.LEMMA,
            (
                of_run("decision", V <= RHAT * GOAL, "what is left fits the goal at the estimate"),
                defined("estimate", RHAT <= (1 + E) * RSW, "the estimate is at most (1+e) R_sw"),
                Hypothesis("goal", GOAL >= 0, "the goal is not negative"),
                inner("final phase", (TF * RSW).eq(V), "the last set takes V/R_sw"),
                Hypothesis("link is up", RSW > 0, "the switchover sends at all"),
            ),
            TF <= (1 + E) * GOAL,
            "The last set takes at most (1+e) DT.",
        ),
        Obligation(
            "T8.downtime",
            TheoremKind.LEMMA,
            (
                inner("last set", TF <= (1 + E) * GOAL, "the last set takes at most (1+e) DT"),
                inner("downtime", DOWN.eq(TF + FIX), "downtime is the last set and T_fix"),
            ),
            DOWN <= (1 + E) * GOAL + FIX,
            "So downtime is at most (1+e) DT + T_fix.",
        ),
    ),
    "Arithmetic of the decision; Broadcom KB 436882.",
)

_RATIOS = inner("targets", ETA2 < 1, "targets are below 1")
_ORDER = inner("harder", ETA1 <= ETA2, "eta1 is the harder throttle")

F9 = Theorem(
    "F9",
    "Harder throttling shortens the migration and the lost time",
    "Held at eta R after round 0, a guest with demand D >= R pays V1/(R(1-eta)) seconds of migration, of which a "
    "share 1 - eta R/D is lost. Both fall as eta falls; only the momentary slowdown rises. The limit eta = 0 is "
    "stop-and-copy.",
    ("throttled after round 0 only", "demand at least the transmit rate: R <= D"),
    (
        Obligation(
            "F9.time",
            TheoremKind.LEMMA,
            (
                inner("times", (T1S * (1 - ETA1)).eq(V1) & (T2S * (1 - ETA2)).eq(V1), "t (1-eta) = V1/R"),
                _ORDER,
                _RATIOS,
                inner("some dirty", V1 >= 0, "V1 is not negative"),
            ),
            T1S <= T2S,
            "The harder throttle takes no longer.",
        ),
        Obligation(
            "F9.lost",
            TheoremKind.LEMMA,
            (
                _ORDER,
                Hypothesis("demand", A <= 1, "a = R/D <= 1"),
            ),
            (1 - A * ETA1) * (1 - ETA2) <= (1 - A * ETA2) * (1 - ETA1),
            "(1 - a eta)/(1 - eta) does not fall with eta: the harder throttle loses no more guest time.",
        ),
    ),
    "F9; the derivative is (1-a)/(1-eta)^2 >= 0.",
)
