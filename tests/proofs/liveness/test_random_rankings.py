"""The rule itself: a ranking that meets all its obligations leaves no fair run that waits for ever.

Rankings are drawn at random, most of them wrong; the obligations are evaluated over all states by the interpreter of the
tests, and Z3's answers to the queries of a certificate are held against that.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
import z3
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from proofs.leads_to import ID, Asked, Shape, ladders, questions, shapes, some_fair_run, space_of, waiting_states
from reference import Key, Space
from vmotion_model.language import ELAPSE, Expr, Model, Value, evaluate
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.ranking import OUTSIDE, Level, Ranking, Reason, Response, Rule, allowed
from vmotion_proofs.evidence.response_claim import Claim, claim_of
from vmotion_proofs.liveness.find_ranking import find_ranking
from vmotion_proofs.liveness.untimed_states import abstract_of
from vmotion_specs.assumptions import Fairness

Draw = Callable[[st.SearchStrategy[Any]], Any]


def meets_its_duties(model: Model, seen: Space, response: Response) -> bool:
    """Whether every triple of every duty holds in every reachable state and of every step from it."""
    obligations = response.obligations(model, ID)

    def ranked(key: Key) -> dict[str, Value]:
        state = seen.state(key)
        for duty in obligations:
            for var, definition in duty.rank.definitions:
                state[var.name] = evaluate(definition, state, model.values)
        return state

    states = {key: ranked(key) for key in seen.level}
    old = {o.name: d.name for duty in obligations for o, d in zip(duty.rank.old, duty.rank.digits, strict=True)}
    for triple in (t for duty in obligations for triples in duty.questions.values() for t in triples):
        for key, state in states.items():
            if not evaluate(triple.before, state, model.values):
                continue
            if triple.steps is None:
                if not evaluate(triple.after, state, model.values):
                    return False
                continue
            for name, after in seen.steps[key].items():
                if name not in triple.steps:
                    continue
                following = {**states[after], **{o: state[d] for o, d in old.items()}}
                if not evaluate(triple.after, following, model.values):
                    return False
    return True


def accepted_by_z3(certificate: Certificate) -> bool:
    """Whether Z3 answers every query as a proof wants."""
    asserts = "".join(f"(assert {q.assertion})\n" for q in certificate.queries)
    context = z3.Context()
    formulas = z3.parse_smt2_string(certificate.declarations + asserts, ctx=context)
    solver = z3.SolverFor("QF_LIRA", context)
    for number, query in enumerate(certificate.queries):
        solver.push()
        solver.add(formulas[number])
        # A place that no step leads anywhere from makes "some step can happen" fail; that is no duty of the ranking.
        if query.expected == "unsat" and solver.check() != z3.unsat:
            return False
        solver.pop()
    return True


@st.composite
def rankings(draw: Draw, shape: Shape, fairness: Fairness, depth: int = 2) -> Ranking:
    """A rank, or none, for every place, and reasons of every kind that is assumed."""
    reasons = [
        *((Reason.WEAK, n) for n in (*fairness.weak, *fairness.strong)),
        *((Reason.STRONG, n) for n in fairness.strong if depth),
        *((Reason.RECURRING, str(i)) for i in range(len(fairness.recurring))),
        *((Reason.DEADLINE, d.clock) for d in shape.model.deadlines),
    ]
    levels = []
    for reason, name in draw(st.lists(st.sampled_from(reasons), max_size=3)) if reasons else ():
        between = draw(rankings(shape, fairness, depth - 1)) if reason is Reason.STRONG else None
        levels.append(Level(reason, name, between))
    rules = []
    for place in range(shape.size):
        rank = draw(st.integers(OUTSIDE, len(levels) - 1))
        rules.append(Rule(shape.among(place), rank))
    return Ranking(tuple(rules), tuple(levels))


@st.composite
def altered(draw: Draw, shape: Shape, claim: Claim, found: Ranking) -> Ranking:
    """A ranking that was found, with one thing about it changed: a label, a rule, a reason, what lies in between."""
    fresh = draw(rankings(shape, claim.fairness))
    rules, levels = list(found.rules), list(found.levels)
    match draw(st.sampled_from(["label", "drop", "level", "between"])):
        case "label" if rules:
            at = draw(st.integers(0, len(rules) - 1))
            rules[at] = replace(rules[at], rank=draw(st.integers(OUTSIDE, len(levels) - 1)))
        case "drop" if rules:
            del rules[draw(st.integers(0, len(rules) - 1))]
        case "level" if levels and fresh.levels:
            levels[draw(st.integers(0, len(levels) - 1))] = draw(st.sampled_from(fresh.levels))
        case "between":
            strong = [i for i, level in enumerate(levels) if level.between is not None]
            if strong:
                at = draw(st.sampled_from(strong))
                between = levels[at].between
                assert between is not None
                levels[at] = replace(levels[at], between=draw(altered(shape, claim, between)))
    return Ranking(tuple(rules), tuple(levels))


@st.composite
def cases(draw: Draw, with_clock: bool) -> tuple[Shape, Claim, Ranking]:
    """A graph, a claim, and a ranking: drawn, or found for the same claim under other assumptions and perhaps altered."""
    if not with_clock and draw(st.integers(0, 2)) == 0:
        shape, item = draw(ladders())
    else:
        shape = draw(shapes(with_clock, most=3))
        item = draw(questions(shape))
    claim = claim_of(shape.model, item)
    kind = draw(st.sampled_from(["drawn", "found", "altered", "altered"]))
    if kind == "drawn":
        return shape, claim, draw(rankings(shape, claim.fairness))
    # Any step may be called fair and any one finite while the ranking is looked for.
    strong = tuple(n for n in shape.commands if draw(st.booleans()))
    generous = Fairness(
        tuple(n for n in shape.commands if n not in strong),
        tuple(n for n in strong if n not in claim.fairness.finite),
        claim.fairness.finite,
        claim.fairness.recurring,
    )
    other = draw(st.sampled_from([claim, replace(claim, fairness=generous)]))
    found = find_ranking(abstract_of(Asked.of(shape.model, item).graph), other)
    if found is None:
        found = draw(rankings(shape, claim.fairness))
    return shape, claim, (draw(altered(shape, claim, found)) if kind == "altered" else found)


def nested(ranking: Ranking) -> bool:
    return any(b.between is not None and b.between.levels for b in ranking.levels)


@pytest.mark.parametrize("number", [150, pytest.param(400, marks=pytest.mark.random)])
@pytest.mark.parametrize("with_clock", [False, True], ids=["untimed", "timed"])
def test_a_ranking_that_meets_its_duties_leaves_no_fair_run(with_clock: bool, number: int) -> None:
    tally: Counter[str] = Counter()

    @settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases(with_clock))
    def hold(case: tuple[Shape, Claim, Ranking]) -> None:
        shape, claim, ranking = case
        model = shape.model
        if allowed(model, ranking, claim.fairness) is not None:
            tally["not allowed"] += 1
            return
        seen = space_of(model)
        states = waiting_states(model, seen, claim.premise, claim.goal)
        assume(0 < len(states) <= 10)
        response = Response(claim.premise, claim.goal, claim.fairness, ranking)
        meets = meets_its_duties(model, seen, response)
        if meets:
            assert not some_fair_run(model, seen, states, claim.fairness), "the rule is unsound"
        # Every fourth of them: Z3 takes most of the time.
        if tally["judged"] % 4 == 0:
            invariant: Expr[bool] = shape.among(*{int(seen.state(k)["at"]) for k in seen.level})
            accepted = accepted_by_z3(Certificate(model, (invariant,), {}, {ID: response}))
            if with_clock:
                # Dense time has more states than ticks, and the invariant says nothing of clocks.
                assert meets or not accepted, "accepted, although a state breaks a duty"
            else:
                assert accepted == meets
        tally["judged"] += 1
        tally["meets" if meets else "breaks"] += 1
        tally["meets, nested"] += meets and nested(ranking)
        tally["breaks, nested"] += not meets and nested(ranking)
        for level in ranking.levels if meets else ():
            tally[level.reason] += 1

    hold()
    # One of twelve meets them, give or take.
    assert tally["meets"] >= number // 40, tally
    assert tally["breaks"] >= number // 20, tally
    wanted = [Reason.WEAK, Reason.RECURRING, *([Reason.DEADLINE] if with_clock else [Reason.STRONG])]
    assert all(tally[r] >= number // 200 for r in wanted), tally
    if not with_clock:
        assert tally["meets, nested"] >= number // 100, tally
        assert tally["breaks, nested"] >= number // 100, tally


def test_an_unsound_rule_would_be_seen() -> None:
    """The check above has teeth: a duty left out lets a wrong ranking through, and the brute force finds the run."""
    shape = Shape(3, {"go": {0: 1}, "back": {1: 0}, "leave": {1: 2}})
    model = shape.model
    fairness = Fairness(("go",), ("leave",), frozenset(), ())
    claim = Claim(shape.among(0), shape.among(2), fairness)
    # In between, at 0, ``go`` leads to 1: right. That 1 must be left in the end is what strong fairness says.
    between = Ranking((Rule(shape.among(0), 0),), (Level(Reason.WEAK, "go"),))
    right = Ranking((Rule(shape.among(0, 1), 0),), (Level(Reason.STRONG, "leave", between),))
    seen = space_of(model)
    states = waiting_states(model, seen, claim.premise, claim.goal)
    assert meets_its_duties(model, seen, Response(claim.premise, claim.goal, fairness, right))
    assert not some_fair_run(model, seen, states, fairness)
    # Without fairness of ``go`` the run waits at 0; the ranking in between has no reason left.
    empty: Mapping[str, Ranking] = {
        "no rank in between": Ranking((), ()),
        "a rank in between for another place": Ranking((Rule(shape.among(1), 0),), (Level(Reason.WEAK, "leave"),)),
    }
    for what, ranking in empty.items():
        wrong = Ranking(right.rules, (Level(Reason.STRONG, "leave", ranking),))
        assert not meets_its_duties(model, seen, Response(claim.premise, claim.goal, fairness, wrong)), what
    assert some_fair_run(model, seen, states, Fairness((), ("leave",), frozenset(), ()))
    assert ELAPSE not in seen.steps[next(iter(seen.steps))]
