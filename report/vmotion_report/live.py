"""The model behind ``vmotion explore``: what the page asks, answered by a session on the machines of the model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

from vmotion_diagrams.sequences import Happening, receivers_of, sequence
from vmotion_model.common.errors import VmotionError
from vmotion_model.language import ELAPSE, Expr, ModelError, Value, evaluate
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_model.script import PlayedStep, Script, ScriptError, play, read_script
from vmotion_model.session import Session
from vmotion_specs.properties import PropertyKind
from vmotion_specs.scenarios import scenarios_of
from vmotion_specs.suites import Suite

from .graphs import sequence_to_json
from .guards_explained import Explainer
from .runs import step_to_json, verdict_steps
from .saved_run import Origin, as_test
from .surroundings import SettingError, Surroundings

MOST_STEPS = 2_000
"""Steps of a run that is still gone on with; its sequence is drawn anew after each."""
LONGEST_S = 10**6


class RefusedError(VmotionError):
    """What was asked cannot be done; the message is for whoever asked."""


@dataclass
class Live:
    """One run that is made step by step; what several windows ask is done one after the other.

    ``around`` are the conditions under which it is made; other models than the protocol as it ships have none.
    """

    suite: Suite
    origin: Origin
    around: Surroundings = field(default_factory=Surroundings)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        # A demand is no invariant, and a response speaks of whole runs: neither fails in a state.
        self._invariants: Mapping[str, Expr[bool]] = {
            p.id: p.formula for p in self.suite.properties if p.kind is PropertyKind.INVARIANT and not p.observers
        }
        self._enter(self.around)

    @property
    def conditioned(self) -> bool:
        """Whether conditions can be set: of the protocol, without a change of one's own."""
        return self.suite.article and not self.origin.change

    def answer(self, what: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Do what the page asks, and say where the run then stands.

        Raises ``RefusedError`` where it cannot be done, also for a question that there is not; then nothing has changed.
        """
        with self._lock:
            match what:
                case "now":
                    pass
                case "do":
                    self._do(asked)
                case "elapse":
                    self._elapse(asked)
                case "back":
                    self._back(asked)
                case "scenario":
                    self._scenario(asked)
                case "conditions":
                    self._conditions(asked)
                case _:
                    raise RefusedError("there is no such question")
            return self._now()

    def script(self) -> str:
        """The run as a script for ``vmotion simulate``."""
        with self._lock:
            return self._session.script(f"a run of {self.suite.name}, made with vmotion explore")

    def test(self) -> str:
        """The run as a file for pytest."""
        with self._lock:
            session = self._session
            steps = [str(s) for s in session.steps]
            return as_test(self.origin, steps, session.migration.state, session.time, self.around.values)

    def follow(self, script: Script) -> None:
        """Begin anew with the steps of a script, under its conditions; raises ``ScriptError``."""
        played = play(script, Migration(script.model, self.suite.locations))
        with self._lock:
            if script.conditions != self.around.values:
                self._enter(Surroundings(script.conditions))
            self._session = self._replayed(played.steps)

    def _enter(self, around: Surroundings) -> None:
        """Begin anew under these conditions."""
        self.around = around
        self._model = around.model(self.suite.model)
        self._explainer = Explainer(self._model, around.why)
        self._receivers = receivers_of(self._model)
        self._session = self._begin()

    def _begin(self) -> Session:
        return Session(self._model, self.suite.locations, self.suite.ended, self.around.values)

    def _replayed(self, steps: tuple[PlayedStep, ...]) -> Session:
        session = self._begin()
        for step in steps:
            if step.command == ELAPSE:
                session.elapse(step.seconds)
            else:
                session.do(step.command)
        return session

    def _do(self, asked: Mapping[str, Any]) -> None:
        name = asked.get("command")
        if not isinstance(name, str):
            raise RefusedError("which command? say it by name")
        self._refuse_long()
        try:
            self._session.do(name)
        except NotEnabledError as error:
            why = "; ".join(
                f"{o.guard} ({self.around.why(name, o.guard, {}) or o.because})" for o in self._session.obstacles(name)
            )
            raise RefusedError(f"{error.command} cannot be done here: {why}") from None
        except ModelError as error:
            raise RefusedError(str(error)) from None

    def _elapse(self, asked: Mapping[str, Any]) -> None:
        seconds = asked.get("seconds")
        if type(seconds) is not int or not 1 <= seconds <= LONGEST_S:
            raise RefusedError(f"time passes by whole seconds, from 1 to {LONGEST_S:,}")
        self._refuse_long()
        try:
            self._session.elapse(seconds)
        except NotEnabledError as error:
            handlers = ", ".join(self._session.migration.handlers(seconds))
            raise RefusedError(
                f"{'; '.join(error.failing)}{f': do first one of {handlers}' if handlers else ''}"
            ) from None

    def _back(self, asked: Mapping[str, Any]) -> None:
        to = asked.get("to")
        if type(to) is not int or not 0 <= to <= len(self._session.steps):
            raise RefusedError("the run has no such step to go back to")
        while len(self._session.steps) > to:
            self._session.undo()

    def _scenario(self, asked: Mapping[str, Any]) -> None:
        name = asked.get("name")
        known = scenarios_of(self.suite)
        if not isinstance(name, str) or name not in known:
            raise RefusedError("there is no scenario of that name")
        try:
            script = read_script(known[name], self.suite.model, name, self.around.values)
            played = play(script, Migration(script.model, self.suite.locations))
        except ScriptError as error:
            raise RefusedError(f"this model does not play it: {error}") from None
        self._session = self._replayed(played.steps)

    def _conditions(self, asked: Mapping[str, Any]) -> None:
        """Set one condition (``set``), make a cause present (``cause``), or make all healthy or any (``all``); begin anew."""
        if not self.conditioned:
            raise RefusedError("this model has no conditions")
        match dict(asked):
            case {"set": str(text)}:
                change: Callable[[], Surroundings] = partial(self.around.put, text)
            case {"cause": str(word)}:
                change = partial(self.around.with_cause, word)
            case {"heal": str(name)}:
                change = partial(self.around.without, name)
            case {"all": "healthy"}:
                change = partial(Surroundings, {})
            case {"all": "any"}:
                change = Surroundings
            case _:
                raise RefusedError("there is no such question")
        try:
            self._enter(change())
        except SettingError as error:
            raise RefusedError(str(error)) from None

    def _refuse_long(self) -> None:
        if len(self._session.steps) >= MOST_STEPS:
            raise RefusedError(f"the run has {MOST_STEPS:,} steps: go back, or begin anew")

    def _now(self) -> Mapping[str, Any]:
        session = self._session
        state = dict(session.migration.state)
        steps = verdict_steps(session.steps, self._model)
        drawn = sequence(
            self._model,
            [Happening(s.command, s.time_s, s.changed) for s in steps],
            "",
            locations=self.suite.locations,
            receivers=self._receivers,
        )
        values = self._model.values
        return {
            "steps": [step_to_json(s) for s in steps],
            "here": {
                "values": state,
                "blocked": {name: [list(p) for p in pairs] for name, pairs in self._explainer.blocked(state).items()},
                "wait": session.migration.longest_delay(),
            },
            "before": _before(state, steps[-1].changed) if steps else None,
            "time_s": session.time,
            "ended": session.ended,
            "broken": [name for name, formula in self._invariants.items() if not evaluate(formula, state, values)],
            "sequence": sequence_to_json(drawn),
            "faults": [c.name for c in self._model.commands if c.fault is not None],
            "around": self.around.to_json(),
        }


def _before(state: Mapping[str, Value], changed: Mapping[str, tuple[Value, Value]]) -> Mapping[str, Value]:
    return {**state, **{name: before for name, (before, _) in changed.items()}}
