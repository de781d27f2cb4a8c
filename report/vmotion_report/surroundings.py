"""The conditions under which a live run is made: set one by one, or by naming a cause, as an administrator would."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from vmotion_model.common.errors import VmotionError
from vmotion_model.language import Boolean, Enumeration, Integer, Model, Value, nearest
from vmotion_model.protocol.conditioned import environment, healthy, present, why_not
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS
from vmotion_model.protocol.conditions.contradictions import contradiction
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.names_of_causes import causes_called, names_of
from vmotion_model.protocol.conditions.setting import OPEN, ConditionsError, needs_value, read_setting, shown_value


class SettingError(VmotionError):
    """What was asked is no condition, no value of one, or no cause; the message says what would be."""


@dataclass(frozen=True)
class Surroundings:
    """Values of conditions, those that are not named being healthy; ``values`` None: any environment, failures need no cause."""

    values: Mapping[str, Value] | None = None

    def put(self, text: str) -> Self:
        """With one more setting, ``name=value``. Raises ``SettingError``."""
        try:
            name, value = read_setting(text)
        except ConditionsError as error:
            raise SettingError(str(error)) from None
        if value is OPEN:
            raise SettingError(needs_value(name, "a run"))
        return self._with({**(self.values or {}), name: value})

    def without(self, name: str) -> Self:
        """With this condition healthy again. Raises ``SettingError`` where that contradicts another one."""
        return self._with({n: v for n, v in (self.values or {}).items() if n != name})

    def with_cause(self, word: str) -> Self:
        """With the smallest departure from healthy conditions that makes a cause present. Raises ``SettingError``."""
        called = causes_called(word, CAUSES)
        if not called:
            raise SettingError(f"no cause is called {word!r}; {nearest(word, names_of(CAUSES))}")
        if len(called) > 1:
            raise SettingError(f"{word!r} means several causes: choose one of {', '.join(c.name for c in called)}")
        return self._with({**(self.values or {}), **example(called[0], healthy(), CAUSES)})

    def _with(self, values: Mapping[str, Value]) -> Self:
        if wrong := contradiction(values, healthy()):
            raise SettingError(f"{wrong.message}; change the other one first")
        return type(self)(values)

    def model(self, unconditioned: Model) -> Model:
        """The protocol here; in any environment it is ``unconditioned``."""
        return unconditioned if self.values is None else environment(self.values, whole=True)

    def why(self, command: str, label: str, _state: Mapping[str, Value]) -> str:
        """Which causes decide that a conjunct fails; "" where none does."""
        return "" if self.values is None else why_not(command, (label,), self.values)

    def to_json(self) -> Mapping[str, Any]:
        """What is set (None: any environment), and the causes that are present."""
        if self.values is None:
            return {"set": None, "causes": []}
        there = present({**healthy(), **self.values})
        return {
            "set": {n: shown_value(v) for n, v in self.values.items()},
            "causes": [{"name": c.name, "says": c.description} for c in there],
        }


def choices() -> Mapping[str, Any]:
    """The conditions that can be set, and the names of the causes."""
    return {
        "conditions": [
            {
                "name": c.name,
                "title": c.var.description,
                "healthy": shown_value(c.var.initial),
                "unit": c.unit,
                **_values(c.var.type),
            }
            for c in CONDITIONS
        ],
        "causes": [
            {"name": c.name, "failure": c.failure, "title": c.description, "words": list(c.words)} for c in CAUSES
        ],
    }


def _values(kind: object) -> Mapping[str, Any]:
    match kind:
        case Boolean():
            return {"values": ["true", "false"]}
        case Enumeration(members=members):
            return {"values": list(members)}
        case Integer(low=low, high=high):
            return {"low": low, "high": high}
        case _:
            return {}
