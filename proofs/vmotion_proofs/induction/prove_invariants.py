"""An inductive proof of several properties at once: lemmas from an older certificate, discovery, and what is really needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, Stage
from vmotion_model.language import Expr, Model
from vmotion_model.language.expressions import same
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.transition_system import system_of
from vmotion_proofs.search.breadth_first import Search
from vmotion_proofs.search.reachable_states import Reachable

from .clock_lemmas import agreeing_clocks, clock_lemmas, clock_orders
from .find_lemmas import Discovery, Stuck
from .houdini import Lemmas


def prove_from_search(
    model: Model,
    goals: Mapping[str, Expr[bool]],
    found: Search,
    reachable: Reachable,
    candidates: Sequence[Expr[bool]],
    budget: Budget,
    report: Report,
) -> Certificate | Stuck:
    """A certificate for all ``goals``, which no state of the complete search ``found`` breaks.

    ``candidates`` are lemmas that no state breaks either; others come from ``reachable`` as they are needed. Raises
    ``GaveUpError``.
    """
    guesses = list(agreeing_clocks(model, found, budget))

    def closing(done: int, of: int) -> None:
        report(Stage("proving by induction: lemmas closed", done, of))

    clocks = list(clock_lemmas(model))
    clocks += _kept(model, clocks, clock_orders(model, found, budget), budget)
    while True:
        discovery = Discovery(system_of(model), reachable, budget)
        stuck = discovery.close([*clocks, *guesses, *goals.values(), *candidates], closing)
        if stuck is None:
            return Certificate(model, tuple(discovery.goals), dict(goals))
        if not any(same(g, stuck.goal) for g in guesses):
            return stuck
        guesses = [g for g in guesses if not same(g, stuck.goal)]


def _kept(
    model: Model, known: Sequence[Expr[bool]], guesses: Iterable[Expr[bool]], budget: Budget
) -> Sequence[Expr[bool]]:
    """The guesses that are inductive together with what is known: a guess must never stop a proof."""
    lemmas = Lemmas(system_of(model), [*known, *guesses], budget)
    first = len({lemma.key for lemma in known})
    return [lemmas.lemmas[i] for i in sorted(lemmas.inductive(lemmas.initially())) if i >= first]


def prove_from_lemmas(
    model: Model,
    goals: Mapping[str, Expr[bool]],
    candidates: Sequence[Expr[bool]],
    budget: Budget,
    report: Report,
    *,
    most_lost: int | None = None,
    shrink: bool = True,
    given: tuple[Expr[bool], ...] = (),
) -> Certificate | None:
    """A certificate for those ``goals`` that the largest inductive subset of ``candidates`` and goals holds; None for none.

    For models that were not searched completely. None, too, as soon as more than ``most_lost`` of the goals have fallen. With
    ``shrink`` lemmas that no goal needs are left out. What is ``given`` holds in every reachable state, which another certificate
    shows. Raises ``GaveUpError``.
    """
    lemmas = Lemmas(system_of(model), [*candidates, *goals.values()], budget, given)
    wanted = {lemmas.number[goal.key] for goal in goals.values()}

    def hopeless(live: set[int]) -> bool:
        return most_lost is not None and len(wanted - live) > most_lost

    def cutting(done: int, of: int) -> None:
        report(Stage("cutting lemmas down to an inductive set", done, of))

    live = lemmas.inductive(lemmas.initially(), cutting, hopeless)
    kept = {name: goal for name, goal in goals.items() if lemmas.number[goal.key] in live}
    if not kept:
        return None
    if shrink:
        return replace(_certificate(model, kept, lemmas, live, report), given=given)
    return Certificate(model, tuple(lemmas.lemmas[i] for i in sorted(live)), kept, given=given)


def minimal(certificate: Certificate, budget: Budget, report: Report) -> Certificate:
    """The certificate without the lemmas that no property needs. Raises ``GaveUpError``."""
    lemmas = Lemmas(system_of(certificate.model), certificate.lemmas, budget)
    every = set(range(len(lemmas.lemmas)))
    return _certificate(certificate.model, certificate.properties, lemmas, every, report)


def _certificate(
    model: Model, goals: Mapping[str, Expr[bool]], lemmas: Lemmas, live: set[int], report: Report
) -> Certificate:
    def shrinking(done: int, of: int) -> None:
        report(Stage("looking for what each lemma needs", done, of))

    needed = lemmas.needed((lemmas.number[goal.key] for goal in goals.values()), live, shrinking)
    return Certificate(model, tuple(lemmas.lemmas[i] for i in sorted(needed)), dict(goals))
