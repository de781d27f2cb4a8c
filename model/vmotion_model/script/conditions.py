"""The conditions that a script sets: which model it runs on, so they are read before its steps.

Only the protocol as it ships has conditions. What is not set is healthy, as with ``vmotion simulate --set``.
"""

from collections.abc import Mapping, Sequence

from vmotion_model.language import Model, Value, digest
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditioned import environment, healthy
from vmotion_model.protocol.conditions import CONDITIONS
from vmotion_model.protocol.conditions.contradictions import contradiction
from vmotion_model.protocol.conditions.setting import OPEN, ConditionsError, needs_value, read_setting, settings

from .statements import SET, ScriptError, Setting


def conditions_of(
    script: str, found: Sequence[Setting], given: Mapping[str, Value] | None
) -> Mapping[str, Value] | None:
    """What the lines of a script set, and over that what is ``given`` from outside; None where nothing is.

    Raises ``ScriptError`` where there is no such condition, its value does not fit, is open or one of two, or
    contradicts another.
    """
    if not found:
        return given
    values: dict[str, Value] = {}
    for setting in found:
        try:
            name, value = read_setting(setting.text)
        except ConditionsError as error:
            raise ScriptError(script, str(error), setting.line, setting.column) from None
        if value is OPEN:
            raise ScriptError(script, needs_value(name, "a run"), setting.line, setting.column)
        if values.setdefault(name, value) != value:
            message = f"{name} is set twice, with different values: leave one out"
            raise ScriptError(script, message, setting.line, setting.column)
    together = values | dict(given or {})
    if wrong := contradiction(together, healthy()):
        line = max((s.line for s in found if read_setting(s.text)[0] in wrong.names), default=None)
        raise ScriptError(script, wrong.message, line)
    return together


def model_under(script: str, model: Model, values: Mapping[str, Value], line: int | None) -> Model:
    """The protocol under these conditions, whole: a step that is not possible there is refused with its causes.

    Raises ``ScriptError`` where ``model`` is not the protocol as it ships: what conditions would mean there is not known.
    """
    if digest(model) != digest(vmotion()):
        raise ScriptError(
            script, f"{SET!r} gives conditions of the protocol as it ships; this is another model, which has none", line
        )
    return environment(values, whole=True)


def condition_lines(values: Mapping[str, Value] | None) -> list[str]:
    """The lines of a script that set these conditions; none for any environment (None)."""
    if values is None:
        return []
    if values:
        return [f"{SET} {setting}" for setting in settings(values)]
    # That everything is healthy is said by setting one condition that is.
    first = CONDITIONS[0]
    return [f"{SET} {settings({first.name: first.var.initial})[0]}  # healthy, as is all that is not set"]
