"""What a theorem is: named hypotheses, a conclusion, and the obligations that carry the argument.

An obligation is one small implication. Base and step of an induction over rounds are separate obligations, and each
lists only hypotheses that it needs: dropping any one must leave a counterexample, which is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from vmotion_model.precopy.terms import Prop, Real, all_of, substitute


class TheoremKind(Enum):
    """The part an obligation plays."""

    BASE = "base"
    STEP = "step"
    LEMMA = "lemma"
    END = "end"
    """What a whole induction's invariant gives in the end."""
    REFUTATION = "refutation"
    """The statement with a hypothesis weakened, where a counterexample must exist."""


class HypothesisRole(Enum):
    """Who answers for a hypothesis when its theorem is applied to a scenario.

    The default is the strict one: a hypothesis that nobody thought about must be decided by the scenario's numbers, and
    where they do not decide it the theorem does not apply.
    """

    DECIDED = "decided"
    """The scenario's numbers: the term is evaluated."""
    DEFINED = "defined"
    """The definition of a symbol; evaluated like the others, so a wrong value is noticed."""
    OF_RUN = "of the run"
    """It speaks of every round of the run: what an option says of guest, link or policy must give it."""
    INNER = "inner"
    """Book-keeping of the proof: what an induction has established so far, or a quantity that only it counts."""


@dataclass(frozen=True)
class Hypothesis:
    """A named assumption: the name is what a verdict lists and what is dropped to show that it is needed.

    ``guards_division`` marks one that only keeps a divisor from zero: without it the formula has no value, which is
    not a counterexample. ``role`` says who answers for it in a verdict.
    """

    name: str
    prop: Prop
    description: str
    guards_division: bool = False
    role: HypothesisRole = HypothesisRole.DECIDED


def defined(name: str, prop: Prop, says: str, *, guards_division: bool = False) -> Hypothesis:
    """A hypothesis that defines a symbol."""
    return Hypothesis(name, prop, says, guards_division, HypothesisRole.DEFINED)


def of_run(name: str, prop: Prop, says: str) -> Hypothesis:
    """A hypothesis about every round of the run."""
    return Hypothesis(name, prop, says, role=HypothesisRole.OF_RUN)


def inner(name: str, prop: Prop, says: str, *, guards_division: bool = False) -> Hypothesis:
    """A hypothesis that only the proof's own induction is about."""
    return Hypothesis(name, prop, says, guards_division, HypothesisRole.INNER)


@dataclass(frozen=True)
class Obligation:
    """``hypotheses`` imply ``conclusion``. ``id`` is unique and names the certificate file.

    ``uses`` are instances of obligations that are proved on their own; a solver may take them as true (the cut rule).
    They only help it: what they say holds of all values.
    """

    id: str
    kind: TheoremKind
    hypotheses: tuple[Hypothesis, ...]
    conclusion: Prop
    description: str
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True)
class Use:
    """An obligation with some of its unknowns replaced by terms."""

    of: Obligation
    values: Mapping[str, Real] = field(default_factory=dict)

    @property
    def prop(self) -> Prop:
        """Its hypotheses imply its conclusion, at these values."""
        given = all_of(hypothesis.prop for hypothesis in self.of.hypotheses)
        return substitute(given.implies(self.of.conclusion), self.values)


@dataclass(frozen=True)
class Theorem:
    """A statement about every migration that meets ``assumptions``; ``source`` says where it comes from."""

    id: str
    title: str
    description: str
    assumptions: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    source: str
