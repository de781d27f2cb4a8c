"""How a failure shows: the step that failed first, the last state at work of both VMX, and how the migration ended.

All of it is read off the states in which a migration has ended: history variables keep it along the run, and change nothing else.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import HISTORY, Enumeration, Model, Var, enumeration, if_then
from vmotion_model.language.expressions import Const
from vmotion_model.protocol.conditions.step_groups import HARMLESS
from vmotion_model.protocol.phases import TASK_STEP
from vmotion_model.protocol.state import destination, source, vcenter
from vmotion_model.protocol.vocabulary import Destination, Fault, Source, Task
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.explore import explore
from vmotion_specs.conditions.properties import REACHED
from vmotion_specs.properties import Observer, observe

from .sign import DESTINATION, SOURCE, Sign

_NOTHING = "NOTHING"


def signs_of(model: Model, commands: Collection[str], options: Options) -> tuple[Sign, ...]:
    """Every sign of these commands, each once; there is a run to each. Raises ``GaveUpError`` where the search stopped early."""
    failing = [
        c.name for c in model.commands if c.name in commands and c.name not in HARMLESS and c.fault != Fault.LOSS
    ]
    noticed: Var[Any] = Var("history.noticed", Enumeration("Notice", (_NOTHING, *failing)), HISTORY, _NOTHING)
    at = enumeration("history.noticed_at", HISTORY, Task.IDLE, "Where the task stood.")
    here = enumeration("history.last_source", HISTORY, Source.NONE, "The source VMX's last state at work.")
    there = enumeration(
        "history.last_destination", HISTORY, Destination.NONE, "The destination VMX's last state at work."
    )
    first = noticed == _NOTHING
    observers = (
        Observer(noticed, {"request": _NOTHING, **{n: if_then(first, n, noticed) for n in failing}}),
        Observer(at, {"request": Task.IDLE, **{n: if_then(first, vcenter.state, at) for n in failing}}),
        Observer(here, _last(model, source.state, here, SOURCE)),
        Observer(there, _last(model, destination.state, there, DESTINATION)),
    )
    explored = explore(observe(model, observers), {}, options)
    if not explored.complete:
        raise GaveUpError(explored.stopped)
    found: set[Sign] = set()
    for ending, formula in REACHED.items():
        program, store = explored.search.program, explored.search.store
        ended = program.compile(explored.finite.translate(formula & ~first))(program.block(store.words))
        fields = [program.layout.field[v.name] for v in (noticed, at, here, there)]
        codes = [(store.words[f.word, ended] >> np.uint64(f.shift)) & np.uint64((1 << f.bits) - 1) for f in fields]
        for row in np.unique(np.stack(codes, axis=1), axis=0).tolist():
            command, task, left, right = (str(f.decode(code)) for f, code in zip(fields, row, strict=True))
            found.add(Sign(command, TASK_STEP.get(Task(task)), left, right, ending))
    return tuple(sorted(found, key=lambda s: (s.step or 9, s.command, s.source, s.destination, s.ending)))


def _last(model: Model, state: Var[Any], last: Var[Any], order: Sequence[StrEnum]) -> Mapping[str, object]:
    """By command, the state at work that it leads to, where it leads to one; a request begins anew."""
    led = {c.name: c.updates[state.name] for c in model.commands if state.name in c.updates}
    at_work = {n: new.value for n, new in led.items() if isinstance(new, Const) and new.value in order}
    return {**at_work, "request": last.initial}
