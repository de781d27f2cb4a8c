"""The grammar of change files: its page is current, its examples do what they show, and the order of tables says nothing."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.language import digest
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.apply import base_of, changed_suite, renames
from vmotion_specs.change import parse_change
from vmotion_specs.change.format_page import page_of_grammar
from vmotion_specs.change.grammar import TABLES, VERDICTS
from vmotion_specs.differences import differences
from vmotion_specs.suites import vmotion_suite
from vmotion_specs.sweep import points

PAGE = Path(__file__).parents[2] / "docs" / "change-format.md"
HEAD = 'schema = 1\ntitle = "A change"\n'
SAID = {
    "rename": ["command stun is now called freeze"],
    "role": ["variable witness.state is new: of witness; one of BLIND, SEES, starts at BLIND"],
    "enumeration": ["PAUSED of Source is new"],
    "constant": ["constant protection_timer: 90 s became 60 s"],
    "variable": [
        (
            "variable source.switchover, active: runs while source.state in {CHECKPT, WAIT_HANDSHAKE} became "
            "runs while source.state == WAIT_HANDSHAKE"
        )
    ],
    "guard": ["release_disk: does not ask any more for “the destination is ready”: network.verdict == READY"],
    "effect": ["prepare: leaves config.read_only as it is, and set it to True"],
    "command": ["command stun, fair: yes became no"],
    "deadline": ["deadline of source.switchover, limit: switchover_limit became 6"],
    "assumption": ["property freed is new: freed (response)"],
    "property": ["property freed is new: a stunned machine runs again (response)"],
}


def test_the_page_is_what_the_grammar_makes() -> None:
    hint = "run: vmotion explain --grammar --output docs/change-format.md"
    assert PAGE.read_text(encoding="utf-8") == page_of_grammar(), hint


@pytest.mark.parametrize("name", TABLES)
def test_an_example_changes_what_it_says(name: str) -> None:
    suite = vmotion_suite()
    change = points(parse_change(f"{HEAD}{TABLES[name].example}\n".encode(), "x.toml"))[0]
    after, base = changed_suite(change, suite), base_of(change, suite)
    found = differences((base.model, base.properties), (after.model, after.properties), renames(change, suite))
    assert [d.sentence for d in found] == SAID[name]


PARTS = """
[[rename]]
kind = "command"
from = "stun"
to = "freeze"
[[rename]]
kind = "guard"
of = "freeze"
from = "little remains"
to = "hardly anything remains"
[[role]]
name = "witness"
location = "witness.state"
[[enumeration]]
name = "Source"
members = ["PAUSED"]
[[constant]]
action = "add"
name = "patience"
value = 3
unit = "s"
[[variable]]
name = "witness.state"
owner = "witness"
kind = ["BLIND", "SEES"]
initial = "BLIND"
[[variable]]
name = "witness.time"
owner = "witness"
kind = "clock"
active = "witness.state == SEES"
[[variable]]
name = "witness.copy"
owner = "witness"
kind = "witness_state"
initial = "SEES"
[[command]]
action = "add"
name = "look"
role = "witness"
[command.guard]
"the timer" = "witness.time <= patience"
[command.effect]
"witness.state" = "witness.copy"
[[command]]
action = "add"
name = "tire"
role = "witness"
[[guard]]
command = "tire"
action = "add"
conjunct = "long enough"
expression = "witness.time >= patience"
[[effect]]
command = "tire"
variable = "witness.state"
value = "BLIND"
[[guard]]
command = "freeze"
action = "add"
conjunct = "not paused"
expression = "source.state != PAUSED"
[[deadline]]
action = "add"
clock = "witness.time"
limit = "patience + 1"
handlers = ["tire"]
[[assumption]]
name = "eyes open"
says = "The witness does what it can."
works = ["witness"]
[[property]]
action = "add"
id = "tires"
kind = "response"
premise = "witness.state == SEES"
claim = "witness.state == BLIND"
assumptions = ["eyes open"]
"""


def meaning(text: str) -> tuple[object, ...]:
    suite = changed_suite(parse_change((HEAD + text).encode(), "x.toml"), vmotion_suite())
    return digest(suite.model), sorted(p.id for p in suite.properties), suite.locations["witness"]


@settings(max_examples=examples(8), deadline=None)
@given(st.permutations([p for p in re.split(r"(?m)^(?=\[\[)", PARTS) if p.strip()]))
def test_a_table_may_use_what_a_later_one_defines(parts: list[str]) -> None:
    assert meaning("".join(parts)) == meaning(PARTS)


def test_expectations_know_the_verdict_words_of_a_check_and_that_of_any_pass() -> None:
    """The grammar lies below the engines, and so names their words itself."""
    assert set(VERDICTS) == {verdict.value for verdict in Verdict} | {"pass"}
