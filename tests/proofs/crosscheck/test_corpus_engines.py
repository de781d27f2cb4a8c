"""All engines give the corpus the verdicts and counts that are known; the protocol's changes: test_shipped_changes_verdicts.

TLC takes most of a minute for each model of the protocol's size: ``.ci/run`` asks it about the two that ship, and
``vmotion corpus --engine tlc`` about all.
"""

from dataclasses import replace

import pytest

from vmotion_model.common.budget import Budget
from vmotion_proofs.crosscheck import spin, tlc
from vmotion_proofs.crosscheck.corpus import CHECK, ENGINES, SEARCH, EngineAnswer, answer_of, flips
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict
from vmotion_proofs.search.explore import Explored
from vmotion_specs.corpus import CorpusEntry, Row, corpus
from vmotion_specs.suites import SUITES

pytestmark = pytest.mark.usefixtures("answered")

KNOWN = corpus()
SMALL = [r for r in KNOWN.rows if r.model not in SUITES]
TOOLS = {"spin": (spin.available, spin.MISSING), "tlc": (tlc.available, tlc.MISSING)}


def named(row: Row) -> str:
    return f"{row.model} {row.change or ''}".strip()


def row_of(model: str, change: str | None = None) -> Row:
    return next(r for r in KNOWN.rows if (r.model, r.change) == (model, change))


def asked(entry: CorpusEntry, engine: str) -> tuple[str, ...]:
    return flips(entry, ENGINES[engine](entry, Options(locations=entry.suite.locations)))


def cheap(row: Row, engine: str) -> bool:
    """TLC starts a Java for every violation: by default it is asked about one model that is right."""
    return engine != "tlc" or named(row) == "mutual-exclusion"


@pytest.mark.parametrize(
    ("row", "engine"),
    [
        pytest.param(r, e, marks=() if cheap(r, e) else pytest.mark.outside, id=f"{named(r)}-{e}")
        for r in SMALL
        for e in ENGINES
    ],
)
def test_a_teaching_model_has_the_known_verdicts_and_counts(row: Row, engine: str) -> None:
    if engine in TOOLS and not TOOLS[engine][0]():
        pytest.skip(TOOLS[engine][1])
    if (engine, row.model) in KNOWN.without:
        return
    assert asked(row.entry(), engine) == ()


@pytest.mark.parametrize("engine", [CHECK, SEARCH, "spacer"])
def test_an_interrupted_engine_gives_no_answer(engine: str) -> None:
    """What a search catches and reports as its end must not count as an answer, nor let the next entry begin."""

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ENGINES[engine](row_of("two-phase-commit").entry(), Options(report=interrupt))


@pytest.mark.long
def test_admission_has_the_known_verdicts_and_counts() -> None:
    assert asked(row_of("admission").entry(), CHECK) == ()


@pytest.mark.outside
def test_admission_has_the_known_counts_in_spin() -> None:
    if not spin.available():
        pytest.skip(spin.MISSING)
    assert asked(row_of("admission").entry(), "spin") == ()


CHANGED = [r for r in KNOWN.rows if r.model in SUITES and r.change]


@pytest.mark.parametrize(
    "row",
    # SPIN takes some ten seconds for each: the others at night.
    [pytest.param(r, marks=pytest.mark.outside if i % 8 == 0 else pytest.mark.nightly) for i, r in enumerate(CHANGED)],
    ids=named,
)
def test_a_changed_protocol_has_the_known_violations_and_counts_in_spin(row: Row) -> None:
    if not spin.available():
        pytest.skip(spin.MISSING)
    assert asked(row.entry(), "spin") == ()


def test_the_protocol_has_the_known_verdicts_and_counts(shipped: CheckResult, explored: Explored) -> None:
    found = explored.search
    counted = replace(answer_of(shipped), states=found.states, transitions=found.transitions, depth=explored.depth)
    assert flips(row_of("vmotion").entry(), counted) == ()


@pytest.mark.parametrize(
    ("change", "verdict", "said"),
    [
        # Of single states; at the limit the source can still send, and then give way.
        ("ha-ignores-the-lock", Verdict.VIOLATED, ()),
        ("timer-without-handler", Verdict.VIOLATED, ()),
        ("timer-without-handler", Verdict.EXHAUSTED, ("timelock: violated was expected, it is exhausted",)),
        # By induction it is proved of each single state.
        (None, Verdict.VIOLATED, ("timelock: proved was expected, it is violated",)),
    ],
)
def test_what_a_checker_says_of_single_states_is_no_verdict_on_time(
    change: str | None, verdict: Verdict, said: tuple[str, ...]
) -> None:
    assert flips(row_of("vmotion", change).entry(), EngineAnswer({"timelock": verdict})) == said


def test_spacer_is_held_back_only_where_it_answers_nothing() -> None:
    """Where it began to prove something, the manifest must not go on leaving it out: here with a tenth of its time."""
    entry = row_of("fischer").entry()
    answer = ENGINES["spacer"](entry, Options(locations=entry.suite.locations, budget=Budget(3)))
    assert Verdict.VIOLATED not in answer.verdicts.values()
    assert Verdict.UNKNOWN in answer.verdicts.values()


class TestFlips:
    """What a wrong answer is told; without these, a comparison that sees nothing would pass everything above."""

    def entry(self) -> CorpusEntry:
        return row_of("hand-over").entry()

    def right(self) -> EngineAnswer:
        entry = self.entry()
        return ENGINES[CHECK](entry, Options(locations=entry.suite.locations))

    def test_the_right_answer_is_none(self) -> None:
        assert flips(self.entry(), self.right()) == ()

    @pytest.mark.parametrize("what", ["states", "transitions", "depth"])
    def test_a_count_that_is_off_by_one(self, what: str) -> None:
        right = self.right()
        wrong = replace(right, **{what: getattr(right, what) + 1})
        assert [f.split(":")[0] for f in flips(self.entry(), wrong)] == [what]

    @pytest.mark.parametrize(
        ("name", "verdict"),
        [
            ("one_owner", Verdict.PROVED),
            ("one_owner", Verdict.EXHAUSTED),
            ("one_owner", Verdict.UNKNOWN),
            ("somebody", Verdict.VIOLATED),
            ("somebody", Verdict.BOUNDED),
            # A proof that is lost is a difference for the check, which users see.
            ("somebody", Verdict.EXHAUSTED),
        ],
    )
    def test_a_verdict_that_is_another_one(self, name: str, verdict: Verdict) -> None:
        right = self.right()
        wrong = replace(right, verdicts={**right.verdicts, name: verdict})
        assert [f.split(":")[0] for f in flips(self.entry(), wrong)] == [name]

    @pytest.mark.parametrize(
        ("said", "exactly", "differs"),
        [
            (Verdict.EXHAUSTED, False, False),
            (Verdict.EXHAUSTED, True, True),
            (Verdict.VIOLATED, False, True),
            (Verdict.UNKNOWN, True, False),
        ],
    )
    def test_what_the_check_takes_back_may_hold_in_all_states(
        self, said: Verdict, exactly: bool, differs: bool
    ) -> None:
        entry = replace(self.entry(), verdicts={"somebody": "unknown"})
        assert bool(flips(entry, EngineAnswer({"somebody": said}, exactly=exactly))) is differs

    def test_a_property_that_is_gone_and_one_that_is_new(self) -> None:
        right = self.right()
        fewer = {n: v for n, v in right.verdicts.items() if n != "moved"}
        assert "moved" in flips(self.entry(), replace(right, verdicts=fewer))[0]
        more = {**right.verdicts, "new": Verdict.PROVED}
        assert "new" in flips(self.entry(), replace(right, verdicts=more))[0]

    def test_a_search_need_not_say_proved(self) -> None:
        entry = self.entry()
        answer = ENGINES[SEARCH](entry, Options())
        assert answer.verdicts["somebody"] is Verdict.EXHAUSTED
        assert flips(entry, answer) == ()
