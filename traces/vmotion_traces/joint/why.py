"""Why the model refuses a record: what of the guards fails, and what could have come in its place."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from vmotion_model.common.budget import Budget
from vmotion_model.language import Const, variables_of
from vmotion_model.protocol import LOCATIONS
from vmotion_model.vmx_states import Side, named
from vmotion_traces.events import LoggedOutcome

from .question import Changed, Question, Ran, Stands, Steps, Wrote, first_of
from .search import Walk
from .solve import END, Refused, moves_from
from .untimed_states import Ints, Space, shipped

WHY_SECONDS = 10.0
"""How long it is looked for what forbids a record."""


@lru_cache(maxsize=512)
def why_refused(question: Question, refused: Refused) -> tuple[str, tuple[str, ...]]:
    """The reason in words, and what could have come in place of the record, after those before it."""
    if refused.record == END:
        told = question.end
        other = LoggedOutcome.FAILURE if told is LoggedOutcome.SUCCESS else LoggedOutcome.SUCCESS
        return f"the line tells of {told}, but no run with the other records ends so", (str(other),)
    space = shipped()
    told_by = question.told[refused.record[0]]
    asked = replace(first_of(question, refused.earlier), beyond=refused.record[1] in told_by.gaps)
    walk = Walk(space.all, asked, Budget(WHY_SECONDS))
    _, ended_early = walk.go(stop=False)
    if ended_early:
        return f"no run has it after the records before it; what forbids it there was not decided: {ended_early}", ()
    states = walk.states_at(walk.all_read)
    fact: object = told_by.facts[refused.record[1]]
    match fact:
        case Changed() if told_by.side is not None:
            return _not_changed(space, told_by.side, fact, states), _allowed(space, told_by.side, states)
        case Stands(state=state):
            side = str(told_by.side)
            return f"the {side} cannot be in {state} then; it stands in {_stand(space, side, states)}", ()
        case Steps(side=side, state=state):
            return (
                f"the {side} cannot be on its way to {state} then; it stands in {_stand(space, str(side), states)}",
                (),
            )
        case Wrote(read_only=value):
            return f"{str(value).upper()} is not what the source has last set config.readOnly to", ()
        case Ran():
            at = _stand(space, "destination", states)
            return f"the VM cannot have run on the destination by then: the destination stands in {at}", ()
    raise AssertionError(fact)


def _stand(space: Space, role: str, states: Ints) -> str:
    return " or ".join(space.places[role][int(at)] for at in np.unique(space.at[role][states])) or "no state"


def _allowed(space: Space, side: Side, states: Ints) -> tuple[str, ...]:
    return tuple(
        f"{_name(side, before)} to {_name(side, after)} ({', '.join(names)})"
        for before, after, names in moves_from(space, states, side)
    )


def _name(side: Side, member: str) -> str:
    state = named(side, member)
    return member if state is None else state.name


def _not_changed(space: Space, side: Side, fact: Changed, states: Ints) -> str:
    """For each step that makes this change, what of its guard fails in the states that come nearest to it."""
    at = f"the {side} cannot go from {_name(side, fact.before)} to {_name(side, fact.after)} here"
    places = space.places[side]
    here = states[space.at[side][states] == (places.index(fact.before) if fact.before in places else -1)]
    if not len(states):
        return f"{at}: what the records before show cannot come about while it stands there"
    if not len(here):
        return f"{at}: it stands in {_stand(space, str(side), states)}"
    missing = dict(_missing(space, side, fact.after, here))
    if not missing:
        return f"{at}: no step leads so"
    least = min(len(labels) for labels in missing.values())
    if not least:
        able = " or ".join(name for name, labels in missing.items() if not labels)
        return f"{at} at this time: {able} could do it only after records that come later"
    steps = " or ".join(f"{name} ({'; '.join(labels)})" for name, labels in missing.items() if len(labels) == least)
    return f"{at}; what is missing for {steps}"


def _missing(space: Space, side: Side, after: str, here: Ints) -> list[tuple[str, list[str]]]:
    """The steps of a side to a state, and the fewest conjuncts of its guard that fail in one of these states."""
    program = space.found.program
    block = program.block(space.found.store.words[:, here].copy())
    found: list[tuple[str, list[str]]] = []
    for number, command in enumerate(space.steps):
        leads = command.updates.get(LOCATIONS[side])
        if not space.prints(number, side) or not isinstance(leads, Const) or leads.value != after:
            continue
        holds = {
            label: np.broadcast_to(np.asarray(program.compile(part)(block), dtype=np.bool_), (len(here),))
            for label, part in command.guard.items()
        }
        of_place = [label for label, part in command.guard.items() if variables_of(part).keys() <= {LOCATIONS[side]}]
        if any(not holds[label].any() for label in of_place):
            continue  # a step from elsewhere
        best = int(np.argmax(sum(row.astype(np.int64) for row in holds.values())))
        found.append((command.name, [label for label, row in holds.items() if not row[best]]))
    return found
