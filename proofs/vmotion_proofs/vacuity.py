"""Why a property passes: runs that reach its premise. An invariant whose premise no run reaches says nothing."""

from collections.abc import Mapping, Sequence

from vmotion_model.language import TRUE, Model, negate
from vmotion_model.language.expressions import same
from vmotion_specs.properties import Property

from .explore import explore
from .options import Options
from .verdicts import Run


def premise_runs(model: Model, invariants: Sequence[Property], options: Options) -> Mapping[str, Run]:
    """A shortest run to the premise of each invariant (the empty run where the premise is always true).

    A property that is missing from the result is vacuous, if the search was complete.
    """
    wanted = {p.id: negate(p.premise) for p in invariants if not same(p.premise, TRUE)}
    runs: dict[str, Run] = {p.id: Run(()) for p in invariants if p.id not in wanted}
    if wanted:
        explored = explore(model, wanted, options, options.seconds, stop_early=True)
        for name in wanted:
            run = explored.run(name)
            if run is not None:
                runs[name] = run
    return runs
