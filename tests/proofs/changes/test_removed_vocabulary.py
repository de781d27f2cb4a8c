"""Members and constants that a change removes: what is lost, what stays, and what can no more be said."""

import pytest

from vmotion_model.language import Enumeration
from vmotion_proofs.changes.check_change import Proposal, propose
from vmotion_proofs.results.options import Options
from vmotion_specs.apply import changed_suite
from vmotion_specs.change import parse_change
from vmotion_specs.suite import Suite
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


def proposed(text: str, base: Suite, engine: str = "explicit") -> Proposal:
    return propose(parse_change((HEAD + text).encode(), "x.toml"), base, Options(engine=engine))


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
    assert proposal.evidence is None
