"""What a run over mutants found out, with the survivors that are answered in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.language import digest
from vmotion_specs.mutation import SurvivorGroup, explained_survivors, group_of
from vmotion_specs.suites import Suite

from .judge import Fate, Judgement
from .mutants import Mutant
from .run import JudgedMutants, Plan, judge_all

SCHEMA = 1


@dataclass(frozen=True)
class MutationResult:
    """The judgements of mutants of ``model``; ``groups`` answer survivors, ``ids`` are the properties asked (all: None).

    With ``ids`` the question is what these properties notice, not what nobody does: survivors are no failure then, but a
    property that kills no mutant is.
    """

    model: str
    digest: str
    judged: JudgedMutants
    groups: Sequence[SurvivorGroup]
    ids: frozenset[str] | None = None

    def of(self, fate: Fate) -> tuple[Judgement, ...]:
        """The judgements with this fate."""
        return tuple(j for j in self.judged.judgements if j.fate is fate)

    @cached_property
    def answers(self) -> Mapping[str, SurvivorGroup]:
        """The group of each survivor that has one."""
        found = {j.mutant: group_of(self.groups, self.model, j.mutant, j.does) for j in self.of(Fate.SURVIVES)}
        return {mutant: group for mutant, group in found.items() if group is not None}

    @property
    def unexplained(self) -> tuple[Judgement, ...]:
        """Survivors that nobody answers: holes in the properties."""
        return tuple(j for j in self.of(Fate.SURVIVES) if j.mutant not in self.answers)

    @property
    def idle(self) -> tuple[str, ...]:
        """The properties that were asked for by name and killed nothing."""
        return tuple(sorted((self.ids or frozenset()) - self.kills.keys()))

    @cached_property
    def kills(self) -> Mapping[str, int]:
        """How many mutants each property kills, of those that fall nearest to the start to it."""
        return Counter(name for j in self.of(Fate.KILLED) for name in j.by)

    @property
    def complete(self) -> bool:
        """Whether every mutant that was asked for is decided."""
        return not self.judged.stopped and not self.of(Fate.UNDECIDED)

    @property
    def exit_code(self) -> int:
        """1 for a hole (or a property that kills nothing), 3 where something is undecided or missing, else 0."""
        if self.ids is not None:
            if self.idle:
                return REFUTED if self.complete else UNDECIDED
            return HOPED
        if self.unexplained:
            return REFUTED
        return HOPED if self.complete else UNDECIDED

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        counts = Counter(j.fate for j in self.judged.judgements)
        return {
            "schema": SCHEMA,
            "model": {"name": self.model, "digest": self.digest},
            "asked": self.judged.asked,
            "stopped": self.judged.stopped or None,
            "counts": {f.value: counts[f] for f in Fate},
            "unexplained": [j.mutant for j in self.unexplained],
            "kills": dict(sorted(self.kills.items())),
            "mutants": [self._mutant(j) for j in self.judged.judgements],
        }

    def _mutant(self, judgement: Judgement) -> dict[str, Any]:
        group = self.answers.get(judgement.mutant)
        return {
            "mutant": judgement.mutant,
            "fate": judgement.fate.value,
            "by": list(judgement.by),
            "steps": judgement.steps,
            "does": judgement.does.value if judgement.does else None,
            "reason": judgement.reason,
            "explained": group.reason if group else None,
        }


def strength_of(chosen: Suite, mutants: Sequence[Mutant], plan: Plan) -> MutationResult:
    """Judge mutants of a suite's model and lay the answered survivors beside them; raises ``WriteError``, ``ModelError``."""
    judged = judge_all(chosen, mutants, plan)
    return MutationResult(chosen.name, digest(chosen.model), judged, groups_of(chosen), plan.ids)


def groups_of(chosen: Suite) -> tuple[SurvivorGroup, ...]:
    """The survivors that are answered in words: of a model that does not ship nobody has answered for any."""
    return explained_survivors() if chosen.shipped else ()
