"""T4 as a whole: all vCPUs together stay under an envelope, and under it every round keeps T2's invariant.

Two inductions, each with one invariant: over the pages of one vCPU (``enforcement``), and over the vCPUs (here). Their
result is the envelope that the module computes, and with it the round of T2 is taken: what T2 gives in the end holds of
any guest that is enforced.
"""

from __future__ import annotations

from dataclasses import replace

from vmotion_model.precopy.formulas import fault_envelope, quota_envelope
from vmotion_model.precopy.terms import Prop, Real, unknowns

from .enforcement import T4_LEMMAS
from .rounds_invariant import AFTER, COUNTED, HOLDS, ROUND, SIGMA, STEP, T, U, invariant
from .theorem import Hypothesis, Obligation, Theorem, TheoremKind, Use, defined, inner, of_run

C, E, SLEEP, TAU, PAGES, PAGES2, CPUS, CPUS2, P, DMA, RHO, QUOTA, TICK, MARKS, X, Y, Z = unknowns(
    "c e s tau a a2 n n2 P rho_dma rho q I m x y z"
)
_BY_ID = {item.id: item for item in T4_LEMMAS}


def slept(pages: Real, cpus: Real) -> Prop:
    """The invariant over vCPUs under a per-fault stun: a s <= n (s + tau)."""
    return pages * SLEEP <= cpus * (SLEEP + TAU)


def rationed(pages: Real, cpus: Real) -> Prop:
    """The invariant over vCPUs under a quota: a I <= n q (2 I + tau)."""
    return pages * TICK <= cpus * (QUOTA * (2 * TICK + TAU))


_NONE = inner("no vCPU", PAGES.eq(0) & CPUS.eq(0), "no vCPU, no page")
_ONE_MORE = inner("one more", PAGES2.eq(PAGES + C) & CPUS2.eq(CPUS + 1), "one more vCPU with its c pages")
_WRITERS = of_run(
    "all writers covered", U <= P * PAGES + DMA * TAU, "a pages by vCPUs, rho_dma by devices and hypervisor"
)
_PAGE = Hypothesis("page", P >= 0, "a page is not negative")
_SLEEP = Hypothesis("sleep", SLEEP > 0, "s > 0")
_TICK = Hypothesis("interval", TICK > 0, "I > 0")

_FAULT_SIGMA, _FAULT_RHO = fault_envelope(CPUS, P, SLEEP)
_QUOTA_SIGMA, _QUOTA_RHO = quota_envelope(CPUS, P, QUOTA, TICK)

# The page is multiplied in first and the interval divided out then: each is a query that both solvers answer.
_IN_BYTES = Obligation(
    "T4.in-bytes",
    TheoremKind.LEMMA,
    (inner("enforced", X * TICK <= Y * TICK + Z * TAU, "x I <= y I + z tau"), _PAGE),
    P * X * TICK <= P * Y * TICK + P * Z * TAU,
    "Pages in bytes.",
)
_PER_SECOND = Obligation(
    "T4.per-second",
    TheoremKind.LEMMA,
    (inner("enforced", X * TICK <= Y * TICK + Z * TAU, "x I <= y I + z tau"), _TICK),
    X <= Y + Z / TICK * TAU,
    "Per second what is allowed per interval.",
)


def _divided(tick: Real, burst: Real, each: Real) -> tuple[Use, ...]:
    """The two lemmas at a pages, a burst of so many and so many per interval."""
    return (
        Use(_IN_BYTES, {"I": tick, "x": PAGES, "y": burst, "z": each}),
        Use(_PER_SECOND, {"I": tick, "x": P * PAGES, "y": P * burst, "z": P * each}),
    )


_FAULT = (
    Obligation("T4.whole-base", TheoremKind.BASE, (_NONE,), slept(PAGES, CPUS), "Without a vCPU nothing is dirtied."),
    Obligation(
        "T4.whole-vcpu",
        TheoremKind.STEP,
        (
            inner("invariant", slept(PAGES, CPUS), "n vCPUs dirty at most n (1 + tau/s) pages"),
            _ONE_MORE,
            inner("counted", (C - 1) * SLEEP <= E, "its c pages took (c-1) s seconds or more"),
            inner("window", E <= TAU, "they lie inside the window"),
        ),
        slept(PAGES2, CPUS2),
        "One more vCPU adds at most 1 + tau/s pages.",
        (Use(_BY_ID["T4.window"]),),
    ),
    Obligation(
        "T4.envelope",
        TheoremKind.END,
        (inner("invariant", slept(PAGES, CPUS), "a <= n (1 + tau/s)"), _WRITERS, _PAGE, _SLEEP),
        U <= _FAULT_SIGMA + (_FAULT_RHO + DMA) * TAU,
        "Any guest is under the envelope that the module computes, and the other writers' rate.",
        _divided(SLEEP, CPUS, CPUS),
    ),
)
_RATIONED = (
    Obligation(
        "T4.quota-whole-base", TheoremKind.BASE, (_NONE,), rationed(PAGES, CPUS), "Without a vCPU nothing is dirtied."
    ),
    Obligation(
        "T4.quota-whole-vcpu",
        TheoremKind.STEP,
        (
            inner("invariant", rationed(PAGES, CPUS), "n vCPUs dirty at most n q (2 + tau/I) pages"),
            _ONE_MORE,
            inner("touched", (MARKS - 2) * TICK <= TAU, "the window touches m intervals"),
            of_run("quota", C <= MARKS * QUOTA, "it dirties q pages in each"),
            Hypothesis("quota positive", QUOTA >= 0, "q >= 0"),
            Hypothesis("interval", TICK >= 0, "I >= 0"),
        ),
        rationed(PAGES2, CPUS2),
        "One more vCPU adds at most q (2 + tau/I) pages.",
        (Use(_BY_ID["T4.quota-window"]),),
    ),
    Obligation(
        "T4.quota-envelope",
        TheoremKind.END,
        (inner("invariant", rationed(PAGES, CPUS), "a <= n q (2 + tau/I)"), _WRITERS, _PAGE, _TICK),
        U <= _QUOTA_SIGMA + (_QUOTA_RHO + DMA) * TAU,
        "Any guest is under the envelope that the module computes, and the other writers' rate.",
        _divided(TICK, 2 * CPUS * QUOTA, CPUS * QUOTA),
    ),
)


def _round(name: str, enforced: Obligation, sigma: Real, rho: Real) -> Obligation:
    """T2's round for an enforced guest: nothing is assumed of what it dirties but what enforcement gives."""
    given = tuple(replace(h, name=h.name.replace("invariant", "enforced")) for h in enforced.hypotheses)
    return Obligation(
        name,
        TheoremKind.STEP,
        (
            HOLDS,
            *ROUND,
            *given,
            inner("whole round", TAU.eq(T), "the window is the round"),
            defined("envelope", SIGMA.eq(sigma) & RHO.eq(rho + DMA), "sigma and rho as the module computes them"),
            *COUNTED,
        ),
        invariant(AFTER),
        "Every round of any enforced guest keeps T2's invariant, so T2's bounds hold in the end.",
        (Use(enforced), Use(STEP)),
    )


T4 = Theorem(
    "T4",
    "Hard enforcement bounds any guest without measuring it",
    "If each first write to a traced page stuns its vCPU for s or more, then U(tau) <= nP + (nP/s) tau for any guest; "
    "with s >= nP/(eta R) that is at most eta R, and T2 gives convergence when the floor nP/(1-eta) is below S. A "
    "quota of q pages per vCPU and timer interval I gives 2nqP + (nqP/I) tau: twice the burst, because a window can "
    "straddle a tick.",
    (
        "all writers covered: device and hypervisor writes are at most rho_dma",
        "one trace is one page (large traces multiply P by 512)",
        "the sleep is at least s (a timer may only lengthen it)",
        "slower than the link: nP/s + rho_dma < R",
        "floor below the threshold",
    ),
    (
        *T4_LEMMAS,
        _IN_BYTES,
        _PER_SECOND,
        *_FAULT,
        _round("T4.whole-round", _FAULT[2], _FAULT_SIGMA, _FAULT_RHO),
        *_RATIONED,
        _round("T4.quota-whole-round", _RATIONED[2], _QUOTA_SIGMA, _QUOTA_RHO),
    ),
    "F8; trace fires are serialised by the stun. Compare the dirty-quota proposal for KVM (no margin: eta = 1).",
)
