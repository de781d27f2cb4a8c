"""Our explicit search beside outside witnesses, on the same question: the same counts, the same verdict, or a disagreement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import WHOLE, Instance, Model
from vmotion_proofs.budget import Budget
from vmotion_proofs.errors import SpentError
from vmotion_proofs.progress import Report, silent
from vmotion_proofs.verdicts import HOPED, REFUTED, UNDECIDED
from vmotion_specs.properties import Kind, Property

from .question import Question, pose
from .spin import SPIN, SpinOptions, spin_account
from .tlc import TLC, TlcOptions, tlc_account
from .witness import Account, WitnessError, own_account

WITNESSES = (SPIN, TLC)
"""The witnesses that can be asked, by name."""


@dataclass(frozen=True)
class WitnessResult:
    """What our search and the witnesses counted; ``failures`` maps a witness that has no account to the reason."""

    name: str
    instance: str
    properties: tuple[str, ...]
    ours: Account
    theirs: tuple[Account, ...]
    failures: Mapping[str, str]

    @property
    def differences(self) -> tuple[str, ...]:
        """Every disagreement, in words."""
        return tuple(d for account in self.theirs for d in self.ours.differences(account))

    @property
    def exit_code(self) -> int:
        """0 where all agree that nothing is violated, 1 where all agree that something is, 3 where one fails or disagrees."""
        if self.differences or self.failures or not self.theirs:
            return UNDECIDED
        return REFUTED if self.ours.violated else HOPED

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "schema": 1,
            "model": self.name,
            "instance": self.instance,
            "properties": list(self.properties),
            "agree": not self.differences and not self.failures,
            "differences": list(self.differences),
            "failures": dict(self.failures),
            "accounts": [
                {
                    "witness": a.witness,
                    "states": a.states,
                    "transitions": a.transitions,
                    "depth": a.depth,
                    "violated": sorted(a.violated),
                    "seconds": round(a.seconds, 3),
                }
                for a in (self.ours, *self.theirs)
            ],
        }


def compare_with(
    witnesses: Sequence[str],
    model: Model,
    properties: Sequence[Property],
    *,
    name: str = "",
    instance: Instance = WHOLE,
    budget: Budget | None = None,
    report: Report = silent,
) -> WitnessResult:
    """Ask our search and the witnesses about all invariants; raises ``ModelError`` for a model that makes no sense.

    ``budget`` is for all of them; raises ``SpentError`` where our search finds its end. A witness that is missing or does not
    finish is a failure in the result.
    """
    invariants = [p for p in properties if p.kind is Kind.INVARIANT]
    question = pose(model, invariants, instance)
    budget = budget or Budget()
    ours = own_account(question, budget, report)
    theirs, failures = [], {}
    for witness in witnesses:
        try:
            theirs.append(_account(witness, question, budget, report))
        except (WitnessError, SpentError) as error:
            failures[witness] = str(error)
    ids = tuple(question.invariants)
    return WitnessResult(name or model.name, question.instance, ids, ours, tuple(theirs), failures)


def _account(witness: str, question: Question, budget: Budget, report: Report) -> Account:
    if witness == SPIN:
        return spin_account(question, SpinOptions(budget=budget), report)
    if witness == TLC:
        return tlc_account(question, TlcOptions(budget=budget), report)
    raise ValueError(f"there is no witness {witness!r}: {', '.join(WITNESSES)}")
