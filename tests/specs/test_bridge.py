"""The bridge between protocol and convergence theory: what the protocol assumes of a round is what a theorem proves."""

from vmotion_model.language import Const, substitute
from vmotion_model.language.expressions import is_literal
from vmotion_model.precopy.contract import CONTRACT, ContractStrength, Remaining, justification
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.state import source
from vmotion_model.protocol.vocabulary import Source
from vmotion_specs.assumptions import named
from vmotion_specs.convergence.catalogue import THEOREMS
from vmotion_specs.liveness import CONVERGES, LIVENESS

ROUND = {a for a in CONTRACT if not a.failure}


def steps_of_the_protocol() -> dict[str, set[tuple[Remaining, Remaining]]]:
    """What each command does to the remaining memory while pre-copy goes on, read off guards and effects."""
    found: dict[str, set[tuple[Remaining, Remaining]]] = {}
    for command in vmotion().commands:
        after = command.updates.get("source.remaining")
        stays = "source.state" not in command.updates and command.fault is None
        if after is None or not stays or not isinstance(after, Const):
            continue
        for before in Remaining:
            here: dict[str, Const[str]] = {
                "source.remaining": Const(before.value, source.remaining.type),
                "source.state": Const(Source.PRECOPY.value, source.state.type),
            }
            if not any(is_literal(substitute(g, here), False) for g in command.guard.values()):
                found.setdefault(command.name, set()).add((before, Remaining(str(after.value))))
    return found


def test_every_round_of_the_protocol_is_paid_for_by_a_theorem_and_every_payment_is_used() -> None:
    assumed = {(a.before, a.after) for a in ROUND if a.before is not a.after}
    assert set().union(*steps_of_the_protocol().values()) == assumed


def test_the_commands_name_the_theorems_that_pay_for_them() -> None:
    for name, steps in steps_of_the_protocol().items():
        (after,) = {a for _, a in steps}
        assert justification(after) in vmotion().command[name].citation


def test_where_no_theorem_applies_the_failure_edge_exists() -> None:
    (never,) = (a for a in CONTRACT if a.failure)
    (command,) = (c for c in vmotion().commands if never.failure in c.failures)
    assert command.fault is not None
    assert never.before.value in repr(command.guard["rounds do not shrink"])


def test_liveness_assumes_of_rounds_what_the_theorems_promise_and_no_more() -> None:
    """Only steps that some theorem says to come about may be assumed to, and exactly its theorems are named."""
    promised = {(a.before, a.after): a.theorems for a in ROUND if a.strength is ContractStrength.EVENTUALLY}
    steps = steps_of_the_protocol()
    assert set().union(*(steps[name] for name in named(vmotion(), CONVERGES.strong))) == promised.keys()
    paying = {t for a in ROUND if a.strength is ContractStrength.EVENTUALLY for t in a.theorems}
    assert set(CONVERGES.theorems) == paying
    assert paying <= {t.id for t in THEOREMS}
    assert not CONVERGES.weak
    assert not CONVERGES.finite


def test_no_other_assumption_of_liveness_makes_rounds_end() -> None:
    rounds = set(steps_of_the_protocol())
    others = {a for p in LIVENESS for a in p.assumptions} - {CONVERGES}
    forced = {name for a in others for name in named(vmotion(), (*a.weak, *a.strong, *a.finite))}
    # A first round that ends without the goal may happen; what matters is that nothing but a theorem brings the goal.
    assert named(vmotion(), CONVERGES.strong) == ("round_reaches_goal",)
    assert "round_reaches_goal" in rounds
    assert "round_reaches_goal" not in forced
