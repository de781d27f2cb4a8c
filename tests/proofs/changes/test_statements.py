"""A statement that says less than it did is found, whatever it was made into; one that says as much is not."""

import json
from dataclasses import replace
from typing import Any

import pytest

from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.language import Command, Model, Param, boolean, clock, to_json
from vmotion_model.protocol import vmotion
from vmotion_model.teaching import hand_over, timed_lock
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.compare_statements import StatementChange, StatementFinding, compare_statements
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.apply import changed
from vmotion_specs.assumptions import Assumption, Works
from vmotion_specs.change import ChangeError, parse_change
from vmotion_specs.properties import Observer, Property, PropertyKind
from vmotion_specs.suite_json import ModelVersion, form_of, version_of
from vmotion_specs.suites import suite
from vmotion_specs.teaching import TEACHING

pytestmark = pytest.mark.usefixtures("answered")

MODEL = hand_over()
SOURCE, DESTINATION = MODEL.variable["source.vm"], MODEL.variable["destination.vm"]
RUNS, THERE = SOURCE == "RUNS", DESTINATION == "RUNS"
WORKS = Assumption("source works", "", weak=(Works("source"),))
WORKS_TOO = Assumption("destination works", "", weak=(Works("destination"),))


def found(
    old: Property, new: Property | None, model: Model = MODEL, later: Model | None = None
) -> tuple[StatementFinding, ...]:
    return compare_statements(ModelVersion(model, (old,)), ModelVersion(later or model, () if new is None else (new,)))


def words(findings: tuple[StatementFinding, ...]) -> list[str]:
    return [f.change.value for f in findings]


OLD = Property("P", "they never both run", ~(RUNS & THERE))
DEMAND = Property("P", "the destination can run alone", ~RUNS & THERE, kind=PropertyKind.REACHABLE)
RESPONSE = Property("P", "it arrives", THERE, RUNS, PropertyKind.RESPONSE, assumptions=(WORKS,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, OLD),
        # By De Morgan.
        (OLD, replace(OLD, claim=~RUNS | ~THERE)),
        (OLD, replace(OLD, claim=~THERE)),
        (replace(OLD, premise=RUNS, claim=~THERE), OLD),
        (DEMAND, DEMAND),
        (replace(DEMAND, claim=THERE), DEMAND),
        (RESPONSE, RESPONSE),
        (RESPONSE, replace(RESPONSE, assumptions=())),
        (RESPONSE, replace(RESPONSE, premise=RUNS | ~THERE)),
        # Who is there need not wait.
        (RESPONSE, replace(RESPONSE, premise=RUNS & ~THERE)),
        (RESPONSE, replace(RESPONSE, claim=THERE & ~RUNS)),
    ],
)
def test_what_implies_the_old_statement_is_no_finding(old: Property, new: Property) -> None:
    assert found(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (OLD, None, "removed"),
        (OLD, replace(OLD, claim=~(RUNS & THERE) | RUNS), "always true"),
        (OLD, replace(OLD, premise=RUNS & ~RUNS), "always true"),
        (OLD, replace(OLD, claim=RUNS | THERE), "weakened"),
        (OLD, replace(OLD, premise=RUNS, claim=RUNS | THERE), "always true"),
        (replace(OLD, claim=~THERE), replace(OLD, claim=~THERE, premise=RUNS), "weakened"),
        (OLD, replace(OLD, kind=PropertyKind.REACHABLE), "weakened"),
        (OLD, replace(OLD, kind=PropertyKind.RESPONSE), "weakened"),
        (DEMAND, replace(DEMAND, claim=THERE), "weakened"),
        (DEMAND, replace(DEMAND, claim=THERE | ~THERE), "always true"),
        (DEMAND, replace(DEMAND, kind=PropertyKind.INVARIANT), "weakened"),
        (RESPONSE, replace(RESPONSE, claim=THERE | RUNS), "always true"),
        (RESPONSE, replace(RESPONSE, claim=THERE | (SOURCE == "STOPPED")), "weakened"),
        (RESPONSE, replace(RESPONSE, premise=RUNS & (SOURCE == "STOPPED")), "always true"),
        (replace(RESPONSE, premise=RUNS | ~RUNS), RESPONSE, "weakened"),
        (RESPONSE, replace(RESPONSE, assumptions=(WORKS, WORKS_TOO)), "weakened"),
        (RESPONSE, replace(RESPONSE, assumptions=(replace(WORKS, weak=(), strong=WORKS.weak),)), "weakened"),
        (RESPONSE, replace(RESPONSE, assumptions=(replace(WORKS, finite=WORKS.weak),)), "weakened"),
        (RESPONSE, replace(RESPONSE, assumptions=(replace(WORKS, recurring=(RUNS,)),)), "weakened"),
    ],
)
def test_what_says_less_is_a_finding(old: Property, new: Property | None, word: str) -> None:
    assert words(found(old, new)) == [word]


def test_an_observer_that_sees_something_else_is_a_weaker_demand() -> None:
    late = clock("late", "history", RUNS, "")
    old = Property("P", "", THERE, kind=PropertyKind.REACHABLE, observers=(Observer(late),))
    assert found(old, replace(old, observers=(Observer(clock("late", "history", RUNS, "other words")),))) == ()
    for other in ((), (Observer(clock("late", "history", THERE, "")),), (Observer(late, {MODEL.commands[0].name: 0}),)):
        assert words(found(old, replace(old, observers=other))) == ["weakened"]


def test_a_number_that_was_raised_is_a_weaker_statement() -> None:
    """At most 30 s is more than at most 60 s, and less than at most 20 s."""
    for limit, expected in ((20, []), (30, []), (60, ["weakened"])):
        model = timed_lock(limit=limit)
        old, new = (Property("P", "", m.variable["holder.age"] <= Param("limit")) for m in (timed_lock(), model))
        assert words(found(old, new, timed_lock(), model)) == expected


def test_a_statement_about_what_is_not_there_any_more_is_undecided() -> None:
    model = replace(MODEL, name="other", variables=(SOURCE,), commands=())
    old, new = Property("P", "", THERE), Property("P", "", RUNS)
    (finding,) = found(old, new, MODEL, model)
    assert (finding.change, finding.exit_code) == (StatementChange.UNDECIDED, UNDECIDED)
    assert "destination.vm" in finding.description


def test_what_is_made_from_the_commands_is_held_against_how_it_was_made() -> None:
    chosen = suite("mutual-exclusion")
    form = json.loads(json.dumps(form_of(chosen)))
    assert version_of(form, chosen).otherwise == frozenset()
    entry = next(e for e in form["statements"] if e["id"] == "deadlock")
    entry["made"] = "0" * 64
    before, after = version_of(form, chosen), ModelVersion(chosen.model, chosen.properties)
    assert [(f.id, f.change) for f in compare_statements(before, after)] == [("deadlock", StatementChange.UNDECIDED)]


@pytest.mark.parametrize("name", ["vmotion", "admission", *TEACHING])
def test_the_committed_form_says_what_is_asked_and_reads_back(name: str) -> None:
    chosen = suite(name)
    form = json.loads(json.dumps(form_of(chosen)))
    version = version_of(form, chosen)
    assert version.stated
    assert form_of(chosen.version(version.model, version.properties)) == form
    assert compare_statements(ModelVersion(chosen.model, chosen.properties), version) == ()
    assert [p.title for p in version.properties] == [p.title for p in chosen.properties]


def test_a_form_without_statements_is_asked_what_is_asked_today() -> None:
    chosen = suite("vmotion")
    old = json.loads(json.dumps(to_json(vmotion()) | {"schema": 1}))
    for command in old["commands"]:
        # As it was written before there were attributes.
        command.pop("fair", None)
        command.pop("events", None)
    version = version_of(old, chosen)
    assert not version.stated
    assert [p.id for p in version.properties] == [p.id for p in chosen.properties]
    assert [(c.fair, c.events) for c in version.model.commands] == [(c.fair, c.events) for c in vmotion().commands]


@pytest.mark.parametrize(
    "damage",
    [
        {"claim": "source.vm =="},
        {"claim": 1},
        {"kind": "wish"},
        {"id": None},
        {"observers": [{"name": "x"}]},
        {"assumptions": [{"name": "x", "says": "", "weak": [{"evnt": "x"}]}]},
        {"assumptions": 3},
        {"made": "x"},
    ],
)
def test_damaged_statements_are_refused(damage: dict[str, Any]) -> None:
    chosen = suite("hand-over")
    form = json.loads(json.dumps(form_of(chosen)))
    form["statements"][0] |= damage
    with pytest.raises(Exception, match=r"statement|expression|steps"):
        version_of(form, chosen)


def timed(text: str) -> Any:
    data = f'schema = 1\ntitle = "x"\nmodel = "timed-lock"\n{text}'
    return check_change(parse_change(data.encode(), "x.toml"), suite("timed-lock"), Options())


TRUE = '[[property]]\naction = "replace"\nid = "in_time"\nclaim = "True"\n'
DROPPED = '[[property]]\naction = "drop"\nid = "in_time"\n'
WEAKER = '[[property]]\naction = "replace"\nid = "in_time"\nclaim = "holder.age <= limit + limit"\n'
NO_DEADLINE = '[[deadline]]\naction = "remove"\nclock = "holder.age"\n'


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (TRUE, {"in_time": "always true"}),
        (DROPPED, {"in_time": "removed"}),
        (WEAKER, {"in_time": "weakened"}),
        (WEAKER.replace("limit + limit", "10"), {}),
        (NO_DEADLINE, {"timelock": "removed"}),
        (NO_DEADLINE + DROPPED, {"in_time": "removed", "timelock": "removed"}),
        ('[[property]]\naction = "add"\nid = "more"\nclaim = "True"\n', {"more": "always true"}),
    ],
)
def test_a_change_that_makes_a_statement_say_less_fails_unless_it_declares_that(
    edits: str, expected: dict[str, str]
) -> None:
    silent = timed(edits)
    assert {f.id: f.change.value for f in silent.findings} == expected
    if expected:
        assert silent.exit_code == REFUTED
        assert len(silent.surprises()) >= len(expected)
    verdicts = {p.id: p.verdict.value for p in silent.after.properties}
    lines = [
        f'{name} = "{", ".join(w for w in (expected.get(name), verdicts.get(name)) if w)}"'
        for name in expected.keys() | verdicts.keys()
    ]
    assert timed(edits + "[expect]\n" + "\n".join(lines)).surprises() == ()


def test_what_is_declared_and_does_not_come_is_a_surprise() -> None:
    declared = timed('[[constant]]\nname = "limit"\nvalue = 20\n[expect]\nin_time = "weakened"\n')
    assert declared.exit_code == HOPED
    assert declared.surprises() == ("in_time: weakened was expected, and it is not",)
    assert declared.notes == ("limit is 20 and was 30: in_time speaks of it",)


@pytest.mark.parametrize("word", ["removed, violated", "weakened, removed", "proved, violated", "weakend", "proved,"])
def test_declarations_that_contradict_each_other_are_refused(word: str) -> None:
    with pytest.raises(ChangeError, match=r"x\.toml:\d+:\d+: "):
        timed(f'{TRUE}[expect]\nin_time = "{word}"\n')


@pytest.mark.parametrize("word", ["", " "])
def test_an_empty_refusal_is_no_expectation(word: str) -> None:
    """Every message holds the empty text: whatever goes wrong would be as expected."""
    with pytest.raises(ChangeError, match=r"x.toml:\d+:\d+: refused must be a part of the message"):
        timed(f'{TRUE}[expect]\nrefused = "{word}"\n')


def test_a_replaced_property_keeps_its_kind_its_assumptions_and_its_observers() -> None:
    chosen = suite("vmotion")
    old = {p.id: p for p in chosen.properties}
    text = 'schema = 1\ntitle = "x"\n'
    for name, claim in (
        ("R5", "vcenter.state == COMPLETED and observed.resumed_lost and config.read_only"),
        ("L4", "vcenter.state in {COMPLETED, IDLE}"),
        ("S7b", "True"),
    ):
        text += f'[[property]]\naction = "replace"\nid = "{name}"\nclaim = "{claim}"\n'
    _, properties = changed(parse_change(text.encode(), "x.toml"), chosen)
    new = {p.id: p for p in properties}
    for name in ("R5", "L4", "S7b"):
        assert new[name].kind is old[name].kind
        assert new[name].assumptions == old[name].assumptions
        assert [o.var.name for o in new[name].observers] == [o.var.name for o in old[name].observers]
        assert new[name].claim.key != old[name].claim.key
        assert new[name].premise.key == old[name].premise.key
    bad = text.replace('id = "R5"\n', 'id = "R5"\npremise = "config.read_only"\n')
    with pytest.raises(ChangeError, match="R5 demands that something can be reached"):
        changed(parse_change(bad.encode(), "x.toml"), chosen)


def test_only_named_statements_are_compared() -> None:
    data = f'schema = 1\ntitle = "x"\nmodel = "timed-lock"\n{NO_DEADLINE}{TRUE}'
    change = parse_change(data.encode(), "x.toml")
    named = check_change(change, suite("timed-lock"), Options(), ids=["in_time"])
    assert [f.id for f in named.findings] == ["in_time"]
    gone = check_change(change, suite("timed-lock"), Options(), ids=["timelock"])
    assert ([f.id for f in gone.findings], gone.exit_code) == (["timelock"], REFUTED)
    assert gone.after is not None
    assert all(p.verdict is Verdict.PROVED for p in gone.after.properties)


def _of(model: str, edits: str) -> Any:
    text = f'schema = 1\ntitle = "t"\nmodel = "{model}"\n{edits}'
    return check_change(parse_change(text.encode(), "x.toml"), suite(model), Options())


@pytest.mark.parametrize("active", ["False", "not holder.held"])
def test_a_clock_that_runs_at_other_times_makes_what_reads_it_say_less(active: str) -> None:
    """A clock that stands still is zero and never passes a limit."""
    edit = f'[[variable]]\naction = "change"\nname = "holder.age"\nactive = "{active}"\n'
    proposal = _of("timed-lock", edit)
    assert [(f.id, f.change) for f in proposal.findings] == [("in_time", StatementChange.WEAKENED)]
    assert proposal.exit_code == REFUTED


def test_a_statement_made_from_an_initial_value_is_held_against_the_old_value() -> None:
    """q_enters says that q gets in while p is idle; idle is where p starts, and the change lets it start inside."""
    edits = "".join(
        f'[[variable]]\naction = "change"\nname = "{name}"\ninitial = {value}\n'
        for name, value in (("p.state", '"INSIDE"'), ("lock.taken", "true"))
    )
    proposal = _of("mutual-exclusion", edits + '[[command]]\naction = "remove"\nname = "ask_p"\n')
    assert ("q_enters", StatementChange.WEAKENED) in [(f.id, f.change) for f in proposal.findings]
    assert proposal.exit_code == REFUTED


def test_statements_that_do_not_know_a_new_value_are_named() -> None:
    edits = """
[[enumeration]]
name = "Where"
members = ["HALL"]

[[command]]
action = "add"
name = "wander_q"
role = "q"
guard = { waits = "q.state == WAITS" }
effect = { "q.state" = "HALL" }
"""
    (note, *_) = [n for n in _of("mutual-exclusion", edits).notes if n.startswith("q.state")]
    assert "HALL" in note
    assert "exclusion" in note


def test_statements_of_variables_whose_name_is_one_word_are_compared() -> None:
    """A single word is another symbol for the solvers."""
    light = boolean("light", "shared", False, "")
    model = Model("lamp", (light,), (), (Command("press", "person", {}, {light: ~light}),))
    dark, anything = Property("P", "it is dark", ~light), Property("P", "it is dark", ~light | light)
    assert words(found(dark, replace(dark, premise=light), model)) == []
    assert words(found(replace(dark, premise=~light), dark, model)) == []
    assert words(found(dark, replace(dark, premise=~light), model)) == ["always true"]
    assert words(found(dark, anything, model)) == ["always true"]
