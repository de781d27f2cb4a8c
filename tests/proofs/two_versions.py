"""Two versions of a random model, and what only one of them can do: by trying everything, in parts of a tick, with dictionaries.

Nothing is shared with the comparison: both versions are stepped side by side by the tests' own interpreter, in seconds where all
times are multiples of six, so that delays of a half, a third and a sixth of a tick are tried. Four clocks need fifths of a tick
to stand in any order between two ticks (Göllü, Puri, Varaiya 1994); sixths are finer.
"""

import json
from collections import deque
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from random_models import UNIT, cases
from reference import State, successors
from vmotion_model.language import ELAPSE, Model, ModelError, evaluate, from_json, to_json
from vmotion_model.language.ticks import time_constants

Draw = Callable[[st.SearchStrategy[Any]], Any]
LONGEST = 2 * UNIT
"""No clock of a random model is compared with more."""


class TooLargeError(Exception):
    """More pairs of states than a test has time for."""


def own_runs(before: Model, after: Model, most: int) -> tuple[bool, bool]:
    """Whether ``after`` has a run that ``before`` does not have, and the other way round."""
    longest = max([LONGEST, *time_constants(before), *time_constants(after)])
    start: tuple[State, State] = (dict(before.initial), dict(after.initial))
    seen = {_key(start)}
    waiting = deque([start])
    adds = removes = False
    while waiting and not (adds and removes):
        old, new = waiting.popleft()
        mine, yours = (_steps(m, s, longest) for m, s in ((before, old), (after, new)))
        adds |= bool(yours.keys() - mine.keys())
        removes |= bool(mine.keys() - yours.keys())
        for label in mine.keys() & yours.keys():
            pair = (mine[label], yours[label])
            if _key(pair) not in seen:
                seen.add(_key(pair))
                waiting.append(pair)
        if len(seen) > most:
            raise TooLargeError
    return adds, removes


def _key(pair: tuple[State, State]) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(state.values()) for state in pair)


def _steps(model: Model, state: State, longest: int) -> dict[str, State]:
    found = dict(successors(model, state, 1, longest))
    if not any(evaluate(c.active, state, model.values) for c in model.clocks if c.active is not None):
        # Time passes where no clock runs, too; it changes nothing.
        found[ELAPSE] = state
    history = {v.name for v in model.variables if v.owner == "history"}
    return {label: after | dict.fromkeys(history, 0) for label, after in found.items()}


@st.composite
def versions(draw: Draw, clocks: bool) -> tuple[Model, Model]:
    """A random model and what one to three edits make of it."""
    before = draw(cases(clocks)).model
    data = json.loads(json.dumps(to_json(before)))
    for _ in range(draw(st.integers(1, 3))):
        kinds = [*EDITS, *(TIMED_EDITS if clocks else ())]
        draw(st.sampled_from(kinds))(draw, data)
    try:
        return before, from_json(data)
    except ModelError:
        # An edit that the language refuses: another copy of the model is no change.
        return before, from_json(to_json(before))


def _command(draw: Draw, data: Any) -> Any:
    return draw(st.sampled_from(data["commands"])) if data["commands"] else {"guard": {}, "effect": {}, "role": ""}


def drop_guard(draw: Draw, data: Any) -> None:
    guard = _command(draw, data)["guard"]
    if guard:
        del guard[draw(st.sampled_from(sorted(guard)))]


def borrow_guard(draw: Draw, data: Any) -> None:
    command = _command(draw, data)
    others = [g for c in data["commands"] if c["role"] == command["role"] for g in c["guard"].values()]
    if others:
        command["guard"]["borrowed"] = draw(st.sampled_from(others))


def drop_effect(draw: Draw, data: Any) -> None:
    effect = _command(draw, data)["effect"]
    if effect:
        del effect[draw(st.sampled_from(sorted(effect)))]


def borrow_effect(draw: Draw, data: Any) -> None:
    command = _command(draw, data)
    others = [e for c in data["commands"] if c["role"] == command["role"] for e in c["effect"].items()]
    if others:
        name, update = draw(st.sampled_from(others))
        command["effect"][name] = update


def drop_command(draw: Draw, data: Any) -> None:
    if len(data["commands"]) > 1:
        command = _command(draw, data)
        data["commands"].remove(command)
        for deadline in data.get("deadlines", []):
            deadline["handlers"] = [h for h in deadline["handlers"] if h != command["name"]]


def add_command(draw: Draw, data: Any) -> None:
    command = json.loads(json.dumps(_command(draw, data)))
    if command["role"]:
        command["name"] = f"more{len(data['commands'])}"
        data["commands"].append(command)


def other_start(draw: Draw, data: Any) -> None:
    var = draw(st.sampled_from(data["variables"]))
    kind = var["type"]
    if "boolean" in kind:
        var["initial"] = not var["initial"]
    elif "members" in kind:
        var["initial"] = draw(st.sampled_from(kind["members"]))


def other_constant(draw: Draw, data: Any) -> None:
    data["constants"][0]["value"] = UNIT * draw(st.integers(1, 2))


def deadline(draw: Draw, data: Any) -> None:
    clocks = [v["name"] for v in data["variables"] if "clock" in v["type"]]
    name = draw(st.sampled_from(clocks))
    rest = [d for d in data.get("deadlines", []) if d["clock"] != name]
    limit = draw(st.sampled_from([None, str(UNIT), str(2 * UNIT)]))
    data["deadlines"] = rest if limit is None else [*rest, {"clock": name, "limit": limit, "handlers": []}]


def activity(draw: Draw, data: Any) -> None:
    clock = draw(st.sampled_from([v for v in data["variables"] if "clock" in v["type"]]))
    clock["active"] = draw(st.sampled_from(["True", f"not ({clock['active']})", "flag"]))


def reset(draw: Draw, data: Any) -> None:
    clock = draw(st.sampled_from([v for v in data["variables"] if "clock" in v["type"]]))
    own = [c for c in data["commands"] if c["role"] == clock["owner"]]
    if own:
        effect = draw(st.sampled_from(own))["effect"]
        if effect.pop(clock["name"], None) is None:
            effect[clock["name"]] = "0"


def moment(draw: Draw, data: Any) -> None:
    clock = draw(st.sampled_from([v for v in data["variables"] if "clock" in v["type"]]))
    own = [c for c in data["commands"] if c["role"] == clock["owner"]]
    if own:
        bound, sign = draw(st.sampled_from([0, UNIT, 2 * UNIT])), draw(st.sampled_from(["<=", ">=", "=="]))
        draw(st.sampled_from(own))["guard"]["time"] = f"{clock['name']} {sign} {bound}"


EDITS = (
    drop_guard,
    borrow_guard,
    drop_effect,
    borrow_effect,
    drop_command,
    add_command,
    other_start,
    other_constant,
)
TIMED_EDITS = (deadline, activity, reset, moment, deadline, activity, reset, moment)
