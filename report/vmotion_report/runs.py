"""Runs as data: replayed on the machines of their model, with the valuation and what was possible before and after each step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vmotion_diagrams.sequences import Happening, receivers_of, sequence
from vmotion_model.language import ELAPSE, Model, ModelError, Value, because
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.verdicts import Run, Step

from .graphs import sequence_to_json
from .guards_explained import Blocked, Explainer, Why, unexplained


@dataclass(frozen=True)
class ReportedRun:
    """A run with what is said of it.

    ``watched`` are the variables that its sequence diagram shows beside the states of the roles; ``moment`` is what is violated
    at its end; ``kind`` is what the run is (counterexample, witness, premise, scenario, added, removed, ending,
    cause). ``given`` are the values of rigid variables under which it is made, where they are not the initial ones; ``marked``
    are steps that are failures there. ``told`` says in sentences what goes wrong, ``marks`` by step,
    counted from 1, in a word what it is: changed, or a fault.
    """

    key: str
    kind: str
    title: str
    run: Run
    watched: tuple[str, ...] = ()
    moment: tuple[str, ...] = ()
    property_id: str = ""
    given: Mapping[str, Value] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    marks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    marked: tuple[str, ...] = ()


@dataclass
class Book:
    """The runs of one model. A state that several runs share is kept, and explained, once; states hold what is new in them.

    ``why`` says more of a conjunct that fails (its command, its label, the state); where that is "", formula and values do.
    """

    model: Model
    locations: Mapping[str, str]
    why: Why = unexplained
    states: list[dict[str, Any]] = field(default_factory=list)
    runs: list[Mapping[str, Any]] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)
    _numbers: dict[tuple[Value, ...], int] = field(default_factory=dict)
    _before: dict[int, tuple[Mapping[str, Value], Blocked]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.explainer = Explainer(self.model, self.why)
        self._migration = Migration(self.model, self.locations)
        self._receivers = receivers_of(self.model)

    def add(self, shown: ReportedRun, other: Model | None = None) -> None:
        """Replay a run and keep it.

        Of ``other``, a model that can do all of it but the last step, it is said why it cannot do that one. Raises
        ``DisagreementError`` where the machines refuse what a verdict came with.
        """
        migration = self._migration
        migration.restore({**self.model.initial, **shown.given})
        migration.time = 0
        places = [self._number(migration, None)]
        for number, step in enumerate(shown.run.steps, 1):
            try:
                if step.command == ELAPSE:
                    migration.elapse(step.lasts_s)
                else:
                    migration.fire(step.command)
            except (NotEnabledError, ModelError) as error:
                raise DisagreementError(f"{shown.key}, step {number}, {step.command}: {error}") from None
            places.append(self._number(migration, places[-1]))
        events = [Happening(s.command, s.time_s, s.changed) for s in shown.run.steps]
        # Whether a step needed a message is asked of its guard, and that holds only under its own conditions.
        rigid = {v.name: v.initial for v in self.model.rigid}
        model = self.model.given({**rigid, **shown.given}) if rigid else self.model
        drawn = sequence(
            model,
            events,
            shown.title,
            shown.watched,
            shown.moment,
            shown.run.loop_at,
            shown.marked,
            self.locations,
            self._receivers,
        )
        self.runs.append(
            {
                "key": shown.key,
                "kind": shown.kind,
                "title": shown.title,
                "property": shown.property_id or None,
                "moment": list(shown.moment),
                "told": list(shown.told),
                "marks": {str(number): list(words) for number, words in shown.marks.items()},
                "loop_at": shown.run.loop_at,
                "shortest": shown.run.shortest,
                "steps": [step_to_json(s) for s in shown.run.steps],
                "states": places,
                "sequence": sequence_to_json(drawn),
                "refused": None if other is None else _refused(other, shown.run),
            }
        )

    def to_json(self) -> Mapping[str, Any]:
        """The runs, the states that they pass through, and the sentences to which these refer by their places."""
        return {"runs": self.runs, "states": self.states, "reasons": list(self.reasons)}

    def _number(self, migration: Migration, parent: int | None) -> int:
        state = dict(migration.state)
        key = tuple(state.values())
        if key not in self._numbers:
            number = self._numbers[key] = len(self.states)
            blocked = self.explainer.blocked(state)
            self._before[number] = (state, blocked)
            known, known_blocked = self._before[parent] if parent is not None else ({}, {})
            self.states.append(
                {
                    "from": parent,
                    "set": {n: v for n, v in state.items() if n not in known or known[n] != v},
                    "blocked": {
                        name: [[label, self._reason(why)] for label, why in blocked.get(name, ())]
                        for name in self.model.command
                        if blocked.get(name, ()) != known_blocked.get(name, ())
                    },
                    "wait": migration.longest_delay(),
                }
            )
        return self._numbers[key]

    def _reason(self, text: str) -> int:
        return self.reasons.setdefault(text, len(self.reasons))


def _refused(other: Model, run: Run) -> Mapping[str, Any] | None:
    """Why another model does not follow a run to its end: the step that it cannot do, and what fails there.

    It goes its own way up to there, for the same commands may have other effects in it. None where it follows.
    """
    migration = Migration(other, {})
    for step in run.steps:
        name = step.command
        if name != ELAPSE and name not in other.command:
            return {"command": name, "why": [["there is no such command", "the other model does not have it"]]}
        try:
            if name == ELAPSE:
                migration.elapse(step.lasts_s)
            else:
                migration.fire(name)
        except NotEnabledError as error:
            guard = other.command[name].guard if name != ELAPSE else {}
            why = [
                [label, because(guard[label], migration.state, other.values) if label in guard else f"{step.lasts_s} s"]
                for label in error.failing
            ]
            return {"command": name, "why": why}
    return None


def step_to_json(step: Step) -> Mapping[str, Any]:
    """A step: who, what, when, and what it changed."""
    return {
        "role": step.role,
        "command": step.command,
        "time_s": step.time_s,
        "lasts_s": step.lasts_s,
        "changed": {name: list(pair) for name, pair in step.changed.items()},
    }


def verdict_steps(steps: Iterable[Any], model: Model) -> tuple[Step, ...]:
    """The steps of a script or a session as steps of a verdict's run."""
    return tuple(
        Step(
            s.role,
            s.command,
            f"{s.seconds} s pass" if s.command == ELAPSE else model.command[s.command].description,
            s.time,
            s.changed,
            s.seconds,
        )
        for s in steps
    )
