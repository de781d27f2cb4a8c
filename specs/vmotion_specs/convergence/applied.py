"""What a verdict applies: for each use of a theorem the obligations it rests on, and so the hypotheses it must meet.

The hypotheses are not written down a second time. They are the terms of the obligations themselves, less the
book-keeping of the proofs (``Role.INNER``), so a hypothesis that a certificate needs cannot be forgotten by a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vmotion_model.precopy.terms import text

from .dirty_log_variants import T1_PAGES, T2_WINDOWS
from .enforced_invariant import T4
from .limits import T8
from .rounds import T1
from .rounds_invariant import T2
from .saturated_guests import T3, T5D
from .stun_control import T5A, T5B
from .theorem import Hypothesis, HypothesisRole, Obligation, Theorem


@dataclass(frozen=True)
class Application:
    """One use of a theorem (or of a part of it, like T3a) and the obligations that it rests on."""

    theorem: str
    obligations: tuple[Obligation, ...]

    @cached_property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """What a scenario must meet, in the order of the argument, each once."""
        found: dict[tuple[str, str], Hypothesis] = {}
        for item in self.obligations:
            for hypothesis in item.hypotheses:
                if hypothesis.role is not HypothesisRole.INNER:
                    found.setdefault((hypothesis.name, text(hypothesis.prop)), hypothesis)
        return tuple(found.values())


def _parts(of: Theorem, *ids: str) -> tuple[Obligation, ...]:
    known = {item.id: item for item in of.obligations}
    return tuple(known[name] for name in ids)


CONSTANT = Application("T1", (*T1.obligations, *_parts(T1_PAGES, "T1p.envelope")))
ENVELOPE = Application("T2", T2.obligations)
WINDOWED = Application("T2m", T2_WINDOWS.obligations)
WAITING = Application("T2m", _parts(T2_WINDOWS, "T2m.dry"))
"""What a window adds to any other theorem: a round with less to send than a window carries lasts a window."""
FITS = Application("T3a", _parts(T3, "T3a.step"))
SATURATED = Application("T3b", _parts(T3, "T3b.base", "T3b.step"))
TRAPPED = Application("T3c", _parts(T3, "T3c.base", "T3c.step"))
OUT_OF_REACH = Application("T5d", _parts(T5D, "T5d.rate"))
FAULT = Application(
    "T4",
    _parts(
        T4,
        *("T4.count-base", "T4.count-step", "T4.window", "T4.in-bytes", "T4.per-second"),
        *("T4.whole-base", "T4.whole-vcpu", "T4.envelope", "T4.whole-round"),
    ),
)
QUOTA = Application(
    "T4",
    _parts(
        T4,
        *("T4.quota-base", "T4.quota-step", "T4.quota-window"),
        *("T4.quota-whole-base", "T4.quota-whole-vcpu", "T4.quota-envelope", "T4.quota-whole-round"),
    ),
)
LONGEST_STUN = Application("T4", _parts(T4, "T4.rate"))
"""SDPS read as a stun per first write: its longest stun must hold the guest, too."""
PROPORTIONAL = Application("T5a", _parts(T5A, "T5a.estimate", "T5a.growth", "T5a.contraction", "T5a.clip"))
ALWAYS_ENGAGED = Application("T5a", _parts(T5A, "T5a.engaged"))
"""A guest of one rate that is clearly too fast is stunned from the first measurement on, without a pause."""
RATCHET = Application("T5b", T5B.obligations)
HONEST = Application("T8", T8.obligations)

APPLICATIONS: tuple[Application, ...] = (
    CONSTANT,
    ENVELOPE,
    WINDOWED,
    WAITING,
    FITS,
    SATURATED,
    TRAPPED,
    OUT_OF_REACH,
    FAULT,
    QUOTA,
    LONGEST_STUN,
    PROPORTIONAL,
    ALWAYS_ENGAGED,
    RATCHET,
    HONEST,
)

ASIDE: frozenset[str] = frozenset({"T1p.less", "T1p.decrease", "T4.sum-step", "T4.slower", "T4.floor", "T5a.tight"})
"""Obligations that no verdict rests on: the same said in pages, in a simpler case, or the other way round."""
