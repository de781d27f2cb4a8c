"""How long the config stays locked before the source decides: a bound in seconds that assumes nothing but that time passes.

The protection timer starts with the lock, and anew with pre-copy and with each acknowledged batch; the switchover limit
rules from the stun on. So with n acknowledged batches the source has decided n + 2 protection timers and one switchover limit
after the lock, whatever is lost, whoever crashes, and whatever the others do.
"""

from dataclasses import dataclass
from typing import Any

from vmotion_model.language import HISTORY, Expr, Model, Var, all_of, clock, if_then, integer
from vmotion_model.language.expressions import Add, AtMost, lift
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.state import source
from vmotion_model.protocol.vocabulary import Event, Source

from .properties import Observer, observe

BATCHES = 3
"""Up to how many acknowledged batches the bound is stated; each further one adds one protection timer (S16b)."""

_undecided = source.state.one_of(Source.READY, Source.PRECOPY, Source.CHECKPT, Source.WAIT_HANDSHAKE)
_locked = clock("observed.locked", HISTORY, _undecided, "Time since the config was locked, until the source decides.")
_count = integer("observed.batches", HISTORY, 0, 0, BATCHES + 1, "Batches acknowledged since, counted up to a maximum.")


@dataclass(frozen=True)
class LockBound:
    """The protocol with the time and the batches observed, the bound for each number of batches, and what carries the proof."""

    model: Model
    bounds: dict[str, Expr[bool]]
    lemmas: tuple[Expr[bool], ...]


def lock_bound(model: Model | None = None) -> LockBound:
    """The bound, over any version of the protocol that has the source's clocks."""
    model = model or vmotion()
    more = if_then(AtMost.of(_count, lift(BATCHES)), _count + 1, _count)
    # A batch is acknowledged where the stall clock, history that only properties read, starts anew in pre-copy.
    acknowledged = {
        c.name: more for c in model.commands if "history.stalled" in c.updates and Event.PRECOPY_STARTED not in c.events
    }
    observed = observe(model, (Observer(_locked), Observer(_count, acknowledged, {Event.CONFIG_LOCKED: 0})))
    timer, limit = model.values["protection_timer"], model.values["switchover_limit"]
    own = {name: observed.variable[name] for name in ("source.state", "source.protection", "source.switchover")}
    state, protection, switchover = own["source.state"], own["source.protection"], own["source.switchover"]
    lemmas: list[Expr[bool]] = [
        (state == Source.READY).implies(_at_most(_locked, protection) & (_count == 0)),
        state.one_of(Source.READY, Source.PRECOPY).implies(AtMost.of(protection, lift(timer))),
        state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE).implies(AtMost.of(switchover, lift(limit))),
    ]
    bounds = {}
    for batches in range(BATCHES + 1):
        here = _count == batches
        before_stun = timer * (batches + 1)
        lemmas += [
            (here & (state == Source.PRECOPY)).implies(_at_most(_locked, protection, before_stun)),
            (here & state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE)).implies(
                _at_most(_locked, switchover, before_stun + timer)
            ),
        ]
        bounds[f"L2b.{batches}"] = here.implies(AtMost.of(_locked, lift(before_stun + timer + limit)))
    return LockBound(observed, bounds, tuple(observed.rebind("lock bound", lemma) for lemma in lemmas))


def longest_run(bound: LockBound, batches: int) -> Expr[bool]:
    """That the bound for a number of batches is met exactly: a demand that shows it to be the best."""
    timer, limit = bound.model.values["protection_timer"], bound.model.values["switchover_limit"]
    return all_of(_count == batches, AtMost.of(lift(timer * (batches + 2) + limit), _locked))


def _at_most(left: Var[Any], right: Expr[Any], seconds: int = 0) -> Expr[bool]:
    return AtMost.of(left, Add.of(right, lift(seconds)) if seconds else right)
