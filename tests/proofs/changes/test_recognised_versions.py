"""Two versions that differ in names: whatever holds of the one holds of the other, and a real change beside that is seen."""

import json
from collections.abc import Sequence
from pathlib import Path

from click.testing import Result
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from effort import examples
from outcomes import vmotion
from random_models import LOCATIONS, Case, cases
from renamings import renamed, renamings, version
from vmotion_model.common.exit_codes import HOPED, REFUTED
from vmotion_model.language import to_text
from vmotion_model.language.renaming import Renaming
from vmotion_proofs.changes.check_change import against
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.check.check import check
from vmotion_proofs.results.options import Options
from vmotion_specs.change import Change, Expectation
from vmotion_specs.recognised_names import recognised
from vmotion_specs.renaming import renamed_suite
from vmotion_specs.suite import Suite
from vmotion_specs.suite_json import ModelVersion, form_of
from vmotion_specs.suites import suite
from vmotion_specs.text_places import Places

OPTIONS = Options(engine="explicit")


def compared(before: ModelVersion, after: ModelVersion) -> Proposal:
    """As ``--against`` does it."""
    known = recognised(before, after)
    change = Change("old", "new against old", "", "random", (), Expectation(), Places(""))
    chosen = Suite.of(after.model, after.properties, LOCATIONS, name="random")
    return against(known.before, after, change, chosen, OPTIONS, (), known.names)


@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_random_renaming_is_equivalent_and_all_verdicts_carry_over(data: st.DataObject) -> None:
    """Where nothing is alike: what could be several things is not guessed, and then it is another one."""
    case: Case = data.draw(st.booleans().flatmap(lambda clocks: cases(clocks=clocks)))
    before = version(case)
    after = renamed(before, data.draw(renamings(case.model)))
    assume(not recognised(before, after).unclear)
    found = compared(before, after)
    assert found.behaviour is not None
    assert found.behaviour.word == "equivalent"
    assert not found.findings
    assert found.after is not None
    # The verdicts of the older version, judged by itself under its own names.
    own = check(before.model, before.properties, OPTIONS).by_id
    assert {p.id: p.verdict for p in found.after.properties} == {p.id: own[p.id].verdict for p in before.properties}


def lock(names: Renaming, folder: Path, dropped: str = "") -> Path:
    """The JSON form of the lock under other names, perhaps without the guard of a command."""
    chosen = renamed_suite(suite("mutual-exclusion"), names)
    data = json.loads(json.dumps(form_of(chosen)))
    for command in data["commands"]:
        if command["name"] == dropped:
            del command["guard"]["the lock is free"]
    path = folder / f"{'-'.join([*names.commands.values(), 'lock'])}{dropped}.json"
    path.write_text(json.dumps(data))
    return path


NAMES = Renaming(
    commands={"enter_p": "go_in_p", "leave_p": "go_out_p", "ask_q": "wish_q"},
    variables={"lock.taken": "lock.held"},
    members={("Where", "INSIDE"): "WITHIN"},
)


def asked(model: Path, against_: Path, *more: Sequence[str] | str) -> Result:
    return vmotion("check", "--model", str(model), "--against", str(against_), "--engine", "explicit", *map(str, more))


def test_a_refactoring_that_gives_five_names_at_once_is_equivalent(tmp_path: Path) -> None:
    old, new = lock(Renaming(), tmp_path), lock(NAMES, tmp_path)
    done = asked(new, old)
    said = " ".join(done.output.split())
    assert done.exit_code == HOPED, done.output
    assert "Behaviour: equivalent." in said
    assert (
        "renamed: command enter_p -> go_in_p, leave_p -> go_out_p, ask_q -> wish_q; variable lock.taken -> lock.held; "
        "member Where.INSIDE -> WITHIN; both versions are compared under the newer names." in said
    )
    assert "is gone" not in said
    data = json.loads(asked(new, old, "--format", "json").output)
    assert data["change"]["behaviour"]["word"] == "equivalent"
    assert {(d["what"], d["before"], d["after"]) for d in data["change"]["differences"]} == {
        ("command", "ask_q", "wish_q"),
        ("command", "enter_p", "go_in_p"),
        ("command", "leave_p", "go_out_p"),
        ("variable", "lock.taken", "lock.held"),
        ("member", "INSIDE", "WITHIN"),
    }


def test_beside_a_renaming_the_real_change_is_shown_and_nothing_else(tmp_path: Path) -> None:
    old, new = lock(Renaming(), tmp_path), lock(NAMES, tmp_path, "enter_q")
    data = json.loads(asked(new, old, "--format", "json").output)
    assert data["verdict"] == "violated"
    assert [d["says"] for d in data["change"]["differences"] if d["how"] != "renamed"] == [
        "enter_q: does not ask any more for “the lock is free”: not lock.held"
    ]
    # By hand: what the change adds is the second one who enters, under the names of today.
    assert data["change"]["behaviour"]["word"] == "adds"
    steps = [s["command"] for s in data["change"]["behaviour"]["adds"]["steps"]]
    assert steps[-1] == "enter_q"
    assert set(steps) <= {"ask_p", "wish_q", "go_in_p", "go_out_p", "enter_q", "leave_q"}
    assert asked(new, old).exit_code == REFUTED


def test_what_cannot_be_told_apart_is_said_and_counts_as_gone_and_new(tmp_path: Path) -> None:
    data = form_of(suite("mutual-exclusion"))
    twins = [{**c, "guard": {"never": "False"}, "effect": {}} for c in data["commands"] if c["name"].startswith("ask")]
    for version_, names in (("old", ("one", "two")), ("new", ("three", "four"))):
        more = [{**twins[0], "name": n} for n in names]
        (tmp_path / f"{version_}.json").write_text(json.dumps({**data, "commands": [*data["commands"], *more]}))
    said = " ".join(asked(tmp_path / "new.json", tmp_path / "old.json").output.split())
    assert "command one, two may be three, four now, and nothing tells which is which" in said
    assert "command one is gone" in said
    assert "renamed:" not in said


def test_a_version_under_its_names_is_what_it_was() -> None:
    """What is compared is the older version, to the letter but for names: its guards and effects are not those of the newer."""
    before = version(Case(suite("mutual-exclusion").model, ()))
    after = renamed(before, NAMES)
    found = recognised(before, after)
    for old, new in zip(before.model.commands, found.before.model.commands, strict=True):
        assert [to_text(NAMES.expression(e, after.model.variable)) for e in old.guard.values()] == [
            to_text(e) for e in new.guard.values()
        ]
