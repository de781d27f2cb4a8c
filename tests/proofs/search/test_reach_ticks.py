"""A demand whose time is finer than the model's own is followed in the tick in which it was found."""

from proofs.small import timed_lock
from vmotion_model.language import lift
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.demands import reach
from vmotion_specs.properties import Property, PropertyKind


def test_a_demand_between_two_ticks_of_the_model_is_proved() -> None:
    # The model's only time is 30 s; 10 s are reached by waiting 10 s, which is no multiple of 30.
    model = timed_lock(limit=30)
    item = Property("R", "held for 10 s", model.variable["holder.age"] >= lift(10), kind=PropertyKind.REACHABLE)
    answer = reach(model, item, Options())

    assert answer.verdict is Verdict.PROVED
    assert answer.run is not None
    assert answer.run.steps[-1].time_s == 10
