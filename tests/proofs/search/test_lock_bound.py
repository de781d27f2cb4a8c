"""The config lock is bounded in seconds: proved by induction in dense time, and no smaller bound holds."""

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import silent
from vmotion_model.language import Model, evaluate
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_proofs.certifying.checked_certificate import check_certificate
from vmotion_proofs.induction.clock_lemmas import clock_lemmas
from vmotion_proofs.induction.prove_invariants import prove_from_lemmas
from vmotion_proofs.results.replay import final, followed
from vmotion_specs.lock_bound import BATCHES, LockBound, lock_bound, longest_run

# Hand-made: 90 s until the source is started, 90 s to each acknowledgement and one more to the stun, 100 s of switchover.
SECONDS = {0: 280, 1: 370, 2: 460, 3: 550}


def proved(bound: LockBound) -> set[str]:
    certificate = prove_from_lemmas(
        bound.model, bound.bounds, [*clock_lemmas(bound.model), *bound.lemmas], Budget(), silent
    )
    if certificate is None:
        return set()
    checked = check_certificate(certificate)
    return {name for name in certificate.properties if checked.proves(name)}


def test_both_solvers_accept_the_bound_for_every_number_of_batches() -> None:
    assert proved(lock_bound()) == {f"L2b.{n}" for n in range(BATCHES + 1)}


def test_the_bound_is_what_is_counted_by_hand() -> None:
    bound = lock_bound()
    for batches, seconds in SECONDS.items():
        at = {"observed.batches": batches, "observed.locked": seconds}
        assert evaluate(bound.bounds[f"L2b.{batches}"], at, bound.model.values)
        assert not evaluate(bound.bounds[f"L2b.{batches}"], {**at, "observed.locked": seconds + 1}, bound.model.values)


def test_a_run_takes_as_long_as_the_bound_allows() -> None:
    """With one batch, which reaches the goal at the last moment, and a go that never comes."""
    bound = lock_bound()
    hint = [
        *("request", "admit", "allow_vmotion", "destination_allowed", "compute_specification", "prepare"),
        *("source_prepared", "create", "wait_for_source", "destination_created", "start_source", "elapse 90"),
        *("start_precopy", "send_batch", "receive_batch", "elapse 90", "round_reaches_goal", "elapse 90", "stun"),
        *("elapse 100",),
    ]
    whole = followed(bound.model, hint, LOCATIONS)
    assert whole is not None
    assert evaluate(longest_run(bound, 1), final(bound.model, whole), bound.model.values)
    assert whole.steps[-1].time_s == SECONDS[1]


def test_without_a_re_armed_deadline_the_bound_is_not_proved() -> None:
    """The switchover deadline dropped: nothing ends the wait, and no certificate may say otherwise."""
    model = vmotion()
    kept = tuple(d for d in model.deadlines if d.clock != "source.switchover")
    loose = Model(model.name, model.variables, model.constants, model.commands, kept)
    assert proved(lock_bound(loose)) == set()
