"""Members and constants that a change removes: what is lost, what stays, and what can no more be said."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from vmotion_cli.main import cli
from vmotion_diagrams.difference import difference
from vmotion_diagrams.formats.plain import to_text
from vmotion_model.common.exit_codes import BAD_INPUT, REFUTED
from vmotion_model.language import Enumeration
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.compare_behaviour import compare
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.results.options import Options
from vmotion_specs.apply import alike, changed_suite
from vmotion_specs.change import parse_change
from vmotion_specs.suite import Suite
from vmotion_specs.suite_json import form_of
from vmotion_specs.suites import suite

HEAD = 'schema = 1\ntitle = "Fewer words"\nmodel = "mutual-exclusion"\n'
RESTING = """
[[enumeration]]
name = "Where"
members = ["RESTING"]
[[constant]]
action = "add"
name = "rest"
value = 5
[[command]]
action = "add"
name = "rest_p"
role = "p"
[command.guard]
"inside" = "p.state == INSIDE"
[command.effect]
"p.state" = "RESTING"
[[command]]
action = "add"
name = "wake_p"
role = "p"
[command.guard]
"resting" = "p.state == RESTING"
[command.effect]
"p.state" = "INSIDE"
[[property]]
action = "add"
id = "awake"
claim = "p.state != RESTING"
[[property]]
action = "add"
id = "quiet"
claim = "p.state != RESTING or q.state != INSIDE"
"""
FEWER = """
[[enumeration]]
action = "remove"
name = "Where"
members = ["RESTING"]
[[constant]]
action = "remove"
name = "rest"
"""
STEPS = '[[command]]\naction = "remove"\nname = "rest_p"\n[[command]]\naction = "remove"\nname = "wake_p"\n'
STATED = (
    '[[property]]\naction = "drop"\nid = "awake"\n'
    '[[property]]\naction = "replace"\nid = "quiet"\nclaim = "p.state != INSIDE or q.state != INSIDE"\n'
)


def resting(edits: str = RESTING) -> Suite:
    return changed_suite(parse_change((HEAD + edits).encode(), "rest.toml"), suite("mutual-exclusion"))


def test_what_is_gone_is_drawn_where_its_steps_were() -> None:
    base = resting()
    made = changed_suite(parse_change((HEAD + FEWER + STEPS + STATED).encode(), "x.toml"), base)
    drawn = to_text(difference(base.model, made.model, "x", base.locations))
    assert re.search(r"INSIDE\n(  .*\n)*  \S rest_p -> RESTING", drawn)


def test_a_version_without_the_member_is_compared_as_if_it_had_it() -> None:
    """Neither version says what it is a change of: `--against` compares them as they are."""
    base = resting()
    made = changed_suite(parse_change((HEAD + FEWER + STEPS + STATED).encode(), "x.toml"), base)
    one, two = alike(base.model, made.model)
    assert one is base.model
    types = [m.variable["p.state"].type for m in (one, two)]
    assert types[0] == types[1] == base.model.variable["p.state"].type
    found = compare(one, two, Options())
    assert (found.word, found.added.engine) == ("removes", "induction over pairs")


def proposed(text: str, base: Suite, engine: str = "explicit") -> Proposal:
    return check_change(parse_change((HEAD + text).encode(), "x.toml"), base, Options(engine=engine))


@pytest.mark.parametrize("engine", ["explicit", "auto"])
def test_steps_that_go_with_their_state_are_lost_and_nothing_else_is(engine: str) -> None:
    proposal = proposed(FEWER + STEPS + STATED, resting(), engine)
    assert proposal.behaviour is not None
    assert proposal.behaviour.complete
    assert proposal.behaviour.word == "removes"
    assert proposal.behaviour.removes is not None
    assert proposal.behaviour.removes.commands[-1] == "rest_p"
    assert proposal.after is not None
    assert proposal.after.verdict.passes
    said = {d.sentence for d in proposal.differences}
    assert {"RESTING of Where is gone", "constant rest is gone: 5"} <= said
    found = {f.id: f.change.value for f in proposal.findings}
    # What quiet said of RESTING can't be said any more, so nobody knows whether it says as much.
    assert found == {"awake": "removed", "quiet": "undecided"}


def test_words_that_nothing_uses_change_nothing() -> None:
    """Also the verdicts are of the model without them: its digest is that of the model that never had them."""
    unused = RESTING.split("[[command]]", maxsplit=1)[0]
    proposal = proposed(FEWER, resting(unused))
    assert proposal.behaviour is not None
    assert proposal.behaviour.word == "equivalent"
    assert proposal.after is not None
    assert proposal.after.verdict.passes
    assert not proposal.findings
    made = changed_suite(proposal.change, resting(unused))
    assert isinstance(made.model.variable["p.state"].type, Enumeration)
    assert made.model.variable["p.state"].type.members == ("IDLE", "WAITS", "INSIDE")


def test_what_breaks_beside_a_removal_is_told_of_the_model_without_the_member() -> None:
    edit = '[[guard]]\ncommand = "enter_p"\naction = "drop"\nconjunct = "the lock is free"\n'
    proposal = proposed(FEWER + STEPS + STATED + edit, resting())
    assert proposal.after is not None
    item = proposal.after.by_id["exclusion"]
    assert item.verdict.value == "violated"
    assert item.analysis is not None
    assert item.analysis.departure is not None
    assert item.analysis.departure.command == "enter_p"
    # Nobody else is changed, although each speaks of one state less.
    assert item.run is not None
    assert {item.run.commands[n - 1] for n in item.analysis.changed} == {"enter_p"}
    assert proposal.evidence is None


def test_repairs_are_looked_for_beside_what_is_gone(tmp_path: Path) -> None:
    base, edit = resting(), '[[guard]]\ncommand = "enter_p"\naction = "drop"\nconjunct = "the lock is free"\n'
    form, change = tmp_path / "m.json", tmp_path / "c.toml"
    form.write_text(json.dumps(form_of(base)), encoding="utf-8")
    change.write_text(HEAD + FEWER + STEPS + STATED + edit, encoding="utf-8")
    arguments = ["check", "--model", str(form), "--change", str(change), "--engine", "explicit", "--hints"]
    done = CliRunner().invoke(cli, [*arguments, "--format", "json"])
    assert done.exit_code == REFUTED, done.output
    found = json.loads(done.output)["hints"]["found"]
    assert ['command = "enter_p"' in h["edit"] for h in found if h["undoes"]] == [True]
    kept = CliRunner().invoke(cli, [*arguments[:-1], "--keep", str(tmp_path / "kept")])
    assert kept.exit_code == BAD_INPUT
    assert "removes members, and is judged with them in place" in " ".join(kept.output.split())
