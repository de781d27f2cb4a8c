"""Solvers are not asked again what they have answered, and nothing but such an answer stands for one."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

from proofs.small import mutual_exclusion
from vmotion_model.common.caches import FOLDER
from vmotion_proofs.certifying.checked_certificate import check_or_reuse
from vmotion_proofs.evidence import already_answered
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.solving.solvers import SOLVERS, SolverAnswers, SolverText


def ask_cached(certificate: Certificate) -> Sequence[SolverAnswers]:
    """What the solvers say, or said before."""
    return check_or_reuse(certificate).answers


class Solvers:
    """Stand-ins for both solvers: they answer as is wished, and count how often they are asked."""

    def __init__(self, certificate: Certificate) -> None:
        self.good = {q.name: q.expected for q in certificate.queries}
        self.description: dict[str, Mapping[str, str]] = {}
        self.failure = ""
        self.asked = 0

    def __call__(self, text: SolverText, **_: Any) -> tuple[SolverAnswers, ...]:
        self.asked += 1
        assert text.declarations
        return tuple(
            SolverAnswers(
                name,
                "1.0",
                self.description.get(name, {q: self.good.get(q, "unsat") for q in text.queries}),
                failure=failure,
            )
            for name, failure in zip(SOLVERS, ("", self.failure), strict=True)
        )


@pytest.fixture
def certificate() -> Certificate:
    model = mutual_exclusion()
    p, q, lock = (model.variable[n] for n in ("p.state", "q.state", "lock.taken"))
    formula = ~((p == "INSIDE") & (q == "INSIDE"))
    return Certificate(model, (formula, ((p == "INSIDE") | (q == "INSIDE")).implies(lock)), {"exclusion": formula})


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache" / "answers.json"


@pytest.fixture
def solvers(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Solvers:
    stand_in = Solvers(certificate)
    monkeypatch.setattr(already_answered, "ask", stand_in)
    return stand_in


def test_both_solvers_are_asked_once_of_one_text(certificate: Certificate, file: Path) -> None:
    """The solvers themselves, with no stand-in: what is kept is what they said."""
    first = check_or_reuse(certificate)
    assert file.exists()
    second = check_or_reuse(certificate)
    assert first.proves("exclusion")
    assert second.proves("exclusion")
    assert not any(a.cached_on for a in first.answers)
    assert all(a.cached_on and not a.seconds for a in second.answers)
    assert [(a.solver, a.version, dict(a.answers)) for a in first.answers] == [
        (a.solver, a.version, dict(a.answers)) for a in second.answers
    ]


@pytest.mark.usefixtures("file")
def test_the_same_text_is_not_asked_again(certificate: Certificate, solvers: Solvers) -> None:
    for _ in range(3):
        assert check_or_reuse(certificate).proves("exclusion")
    assert solvers.asked == 1


@pytest.mark.usefixtures("file")
def test_another_text_is_asked_anew(certificate: Certificate, solvers: Solvers) -> None:
    ask_cached(certificate)
    lock = certificate.model.variable["lock.taken"]
    others = [
        replace(certificate, lemmas=certificate.lemmas[:1]),
        replace(certificate, properties={"exclusion": lock}),
        replace(certificate, properties={"other": certificate.properties["exclusion"]}),
        replace(certificate, model=mutual_exclusion(guarded=False)),
    ]
    for number, other in enumerate(others, 2):
        ask_cached(other)
        assert solvers.asked == number


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("package", ["z3-solver", "cvc5"])
def test_another_version_of_either_solver_is_asked_anew(
    certificate: Certificate, solvers: Solvers, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    ask_cached(certificate)
    monkeypatch.setattr(already_answered, "version", lambda name: "99" if name == package else version(name))
    ask_cached(certificate)
    assert solvers.asked == 2


@pytest.mark.usefixtures("file")
def test_a_solver_that_is_not_installed_is_not_remembered(
    certificate: Certificate, solvers: Solvers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_cached(certificate)

    def gone(name: str) -> str:
        if name == "cvc5":
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(already_answered, "version", gone)
    solvers.failure = "No module named cvc5"
    solvers.description["cvc5"] = {}
    assert not check_or_reuse(certificate).proves("exclusion")
    assert solvers.asked == 2


@pytest.mark.parametrize(
    "said", [{}, {"exclusion": "sat"}, {"exclusion": "unknown"}, {"moves": "unsat"}, {"step": None}]
)
def test_an_answer_that_is_no_proof_is_not_remembered(
    certificate: Certificate, solvers: Solvers, file: Path, said: dict[str, str | None]
) -> None:
    """No answer at all, a wrong one, and one that is missing, of one solver only."""
    named = {("safe exclusion" if q == "exclusion" else q): a for q, a in said.items()}
    answers = {**solvers.good, **named} if said else {}
    solvers.description["cvc5"] = {q: a for q, a in answers.items() if a is not None}
    for times in (1, 2):
        assert not check_or_reuse(certificate).proves("exclusion")
        assert solvers.asked == times
    assert not file.exists()


def test_a_solver_that_failed_after_its_answers_is_asked_again(
    certificate: Certificate, solvers: Solvers, file: Path
) -> None:
    solvers.failure = "cvc5 stopped with code 1"
    ask_cached(certificate)
    ask_cached(certificate)
    assert (solvers.asked, file.exists()) == (2, False)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1, 2]", "null", '"all is well"', "\x00\x01", "{}", '{"exclusion": "unsat"}'],
)
def test_a_foreign_file_is_as_good_as_none(certificate: Certificate, solvers: Solvers, file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    solvers.description["cvc5"] = {}
    assert not check_or_reuse(certificate).proves("exclusion")
    del solvers.description["cvc5"]
    assert check_or_reuse(certificate).proves("exclusion")
    assert solvers.asked == 2
    # The next one finds what was written over it.
    assert check_or_reuse(certificate).proves("exclusion")
    assert solvers.asked == 2


@pytest.mark.parametrize(
    "damage", [None, 1, [], {}, {"version": "1.0"}, {"version": 1, "on": "today"}, {"on": "today"}]
)
def test_a_damaged_entry_is_asked_again(certificate: Certificate, solvers: Solvers, file: Path, damage: object) -> None:
    ask_cached(certificate)
    entries = json.loads(file.read_text())
    assert len(entries) == len(SOLVERS)
    file.write_text(json.dumps({**entries, next(iter(entries)): damage}))
    ask_cached(certificate)
    assert solvers.asked == 2


def test_one_solver_that_is_remembered_is_not_enough(certificate: Certificate, solvers: Solvers, file: Path) -> None:
    ask_cached(certificate)
    entries = json.loads(file.read_text())
    for name in entries:
        file.write_text(json.dumps({name: entries[name]}))
        solvers.description = {s: {} for s in SOLVERS}
        assert not check_or_reuse(certificate).proves("exclusion")
    assert solvers.asked == 1 + len(SOLVERS)


def test_nothing_is_remembered_where_the_user_says_so(
    certificate: Certificate, solvers: Solvers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv(FOLDER, "")
    ask_cached(certificate)
    ask_cached(certificate)
    assert (solvers.asked, list(tmp_path.iterdir())) == (2, [])


def test_the_users_cache_is_used_where_nothing_is_said(
    certificate: Certificate, solvers: Solvers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(FOLDER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    ask_cached(certificate)
    ask_cached(certificate)
    assert solvers.asked == 1
    assert (tmp_path / "vmotion" / "answers.json").exists()


@pytest.mark.parametrize("kind", ["a file in the way", "a folder in the way", "read-only"])
def test_a_place_that_cannot_be_written_is_no_failure(
    certificate: Certificate, solvers: Solvers, file: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    if kind == "a file in the way":
        file.parent.write_text("")
    elif kind == "a folder in the way":
        file.mkdir(parents=True)
    else:
        # Who runs the tests may be root, who writes everywhere.
        monkeypatch.setattr(tempfile, "mkstemp", refused)
    for times in (1, 2):
        assert check_or_reuse(certificate).proves("exclusion")
        assert solvers.asked == times


@pytest.mark.usefixtures("solvers")
def test_two_writers_at_once_leave_a_whole_file(certificate: Certificate, file: Path) -> None:
    """One of them may be forgotten; what is read in between and in the end is whole."""
    formula = certificate.properties["exclusion"]
    texts = [replace(certificate, properties={f"p{i}": formula}) for i in range(24)]

    def both(one: Certificate) -> int:
        ask_cached(one)
        return len(json.loads(file.read_text()))

    with ThreadPoolExecutor(8) as pool:
        assert all(n % len(SOLVERS) == 0 for n in pool.map(both, texts))
    assert [p.name for p in file.parent.iterdir()] == [file.name]


@pytest.mark.usefixtures("solvers")
def test_the_file_does_not_grow_without_end(certificate: Certificate, file: Path) -> None:
    """The oldest go first: what was asked last is still there."""
    file.parent.mkdir()
    old = {f"old{i}": {"version": "1.0", "on": "2020-01-01"} for i in range(500)}
    file.write_text(json.dumps(old))
    ask_cached(certificate)
    left = json.loads(file.read_text())
    assert len(left) <= 200
    assert len([n for n in left if n not in old]) == len(SOLVERS)
    assert "old0" not in left
