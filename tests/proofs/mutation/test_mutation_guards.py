"""Which guards a proof needs, on models whose answer is known by hand; coverage agrees with the judge of mutants."""

from proofs.small import Where, mutual_exclusion
from vmotion_model.language import Command, Model
from vmotion_proofs.check.check import check_with_evidence
from vmotion_proofs.mutation.coverage import coverage
from vmotion_proofs.mutation.guards import guards_needed
from vmotion_proofs.mutation.judge import Fate, Judge
from vmotion_proofs.mutation.mutants import drop_guards
from vmotion_proofs.results.options import Options
from vmotion_specs.properties import Property
from vmotion_specs.suites import Suite, bind


def exclusion() -> Suite:
    """With a guard more that does nothing for mutual exclusion: one who waits asks no further."""
    model = mutual_exclusion()
    p, q = model.variable["p.state"], model.variable["q.state"]
    ask = Command("ask_p", "p", {"idle": p == Where.IDLE, "not inside": p != Where.INSIDE}, {p: Where.WAITS})
    commands = tuple(ask if c.name == "ask_p" else c for c in model.commands)
    model = Model(model.name, model.variables, (), commands)
    item = Property("ME", "never both inside", ~((p == Where.INSIDE) & (q == Where.INSIDE)))
    return Suite(model.name, model, lambda m: (bind(m, item, model),), {})


def test_mutual_exclusion_needs_the_lock_and_whoever_leaves_to_have_been_inside() -> None:
    suite = exclusion()
    certificate = check_with_evidence(suite.model, suite.properties, Options()).certificate
    assert certificate is not None
    needs = guards_needed(certificate)

    # Entering needs the free lock; leaving frees it, which only the one inside may do. Asking and waiting matter to nobody.
    free = {(f"enter_{x}", "the lock is free") for x in "pq"}
    inside = {(f"leave_{x}", "inside") for x in "pq"}
    assert needs.guards["ME"] == free | inside
    assert ("ask_p", "not inside") in needs.unneeded
    assert needs.all - needs.unneeded == free | inside


def test_coverage_counts_states_commands_and_deciding_guards() -> None:
    suite = exclusion()
    found = coverage(suite.model, suite.properties, Options())

    # Both idle or waiting: 4 states, lock free; one inside, the other idle or waiting: 2 x 2.
    assert (found.states, found.complete) == (8, True)
    # p is idle in 2 states without and 1 with q inside.
    assert found.commands["ask_p"] == 3
    decides = {(c.command, c.label): c.decides for c in found.conjuncts}
    # p waits while q is inside: one state.
    assert decides["enter_p", "the lock is free"] == 1
    # Where p is idle it is not inside; where it is not inside it may wait (2 states with q out, 1 with q in).
    assert (decides["ask_p", "not inside"], decides["ask_p", "idle"]) == (0, 3)


def test_a_guard_that_never_decides_is_one_whose_loss_is_equivalent() -> None:
    suite = exclusion()
    found = coverage(suite.model, suite.properties, Options())
    judge = Judge(suite)
    idle = {f"drop {c.command}/{c.label}" for c in found.idle_conjuncts}

    assert idle == {m.name for m in drop_guards(suite.model) if judge.judge(m).fate is Fate.EQUIVALENT} != set()
