"""The text of a certificate, parsed by a solver, says what the model says; and where it does not, that is noticed."""

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest

from proofs.small import counter, mutual_exclusion, timed_lock
from vmotion_model.language import TRUE, Command, Const, Enumeration, Expr, Model, Var, boolean, if_then
from vmotion_proofs.certifying.read_back import Reading, compare
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.shipped_files import certificate_path
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.search.explore import Explored
from vmotion_proofs.solving.smtlib import SmtLibTerms
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import Suite, admission_suite


def formulas(suite: Suite) -> dict[str, Expr[bool]]:
    return {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}


def text_of(name: str) -> str:
    return certificate_path(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_the_shipped_certificates_say_what_the_models_say(suite: Suite, seed: int) -> None:
    for chosen in (suite, admission_suite()):
        found = compare(text_of(chosen.name), chosen.model, formulas(chosen), states=150, seed=seed)
        assert found.differences == ()
        assert found.states == 150
        assert found.steps > 700


@pytest.mark.long
def test_every_step_of_the_protocol_is_compared(suite: Suite, explored: Explored) -> None:
    """On states of a complete search each command happens somewhere, and leads where the text says, and nowhere else."""
    reading = Reading(text_of("vmotion"), suite.model, formulas(suite))
    program, random = explored.search.program, Random(7)
    words = explored.search.store.words[:, :: max(explored.search.states // 20_000, 1)]
    block = program.block(words)
    clocks = {c.name for c in suite.model.clocks}
    seen: set[str] = set()
    for step in program.steps:
        enabled = step.enabled(block)
        for at in random.sample([int(i) for i in enabled], min(2, len(enabled))):
            counted = program.state(words, at)
            state = {n: int(v) * explored.finite.tick if n in clocks else v for n, v in counted.items()}
            delay = reading.delay(state, random)
            assert list(reading.differences(state, delay, reachable=True)) == []
            seen |= dict(reading.successors(state, delay)).keys()
    assert len(seen) >= len(suite.model.commands) - 5


def replaced(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL | re.MULTILINE)


MUTATIONS: Mapping[str, Callable[[str], str]] = {
    "a guard that is dropped": replaced(
        r"(\(define-fun step\.release_disk \(\) Bool\n  \(and true\n)  [^\n]*\n", r"\1   true\n"
    ),
    "a guard that is negated": replaced(
        r"(\(define-fun step\.resume \(\) Bool\n  \(and true\n   )([^\n]*)\n", r"\1(not \2)\n"
    ),
    "another value of the lock": replaced(
        r"(step\.release_disk \(\) Bool.*?\(= disk\.holder\.next )(\d)\)", r"\g<1>3)"
    ),
    "a variable that is left free": replaced(
        r"(step\.request \(\) Bool.*?)\n   \(= inventory\.host\.next [^\n]*", r"\1"
    ),
    "a clock that is not stopped": replaced(r"(step\.elapse .*?)\+ source\.quiet delay", r"\1+ source.quiet 0.0"),
    "a deadline that is strict": replaced(r"(step\.elapse .*?)<= \(\+ source", r"\1< (+ source"),
    "time that runs backwards": replaced(r"(step\.elapse .*?)\(<= 0\.0 delay\)", r"\1true"),
    "a step that is not among the steps": replaced(r"(fun step \(\) Bool \(or false.*?)\n  step\.resume\n", r"\1\n"),
    "another start": replaced(r"(fun initial .*?)\(= disk\.holder 3\)", r"\1(= disk.holder 1)"),
    "a start that nothing meets": replaced(r"(fun initial \(\) Bool\n  \(and) true", r"\1 false"),
    "an invariant that is always true": replaced(r"(fun invariant \(\) Bool\n  )\(and", r"\1(or true"),
    "a lemma that says something else": replaced(r"(fun lemma\.7 \(\) Bool )([^\n]*)\)\n", r"\1(not \2))\n"),
    "a next lemma that speaks of now": replaced(
        r"(fun lemma\.\d+\.next \(\) Bool \(or \(not \(= source\.vm)\.next", r"\1"
    ),
    "a property's query that asks nothing": replaced(
        r'(echo "safe S1"\)\n[^\n]*\n)\(assert [^\n]*\n', r"\1(assert false)\n"
    ),
    "a query that asks nothing": replaced(
        r"\(assert \(and invariant step \(not invariant\.next\)\)\)", "(assert false)"
    ),
    "a property that is not negated": replaced(
        r'(echo "safe S1"\)\n[^\n]*\n\(assert \(and invariant )\(not (.*?)\)\)\)\n', r"\1\2))\n"
    ),
    "codes that are swapped": replaced(
        r";   Holder DESTINATION = 0, ELSEWHERE = 1, NOBODY = 2",
        ";   Holder DESTINATION = 2, ELSEWHERE = 1, NOBODY = 0",
    ),
}


QUICK = ("a guard that is negated", "a deadline that is strict", "another start", "a query that asks nothing")


@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.long) for n in MUTATIONS])
def test_a_text_that_says_something_else_is_noticed(suite: Suite, name: str) -> None:
    """Each is what an error of the printer could look like; the solvers would believe most of them."""
    text = text_of("vmotion")
    damaged = MUTATIONS[name](text)
    assert damaged != text
    try:
        found = compare(damaged, suite.model, formulas(suite), states=300, most=1)
    except CertificateError:
        assert name == "a step that is not among the steps"
        return
    assert found.differences


@pytest.mark.parametrize(
    ("method", "wrong"),
    [
        ("choice", lambda _, c, then, otherwise: f"(ite {c} {otherwise} {then})"),
        ("at_most", lambda _, left, right: f"(< {left} {right})"),
        ("disjunction", lambda _, parts: f"(and {' '.join(parts)})"),
        ("minus", lambda _, left, right: f"(- {right} {left})"),
        ("plus", lambda _, left, right: f"(- {left} {right})"),
        ("equal", lambda _, left, right: f"(<= {left} {right})"),
    ],
)
def test_a_wrong_constructor_of_the_printer_is_noticed(
    monkeypatch: pytest.MonkeyPatch, method: str, wrong: Callable[..., str]
) -> None:
    """The certificate is printed by the damaged printer, so file and printer agree; only reading it back tells."""
    number: Var[Any] = counter(3).variable["counter.value"]
    on = boolean("on", "counter", False, "")
    steps = (
        Command("up", "counter", {"below": number <= 2, "or": on | (number <= 1)}, {number: if_then(on, number, 3)}),
        Command("switch", "counter", {}, {on: ~on}),
        Command("down", "counter", {"above": number >= 1}, {number: number - 1}),
        Command("twice", "counter", {"below": number + number <= 3}, {number: number + 1}),
    )
    model = Model("printed", (number, on), (), steps)
    claims = {"top": number <= 3}
    assert compare(Certificate(model, (), claims).text, model, claims).differences == ()
    monkeypatch.setattr(SmtLibTerms, method, wrong)
    assert compare(Certificate(model, (), claims).text, model, claims).differences


def test_enumerations_of_one_name_are_read_back_by_their_own_codes() -> None:
    short, long = Enumeration("E", ("A", "C")), Enumeration("E", ("A", "B", "C"))
    first: Var[Any] = Var("first", short, "r", "A")
    second: Var[Any] = Var("second", long, "r", "A")
    step = Command("set", "r", {}, {first: Const("C", short), second: Const("C", long)})
    model = Model("two", (first, second), (), (step,))
    claims = {"C": second != Const("B", long)}
    assert compare(Certificate(model, (), claims).text, model, claims).differences == ()


@pytest.mark.parametrize("model", [counter(5), mutual_exclusion(), timed_lock(), timed_lock(handled=False)])
def test_small_models_are_read_back(model: Model) -> None:
    assert compare(Certificate(model, (), {"true": TRUE}).text, model, {"true": TRUE}).differences == ()


def test_a_text_that_no_solver_reads_is_refused(suite: Suite) -> None:
    text = text_of("vmotion").replace("(define-fun lemma.3 ", "(define-fun lemma.3 (", 1)
    with pytest.raises(CertificateError, match="read back"):
        compare(text, suite.model, formulas(suite))
    text = text_of("vmotion").replace("lemma.3.next", "lemma.three.next")
    with pytest.raises(CertificateError, match="does not define"):
        compare(text, suite.model, formulas(suite))


def test_an_id_cannot_close_its_echo() -> None:
    """A quotation mark in a property's name must not let it speak to an outsider's solver."""
    model = counter(2)
    name = 'x") (assert false) (echo "'
    claims = {name: model.variable["counter.value"] <= 2}
    text = Certificate(model, (), claims).text
    assert f'(echo "safe {name.replace(chr(34), chr(34) * 2)}")' in text
    assert compare(text, model, claims).differences == ()
