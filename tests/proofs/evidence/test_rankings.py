"""A ranking proves what it should, and nothing else: by hand with both solvers, one mistake at a time, and in its file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from proofs.leads_to import ID, LOCATIONS, Asked, Shape, response
from vmotion_model.common.budget import Budget
from vmotion_model.language import SHARED, TRUE, Command, Expr, Model, boolean, integer, lift
from vmotion_proofs.certifying.checked_certificate import Certified, check_certificate, from_file
from vmotion_proofs.check import certificates_on_file, explicit_search
from vmotion_proofs.check.check import check
from vmotion_proofs.evidence.certificate import Certificate, read_certificate
from vmotion_proofs.evidence.ranking import OUTSIDE, Level, Ranking, Reason, Response, Rule
from vmotion_proofs.evidence.response_claim import Claim, claim_of
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.results.options import Options, rankings_beside
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.solving.solvers import SolverAnswers
from vmotion_proofs.solving.symbol_names import variable_symbol
from vmotion_specs.properties import Property

COMMANDS = {
    "go": {0: 1},
    "turn": {1: 2},
    "back": {2: 1},
    "leave": {2: 3},
    "lose": {1: 0},
    "expire": {3: 4},
    "drift": {4: 5},
}
"""One place for each reason: 0 weak, 1 and 2 strong with 1 in between, 3 a deadline, 4 a condition that recurs; 5 is the goal."""
SHAPE = Shape(6, COMMANDS, frozenset({3}), handlers=("expire",))
WAIT = Level(Reason.WEAK, "turn")
LEVELS = (
    Level(Reason.RECURRING, "0"),
    Level(Reason.DEADLINE, "age"),
    Level(Reason.STRONG, "leave", Ranking((Rule(SHAPE.among(1), 0),), (WAIT,))),
    Level(Reason.WEAK, "go"),
)
RULES = tuple(Rule(SHAPE.among(*places), rank) for places, rank in (((4,), 0), ((3,), 1), ((1, 2), 2), ((0,), 3)))
GOOD = Ranking(RULES, LEVELS)


def question(shape: Shape = SHAPE, *, finite: tuple[str, ...] = ("lose",), recurring: bool = True) -> Property:
    """Place 0 leads to the last one."""
    again = (~shape.among(4),) if recurring else ()
    return response(shape.among(0), shape.among(5), ("go", "turn"), ("leave",), finite, again)


def certificate(ranking: Ranking = GOOD, shape: Shape = SHAPE, item: Property | None = None) -> Certificate:
    """A certificate of that ranking; the invariant is that there are no other places."""
    claim = claim_of(shape.model, item or question(shape))
    return Certificate(shape.model, (), {}, {ID: Response(claim.premise, claim.goal, claim.fairness, ranking)})


def reread(made: Certificate, item: Property | None = None) -> Certificate:
    """What a check makes of its file."""
    claims = {ID: claim_of(made.model, item or question())}
    return read_certificate(made.text, made.model, {}, "file", claims)


def with_rule(number: int, rule: Rule) -> Ranking:
    return replace(GOOD, rules=tuple(rule if i == number else r for i, r in enumerate(RULES)))


def with_level(number: int, level: Level) -> Ranking:
    return replace(GOOD, levels=tuple(level if i == number else b for i, b in enumerate(LEVELS)))


def test_both_solvers_accept_a_ranking_with_every_reason() -> None:
    made = certificate()
    assert reread(made).text == made.text
    checked = check_certificate(made)
    assert checked.proves(ID)
    # By hand: a start, a step, and two questions of each of the two rankings.
    assert len(made.queries) == 4 + 2 * 2
    assert Asked.of(SHAPE.model, question()).certificate()[0].responses[ID].ranking.levels


MUTATIONS: Mapping[str, Ranking] = {
    **{f"rule {i} dropped": replace(GOOD, rules=RULES[:i] + RULES[i + 1 :]) for i in range(len(RULES))},
    **{f"rule {i} says outside": with_rule(i, replace(RULES[i], rank=OUTSIDE)) for i in range(len(RULES))},
    **{
        f"ranks {i} and {i + 1} swapped": replace(
            GOOD,
            rules=tuple(replace(r, rank={i: i + 1, i + 1: i}.get(r.rank, r.rank)) for r in RULES),
            levels=(*LEVELS[:i], LEVELS[i + 1], LEVELS[i], *LEVELS[i + 2 :]),
        )
        for i in range(len(LEVELS) - 1)
    },
    "two ranks exchanged, their reasons not": with_rule(0, replace(RULES[0], rank=1)),
    "an earlier rule takes a place from its rank": replace(GOOD, rules=(Rule(SHAPE.among(0), 0), *RULES)),
    "a weak step that leads nowhere": with_level(3, Level(Reason.WEAK, "turn")),
    "a weak step that is possible in some places only": with_level(2, Level(Reason.WEAK, "leave")),
    "a strong step whose places in between lead back": with_level(
        2, Level(Reason.STRONG, "leave", Ranking((Rule(SHAPE.among(1), 0),), (Level(Reason.WEAK, "go"),)))
    ),
    "a strong step with nothing in between": with_level(2, Level(Reason.STRONG, "leave", Ranking((), ()))),
    "a place in between is called outside": with_level(
        2, Level(Reason.STRONG, "leave", Ranking((Rule(SHAPE.among(1), OUTSIDE),), (WAIT,)))
    ),
    "a clock that does not run there": with_level(0, Level(Reason.DEADLINE, "age")),
    "a condition that holds there": with_level(1, Level(Reason.RECURRING, "0")),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_both_solvers_refuse_a_ranking_with_one_mistake(name: str) -> None:
    """Not one of them accepts it: a mistake that one solver alone sees would be luck."""
    made = certificate(MUTATIONS[name])
    checked = check_certificate(made)
    assert not checked.proves(ID)
    for answer in checked.answers:
        assert not answer.failure
        own = [said for q, said in answer.answers.items() if q.startswith("response")]
        assert "sat" in own
        assert "unknown" not in own


CLOCKED = SHAPE.model.variable["age"] >= 1
FORBIDDEN: Mapping[str, tuple[Ranking, Property | None, str]] = {
    "a weak step that is not assumed": (with_level(3, Level(Reason.WEAK, "expire")), None, "not assumed"),
    "a strong step that is weakly fair only": (
        with_level(3, Level(Reason.STRONG, "go", Ranking((), ()))),
        None,
        "not assumed",
    ),
    "a step that there is not": (with_level(3, Level(Reason.WEAK, "fly")), None, "not assumed"),
    "a clock without a deadline": (with_level(1, Level(Reason.DEADLINE, "at")), None, "not assumed"),
    "a condition that is not assumed": (with_level(0, Level(Reason.RECURRING, "1")), None, "not assumed"),
    "no condition is assumed": (GOOD, question(recurring=False), "not assumed"),
    "a strong step without its places in between": (
        with_level(2, Level(Reason.STRONG, "leave")),
        None,
        "was changed",
    ),
    "a step that happens finitely often": (GOOD, question(finite=("lose", "go")), "finitely often"),
    "a strong step that happens finitely often": (GOOD, question(finite=("lose", "leave")), "finitely often"),
    "a rule that reads a clock": (with_rule(1, Rule(SHAPE.among(3) & CLOCKED, 1)), None, "reads a clock"),
    "a rule in between that reads a clock": (
        with_level(2, Level(Reason.STRONG, "leave", Ranking((Rule(CLOCKED, 0),), (WAIT,)))),
        None,
        "reads a clock",
    ),
    "a rank without a level": (replace(GOOD, levels=LEVELS[:3]), None, "no level"),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_file_whose_reasons_are_none_is_refused(name: str) -> None:
    ranking, item, why = FORBIDDEN[name]
    if name == "no condition is assumed" or name.startswith("a condition that"):
        # What is not assumed can't even be printed: the file is one of another claim.
        made = certificate()
        text = made.text if item else made.text.replace("recurring 0", "recurring 1")
        with pytest.raises(CertificateError, match=why):
            read_certificate(text, made.model, {}, "file", {ID: claim_of(made.model, item or question())})
        return
    text = certificate(GOOD).text
    try:
        text = certificate(ranking, item=item).text
    except (AssertionError, KeyError):
        # It can't be printed either; what a liar would write is the comment.
        (good, bad), *_ = [
            (f"{a.reason.value} {a.name}", f"{b.reason.value} {b.name}")
            for a, b in zip(LEVELS, ranking.levels, strict=True)
            if a != b
        ]
        assert good in text
        text = text.replace(good, bad)
    with pytest.raises(CertificateError, match=why):
        read_certificate(text, SHAPE.model, {}, "file", {ID: claim_of(SHAPE.model, item or question())})


def test_a_deadline_whose_clock_is_set_back_is_no_reason() -> None:
    """``touch`` sets the clock back and stays at 3: done again and again it keeps a run there."""
    commands = {**COMMANDS, "touch": {3: 3}}
    shape = Shape(6, commands, frozenset({3}), frozenset({"touch"}), ("expire",))
    again = (~shape.among(4),)

    def item(*finite: str) -> Property:
        return response(shape.among(0), shape.among(5), ("go", "turn"), ("leave",), finite, again)

    assert not check_certificate(certificate(_over(shape), shape, item("lose"))).proves(ID)
    # Finitely often, it is in nobody's way.
    assert check_certificate(certificate(_over(shape), shape, item("lose", "touch"))).proves(ID)
    # A clock that is set back on the way in, or is left without its deadline.
    free = Shape(6, COMMANDS, frozenset({3}))
    made = certificate(_over(free), free, question(free))
    with pytest.raises(CertificateError, match="age, which is not assumed"):
        read_certificate(made.text, free.model, {}, "file", {ID: claim_of(free.model, question(free))})


def test_a_step_that_raises_a_rank_must_happen_finitely_often() -> None:
    assert not check_certificate(certificate(item=question(finite=()))).proves(ID)


def test_a_step_that_happens_finitely_often_must_not_lead_out_of_the_ranks() -> None:
    """``stray`` leads to a place from which nothing leads on: once is enough."""
    shape = Shape(7, {**COMMANDS, "stray": {1: 6}}, frozenset({3}), handlers=("expire",))
    item = response(shape.among(0), shape.among(5), ("go", "turn"), ("leave",), ("lose", "stray"), (~shape.among(4),))
    checked = check_certificate(certificate(_over(shape), shape, item))
    assert not checked.proves(ID)
    assert Asked.of(shape.model, item).certificate()[0].responses == {}


def _over(shape: Shape) -> Ranking:
    """The same ranking over the variables of another graph."""
    between = Ranking((Rule(shape.among(1), 0),), (WAIT,))
    levels = tuple(replace(b, between=between) if b.between is not None else b for b in LEVELS)
    rules = tuple(Rule(shape.among(*p), rank) for p, rank in (((4,), 0), ((3,), 1), ((1, 2), 2), ((0,), 3)))
    return Ranking(rules, levels)


def switched() -> tuple[Model, Property, Ranking]:
    """``go`` needs a switch that is always on, which only an invariant says."""
    at = integer("at", "walker", 0, 0, 1, "")
    on = boolean("on", SHARED, True, "")
    commands = (
        Command("go", "walker", {"here": at == 0, "on": on}, {at: 1}),
        Command("off", "walker", {"there": at == 1, "off": ~on}, {on: False}),
    )
    ranking = Ranking((Rule(at == 0, 0),), (Level(Reason.WEAK, "go"),))
    return Model("switched", (at, on), (), commands), response(at == 0, at == 1, ("go",)), ranking


def test_a_ranking_rests_on_an_invariant_that_holds() -> None:
    model, item, ranking = switched()
    claim = claim_of(model, item)
    answer = {ID: Response(claim.premise, claim.goal, claim.fairness, ranking)}
    on: Expr[bool] = model.variable["on"]
    assert check_certificate(Certificate(model, (on,), {}, answer)).proves(ID)
    assert not check_certificate(Certificate(model, (), {}, answer)).proves(ID)
    # Lemmas that are no invariant prove nothing, whatever follows from them.
    false: Sequence[Expr[bool]] = (on, model.variable["at"] == 1)
    assert not check_certificate(Certificate(model, tuple(false), {}, answer)).proves(ID)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("; rank 3 of P: weak go", "; rank 3 of P: weak turn"),
        ("; rank 3 of P: weak go\n", ""),
        ("; rank 3 of P: weak go", "; rank 4 of P: weak go"),
        ("; rank 3 of P: weak go", "; rank 3 of P: luck go"),
        ("; rank 2 of P: strong leave", "; rank 2 of P: weak leave"),
        ("; rank 1 of P: deadline age", "; rank 1 of P: weak go"),
        ("; rule of P: 3 where", "; rule of P: 2 where"),
        ("; rule of P: 3 where", "; rule of P: outside where"),
        ("; rule of P: 3 where", "; rule of P: 30 where"),
        ("; rule of P: 3 where at == 0", "; rule of P: 3 where at == 0 or at == 9"),
        ("; rule of P: 3 where at == 0", "; rule of P: 3 where nowhere"),
        ("; rule of P.at2: 0 where", "; rule of P.at3: 0 where"),
        ("leads to at == 5", "leads to at == 4"),
        ("unsat", "sat"),
        ("; model graph", "; model other"),
        ("step.lose", "step.go"),
    ],
)
def test_a_file_that_was_edited_is_refused(old: str, new: str) -> None:
    text = certificate().text
    assert old in text
    claims = {ID: claim_of(SHAPE.model, question())}
    with pytest.raises(CertificateError):
        read_certificate(text.replace(old, new, 1), SHAPE.model, {}, "file", claims)


def test_a_file_of_another_model_or_claim_is_refused() -> None:
    text = certificate().text
    other = Shape(6, {**COMMANDS, "stray": {1: 5}}, frozenset({3}), handlers=("expire",))
    with pytest.raises(CertificateError, match="another model"):
        read_certificate(text, other.model, {}, "file", {ID: claim_of(other.model, question(other))})
    claim = claim_of(SHAPE.model, question())
    claims: Mapping[str, Claim] = {
        "goal": replace(claim, goal=SHAPE.among(4)),
        "premise": replace(claim, premise=SHAPE.among(0, 3)),
        "finite": replace(claim, fairness=replace(claim.fairness, finite=frozenset())),
        "recurring": replace(claim, fairness=replace(claim.fairness, recurring=(SHAPE.among(3),))),
    }
    for what, changed in claims.items():
        with pytest.raises(CertificateError):
            read_certificate(text, SHAPE.model, {}, what, {ID: changed})


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    """The certificate of the good ranking, where a check looks for it."""
    path = tmp_path / "graph.smt2"
    rankings_beside(path).write_text(certificate().text)
    return path


def test_a_response_that_the_file_does_not_speak_of_is_not_proved(filed: Path) -> None:
    """The other one is even false: nobody has to leave 3 for 5, and 0 is left for ever."""
    false = replace(response(SHAPE.among(4), SHAPE.among(5)), id="Q")
    claims = {ID: claim_of(SHAPE.model, question()), "Q": claim_of(SHAPE.model, false)}
    read = from_file(rankings_beside(filed), SHAPE.model, {}, claims)
    checked = check_certificate(read)
    assert checked.proves(ID)
    assert not checked.proves("Q")
    assert not checked.proves("never heard of")
    result = check(SHAPE.model, [question(), false], Options(certificate=filed, locations=LOCATIONS))
    assert (result.by_id[ID].verdict, result.by_id["Q"].verdict) == (Verdict.PROVED, Verdict.VIOLATED)


def test_a_file_without_rankings_proves_no_response(tmp_path: Path) -> None:
    path = tmp_path / "graph.smt2"
    rankings_beside(path).write_text(Certificate(SHAPE.model, (), {}).text)
    item = response(SHAPE.among(0), SHAPE.among(5))
    result = check(SHAPE.model, [item], Options(certificate=path, locations=LOCATIONS))
    assert result.by_id[ID].verdict is Verdict.VIOLATED


def test_a_damaged_file_leaves_the_answer_to_the_search(filed: Path) -> None:
    path = rankings_beside(filed)
    path.write_text(path.read_text().replace("; rule of P: 3", "; rule of P: 2", 1))
    result = check(SHAPE.model, [question()], Options(certificate=filed, locations=LOCATIONS)).by_id[ID]
    assert (result.verdict, result.engine) == (Verdict.EXHAUSTED, "fair cycles")


@pytest.mark.parametrize("name", ["rank.P.old0", "rank.P.digit0", "goal"])
def test_a_variable_called_like_a_rank_fools_nobody(name: str, tmp_path: Path) -> None:
    """Printed as the rank before a step, the goal would hold after every step; by hand: ``never`` is never possible."""
    goal, other = boolean(name, "walker", False, ""), boolean("other", "walker", False, "")
    turn = Command("turn", "walker", {}, {other: ~other})
    never = Command("never", "walker", {"on": other, "off": ~other}, {goal: lift(True)})
    model = Model("m", (goal, other), (), (turn, never))
    item = response(TRUE, goal, ("turn",))
    claim = claim_of(model, item)
    levels = (Level(Reason.WEAK, "turn"), Level(Reason.WEAK, "turn"))
    forged = {ID: Response(claim.premise, claim.goal, claim.fairness, Ranking((Rule(TRUE, 1),), levels))}
    place = tmp_path / "m.smt2"
    honest = Certificate(model, (), {}, forged).text
    for text in (honest, honest.replace(variable_symbol(name), name)):
        rankings_beside(place).write_text(text)
        assert check(model, [item], Options(certificate=place)).by_id[ID].verdict is Verdict.VIOLATED


def test_an_interrupt_while_solvers_read_rankings_ends_the_check(filed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget()

    def stopped(certificate: Certificate, *_: object) -> Certified:
        budget.interrupt()
        return Certified(certificate, [SolverAnswers("z3"), SolverAnswers("cvc5")])

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a search was begun after a Ctrl-C")

    monkeypatch.setattr(certificates_on_file, "check_or_reuse", stopped)
    monkeypatch.setattr(explicit_search, "explore", never)
    result = check(SHAPE.model, [question()], Options(certificate=filed, budget=budget, locations=LOCATIONS))
    assert result.stopped == "interrupted"
    assert result.by_id[ID].verdict is Verdict.UNKNOWN
