"""Causes that strike late: how a migration ends in which one has, beside the outlook, and which never do.

An outlook also holds of migrations in which none strikes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import HISTORY, Expr, Model, Value, any_of, boolean, if_then, substitute
from vmotion_model.language.expressions import is_literal, lift
from vmotion_model.protocol import LOCATIONS
from vmotion_model.protocol.conditions import CONDITIONS, Cause
from vmotion_model.protocol.conditions.moment import strikes
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.explore import explore
from vmotion_specs.conditions.properties import REACHED, Ending
from vmotion_specs.properties import Observer, observe

_IN_THIS = boolean("observed.struck_in_this", HISTORY, False, "A cause has struck in this migration.")
"""Not in one before: a host that died then may be down still, but it did not strike again."""


def once_struck(
    model: Model, facts: Mapping[str, Value], causes: Sequence[Cause], options: Options
) -> frozenset[Ending]:
    """The ends of migrations in which one of the causes strikes that do not stand; none where none can.

    ``model`` is the protocol under these ``facts``. Raises ``GaveUpError``.
    """
    striking: dict[str, Expr[bool]] = {}
    for cause in causes:
        for name, where in _strikes(model, facts, cause).items():
            striking[name] = any_of(striking[name], where) if name in striking else where
    if not striking:
        return frozenset()
    updates = {name: if_then(where, True, _IN_THIS) for name, where in striking.items()}
    observed = observe(model, (Observer(_IN_THIS, {**updates, "request": False}),))
    wanted = {str(end): ~(reached & _IN_THIS) for end, reached in REACHED.items()}
    explored = explore(observed, wanted, replace(options, locations=LOCATIONS))
    if not explored.complete:
        raise GaveUpError(explored.stopped)
    return frozenset(end for end in REACHED if str(end) in explored.search.violations)


def can_strike(model: Model, facts: Mapping[str, Value], cause: Cause) -> Expr[bool]:
    """The states in which a cause strikes by some step, of the protocol under these ``facts``."""
    ways = _strikes(model, facts, cause).items()
    return any_of(*(model.command[name].enabled & where for name, where in ways))


def _strikes(model: Model, facts: Mapping[str, Value], cause: Cause) -> Mapping[str, Expr[bool]]:
    """The steps by which a cause strikes that is present, each with where it does."""
    fixed = {c.name: lift(facts[c.name], c.var.type) for c in CONDITIONS}
    steps = {name: substitute(strikes(cause, name), fixed) for name in cause.strikes_by if name in model.command}
    return {name: where for name, where in steps.items() if not is_literal(where, False)}
