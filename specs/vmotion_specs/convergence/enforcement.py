"""The lemmas of T4: a stun that is enforced as pages are written bounds any guest, without measuring it."""

from __future__ import annotations

from vmotion_model.precopy.terms import unknowns

from .theorem import Hypothesis, Obligation, TheoremKind, inner, of_run

(C, C2, E, E2, SLEEP, TAU, N, TOTAL, TOTAL2, BOUND, P, RHO, ETA, R, DMA, FLOOR, SIGMA, QUOTA, TICK, MARKS) = unknowns(
    "c c2 e e2 s tau n a a2 B P rho eta R rho_dma F sigma q I m"
)  # fmt: skip

_COUNTED = inner("counted", (C - 1) * SLEEP <= E, "c pages so far took (c-1) s seconds or more")

T4_LEMMAS: tuple[Obligation, ...] = (
    Obligation(
        "T4.count-base",
        TheoremKind.BASE,
        (
            inner("first page", C.eq(1), "the first page of the window"),
            inner("clock", E >= 0, "no time before the window"),
        ),
        (C - 1) * SLEEP <= E,
        "The first page may come at once.",
    ),
    Obligation(
        "T4.count-step",
        TheoremKind.STEP,
        (
            _COUNTED,
            of_run("stun", E2 >= E + SLEEP, "after a first write the vCPU sleeps s or longer"),
            of_run("next page", C2.eq(C + 1), "one trace is one page"),
        ),
        (C2 - 1) * SLEEP <= E2,
        "Each further page costs another sleep.",
    ),
    Obligation(
        "T4.window",
        TheoremKind.LEMMA,
        (_COUNTED, inner("window", E <= TAU, "the last page lies inside the window")),
        C * SLEEP <= SLEEP + TAU,
        "One vCPU dirties at most 1 + tau/s pages in tau.",
    ),
    Obligation(
        "T4.sum-step",
        TheoremKind.STEP,
        (
            inner("sum so far", TOTAL <= N * BOUND, "n vCPUs dirty at most n times one vCPU's bound"),
            inner("one more", TOTAL2.eq(TOTAL + C), "one more vCPU"),
            inner("each", C <= BOUND, "it is bounded like the others"),
        ),
        TOTAL2 <= (N + 1) * BOUND,
        "All vCPUs together dirty at most n (1 + tau/s) pages.",
    ),
    Obligation(
        "T4.rate",
        TheoremKind.LEMMA,
        (
            inner("enforced rate", (RHO * SLEEP).eq(N * P), "rho = nP/s"),
            Hypothesis("sleep", SLEEP * (ETA * R) >= N * P, "s >= nP/(eta R)"),
            Hypothesis("sleep positive", SLEEP > 0, "s > 0"),
        ),
        RHO <= ETA * R,
        "A sleep of nP/(eta R) holds any guest at eta R.",
    ),
    Obligation(
        "T4.slower",
        TheoremKind.LEMMA,
        (
            inner("held", RHO <= ETA * R, "vCPUs dirty at most eta R"),
            inner("other writers", DMA < (1 - ETA) * R, "devices and hypervisor dirty less than the rest of R"),
        ),
        RHO + DMA < R,
        "Together with other writers the guest stays under the link: T2's hypothesis.",
    ),
    Obligation(
        "T4.floor",
        TheoremKind.LEMMA,
        (
            inner("floor", (FLOOR * (R - RHO)).eq(SIGMA * R), "F = sigma R/(R - rho)"),
            inner("held", RHO <= ETA * R, "rho <= eta R"),
            Hypothesis("target", ETA < 1, "eta < 1"),
            Hypothesis("link is up", R > 0, "the link sends at all"),
            Hypothesis("burst", SIGMA >= 0, "the burst is not negative"),
        ),
        FLOOR * (1 - ETA) <= SIGMA,
        "The floor is at most nP/(1-eta).",
    ),
    Obligation(
        "T4.quota-base",
        TheoremKind.BASE,
        (
            inner("no tick yet", MARKS.eq(1), "the window begins inside one interval"),
            inner("clock", E >= 0, "no time before the window"),
            Hypothesis("interval", TICK >= 0, "an interval is not negative"),
        ),
        (MARKS - 2) * TICK <= E,
        "A window inside one interval touches one.",
    ),
    Obligation(
        "T4.quota-step",
        TheoremKind.STEP,
        (
            inner("touched", (MARKS - 2) * TICK <= E, "m intervals touched took (m-2) I or more"),
            of_run("tick", E2 >= E + TICK, "the next tick is an interval later"),
            inner("next interval", C2.eq(MARKS + 1), "it touches one more"),
        ),
        (C2 - 2) * TICK <= E2,
        "Each further interval costs a whole interval of time.",
    ),
    Obligation(
        "T4.quota-window",
        TheoremKind.LEMMA,
        (
            inner("touched", (MARKS - 2) * TICK <= TAU, "m intervals touched"),
            of_run("quota", C <= MARKS * QUOTA, "q pages in each"),
            Hypothesis("quota positive", QUOTA >= 0, "q >= 0"),
            Hypothesis("interval", TICK >= 0, "I >= 0"),
        ),
        C * TICK <= 2 * (QUOTA * TICK) + QUOTA * TAU,
        "One vCPU dirties at most q (2 + tau/I) pages in tau.",
    ),
)

QUOTA_ONE_BURST = Obligation(
    "T4.quota-single",
    TheoremKind.REFUTATION,
    (
        inner("touched", (MARKS - 2) * TICK <= TAU, "m intervals touched"),
        of_run("quota", C <= MARKS * QUOTA, "q pages in each"),
        inner("positive", (QUOTA > 0) & (TICK > 0) & (TAU >= 0), "all positive"),
    ),
    C * TICK <= QUOTA * TICK + QUOTA * TAU,
    "With one quota of burst a window that straddles a tick breaks the bound.",
)
