"""Names of a model that mean something in another language: none of them raises, merges with another or proves anything."""

from itertools import product

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.language import (
    WHOLE,
    Boolean,
    Command,
    Enumeration,
    Integer,
    Model,
    Var,
    boolean,
    clock,
    integer,
    lift,
)
from vmotion_proofs.certifying.checked_certificate import check_certificate
from vmotion_proofs.certifying.read_back import compare
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import check
from vmotion_proofs.crosscheck.promela import numbered_properties, to_promela
from vmotion_proofs.crosscheck.question import question_of
from vmotion_proofs.crosscheck.spin import ask_spin
from vmotion_proofs.crosscheck.spin import available as spin_available
from vmotion_proofs.crosscheck.tla import to_tla
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.induction.spacer import _Reader
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.solving.symbol_names import after_symbol, part, variable_symbol
from vmotion_specs.change import parse_change
from vmotion_specs.properties import Property
from vmotion_specs.suites import suite

AWKWARD = (
    "let", "ite", "Int", "xor", "abs", "initial", "command", "step", "step.turn", "invariant", "invariant.next",
    "lemma.n", "delay", "rank.P.old0", "str.len", "x", "x.next", "x.next.next", "a.b", "a.b.next", "true", "select", "push",
)  # fmt: skip


def _model(names: tuple[str, ...] = AWKWARD) -> Model:
    """Every variable is set once, each by its own command, in any order."""
    variables = [boolean(n, "walker", False, "") for n in names]
    commands = [Command(f"turn{i}", "walker", {"not yet": ~v}, {v: lift(True)}) for i, v in enumerate(variables)]
    timer = clock("exit", "walker", ~variables[0], "")
    return Model("awkward", (*variables, timer), (), (*commands, Command("café", "walker", {}, {timer: 0})))


def test_solvers_read_a_certificate_whose_variables_are_called_like_their_words() -> None:
    model = _model()
    true = Property("kept", "", model.variable["let"].implies(model.variable["let"] | model.variable["step"]))
    certificate = Certificate(model, (lift(True),), {"kept": true.formula})
    checked = check_certificate(certificate)
    assert checked.proves("kept"), checked.reason("kept")
    assert compare(certificate.text, model, {"kept": true.formula}, states=10).differences == ()


@pytest.mark.parametrize("engine", ["auto", "spacer"])
def test_two_variables_of_one_symbol_would_prove_them_equal(engine: str) -> None:
    model = _model(("x", "x.next", "delay"))
    claims = [
        Property(f"{a} is {b}", "", model.variable[a].implies(model.variable[b]))
        for a, b in product(("x", "x.next", "delay"), repeat=2)
        if a != b
    ]
    result = check(model, claims, Options(engine=engine))
    assert {p.verdict for p in result.properties if p.id != "timelock"} == {Verdict.VIOLATED}


def test_a_variable_called_like_a_rank_gives_a_normal_verdict() -> None:
    text = '[[variable]]\nname = "rank.x"\nowner = "counter"\nkind = "boolean"\ninitial = false\n'
    text = f'schema = 1\nmodel = "counter"\ntitle = "adds a variable called rank.x"\n{text}'
    proposal = check_change(parse_change(text.encode(), "rankvar.toml"), suite("counter"), Options())
    assert proposal.after is not None
    assert proposal.after.verdict is Verdict.PROVED
    certificate = Certificate(_model(("rank.x", "goal")), (), {}, {})
    assert "(declare-const rank.x " not in certificate.text


WORD = st.from_regex(r"[a-z]{1,2}(\.(next|old0|[a-z]{1,2})){0,2}", fullmatch=True)


@given(WORD, WORD)
def test_symbols_of_two_variables_differ_before_and_after_a_step(one: str, other: str) -> None:
    assert {variable_symbol(one), after_symbol(one)}.isdisjoint(
        {variable_symbol(other), after_symbol(other)}
    ) or one == other
    assert variable_symbol(one) != after_symbol(one)


@given(st.text(max_size=6), st.text(max_size=6))
def test_parts_of_symbols_are_legal_and_differ(one: str, other: str) -> None:
    assert (part(one) == part(other)) == (one == other)
    assert part(one).isascii()
    assert not set(part(one)) & set(" \t\n()|\\;\"'#")


def _counter() -> Model:
    n = integer("m.n", "walker", 0, 0, 3, "")
    return Model("m", (n,), (), (Command("up", "walker", {"low": n <= 2}, {n: n + 1}),))


def test_a_property_called_range_is_asked_of_spin_like_any_other() -> None:
    model = _counter()
    n = model.variable["m.n"]
    asked = [Property("range", "false in the last state", n != 3), Property("in_range", "", n <= 3)]
    question = question_of(model, asked)
    text = to_promela(question)
    defined = [line.split()[1] for line in text.splitlines() if line.startswith("#define")]
    assert len(defined) == len(set(defined))
    assert list(numbered_properties(question).values()) == ["range", "in_range", None]
    if spin_available():
        assert ask_spin(model, WHOLE, asked).violated == {"range"}


@pytest.mark.parametrize("id_", ["range", "Init", "TypeOK", "", "[/z]", "broken", "Next", "*/"])
def test_names_of_properties_clash_with_nothing_in_the_exports(id_: str) -> None:
    question = question_of(_counter(), [Property(id_, "", lift(True)), Property(f"{id_}_", "", lift(True))])
    defined = [line.split()[1] for line in to_promela(question).splitlines() if line.startswith("#define")]
    assert len(defined) == len(set(defined))
    module = to_tla(question)
    definitions = [line.split()[0] for line in module.text.splitlines() if " == " in line or line.endswith(" ==")]
    assert len(definitions) == len(set(definitions))
    assert len(module.invariants) == 2


def test_no_answer_of_spacer_raises() -> None:
    """A sum over the code of a member, a code that no member has, a number for a truth value, an unknown function."""
    colour: Var[str] = Var("m.colour", Enumeration("Colour", ("RED", "BLUE")), "walker", "RED", "")
    count: Var[int] = Var("m.count", Integer(0, 9), "walker", 0, "")
    flag: Var[bool] = Var("m.flag", Boolean(), "walker", False, "")
    context = z3.Context()
    sort = z3.IntSort(context)
    c, n = z3.Var(0, sort), z3.Var(1, sort)
    f = z3.Var(2, z3.BoolSort(context))
    reader = _Reader([colour, count, flag])
    for term in (c + n <= 3, c + 1 == n, z3.If(f, c, n) >= 0, n, z3.Var(7, sort) == 1, n * n == 4, c - n >= 1):
        assert reader.read(term) is None, term
    nobody, everybody = reader.read(c == 5), reader.read(c <= 7)
    assert nobody is not None
    assert everybody is not None
    assert "RED" not in str(nobody)
