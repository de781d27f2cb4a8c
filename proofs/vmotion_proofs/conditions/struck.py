"""How a migration ends in which a cause has struck late: beside the outlook, which also holds of those in which none did."""

from dataclasses import replace

from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import HISTORY, Model, boolean, substitute
from vmotion_model.protocol import LOCATIONS
from vmotion_model.protocol.conditions.moment import STRUCK
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.explore import explore
from vmotion_specs.conditions.properties import REACHED, Ending
from vmotion_specs.properties import Observer, observe

_IN_THIS = boolean("observed.struck_in_this", HISTORY, False, "A cause has struck in this migration.")
"""Not in one before: a host that died then may be down still, but it did not strike again."""


def once_struck(model: Model, options: Options) -> frozenset[Ending]:
    """The ends of migrations in which a cause strikes that does not stand; none where none can. Raises ``GaveUpError``."""
    striking = {
        c.name: substitute(c.updates[STRUCK.name], {STRUCK.name: _IN_THIS})
        for c in model.commands
        if STRUCK.name in c.updates
    }
    if not striking:
        return frozenset()
    observed = observe(model, (Observer(_IN_THIS, {**striking, "request": False}),))
    wanted = {str(end): ~(reached & _IN_THIS) for end, reached in REACHED.items()}
    explored = explore(observed, wanted, replace(options, locations=LOCATIONS))
    if not explored.complete:
        raise GaveUpError(explored.stopped)
    return frozenset(end for end in REACHED if str(end) in explored.search.violations)
