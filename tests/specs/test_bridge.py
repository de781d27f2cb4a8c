"""The bridge between protocol and convergence theory: what the protocol assumes of a round is what a theorem proves."""

from vmotion_model.language import Const, substitute
from vmotion_model.language.expressions import is_literal
from vmotion_model.precopy.contract import CONTRACT, Remaining, justification
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.state import source
from vmotion_model.protocol.vocabulary import Source

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
        assert justification(after) in vmotion().command[name].fact


def test_where_no_theorem_applies_the_failure_edge_exists() -> None:
    (never,) = (a for a in CONTRACT if a.failure)
    (command,) = (c for c in vmotion().commands if never.failure in c.failures)
    assert command.fault is not None
    assert never.before.value in repr(command.guard["rounds do not shrink"])
