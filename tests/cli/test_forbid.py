"""`vmotion check --forbid`: what a project forbids is found whatever the change file declares, and not knowing is no pass."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes import DROPPED, HARMLESS, LOCK, check, vmotion
from vmotion_model.common.errors import InputError
from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_proofs.changes.compare_statements import StatementChange, StatementFinding
from vmotion_proofs.changes.forbid import Forbidden, breaches, read_policy
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.results.verdicts import Answer, Behaviour, CheckResult, Difference, PropertyResult, Verdict
from vmotion_report.outputs.as_json import schema_text
from vmotion_specs.change import parse_change

WEAKENED = """schema = 1
title = "Say less"
model = "mutual-exclusion"

[[property]]
action = "replace"
id = "exclusion"
claim = "not (p.state == INSIDE and q.state == INSIDE) or lock.taken"
"""
TRUE = WEAKENED.replace('claim = "not (p.state == INSIDE and q.state == INSIDE) or lock.taken"', 'claim = "True"')
FEWER = """schema = 1
title = "Nobody leaves"
model = "mutual-exclusion"

[[guard]]
command = "leave_p"
action = "add"
conjunct = "never"
expression = "lock.taken and not lock.taken"
"""


@pytest.mark.parametrize(
    ("change", "expect", "word"),
    [
        (LOCK, 'exclusion = "violated"', "behaviour-added"),
        (LOCK, 'exclusion = "violated"', "property-violated"),
        (FEWER, 'behaviour = "removes"\ndeadlock = "violated"', "behaviour-removed"),
        (DROPPED, 'exclusion = "removed"', "property-removed"),
        (WEAKENED, 'exclusion = "weakened"', "property-weakened"),
        (TRUE, 'exclusion = "always true"', "property-always-true"),
        (TRUE, 'exclusion = "always true"', "property-weakened"),
    ],
)
def test_what_is_forbidden_fails_although_it_is_declared(change: str, expect: str, word: str, tmp_path: Path) -> None:
    text = f"{change}\n[expect]\n{expect}\n"
    allowed = check(tmp_path, text, "--expect")
    assert allowed.exit_code == HOPED, allowed.output
    # What holds whatever the model does says less than before, too.
    both = {"property-always-true", "property-weakened"} if "always true" in expect else {word}
    others = ",".join(w for w in Forbidden if w not in both and not (w == "property-violated" and "violated" in expect))
    if "violated" not in word and "added" not in word:
        assert check(tmp_path, text, "--expect", "--forbid", others).exit_code == HOPED
    done = check(tmp_path, text, "--expect", "--forbid", word)
    assert done.exit_code == REFUTED
    assert f"{word} is forbidden: " in done.output


def test_a_harmless_change_passes_where_all_is_forbidden(tmp_path: Path) -> None:
    done = check(tmp_path, HARMLESS, "--forbid", ", ".join(Forbidden), "--format", "json")
    assert done.exit_code == HOPED, done.output
    change = json.loads(done.output)["change"]
    assert (len(change["forbidden"]), change["breaches"]) == (6, [])


def test_time_that_runs_out_is_no_pass() -> None:
    done = vmotion(
        "check", "--change", "hard-deadline", "--forbid", "behaviour-added", "--timeout", "0.3", "--no-cache"
    )
    assert done.exit_code == UNDECIDED
    assert "behaviour-added is forbidden: " in " ".join(done.output.split())


ITEM = PropertyResult("P", "something", Verdict.PROVED, "engine", "whole", 0.0)
CHANGE = parse_change(LOCK.encode(), "change.toml")
ANSWERS = st.sampled_from([Difference(Answer.NO, "x"), Difference(Answer.UNKNOWN, reason="out of time")])


@given(
    ANSWERS, ANSWERS, st.lists(st.sampled_from(StatementChange), max_size=3), st.sampled_from(Verdict), st.booleans()
)
def test_whatever_is_not_known_is_a_breach_that_is_not_decided(
    added: Difference, removed: Difference, changes: list[StatementChange], verdict: Verdict, nothing: bool
) -> None:
    findings = tuple(StatementFinding(f"P{n}", c, "so it is") for n, c in enumerate(changes))
    after = CheckResult("m", "d", (replace(ITEM, verdict=verdict),))
    proposal = Proposal(
        CHANGE,
        None,
        None if nothing else after,
        Behaviour(added, removed),
        stopped="interrupted" if nothing else "",
        findings=findings,
        forbidden=tuple(Forbidden),
    )
    found = breaches(proposal)
    decided = {b.word for b in found if b.decided}
    open_ = {b.word for b in found if not b.decided}
    if nothing:
        assert (decided, open_) == (set(), set(Forbidden))
        return
    assert (Forbidden.BEHAVIOUR_ADDED in open_) == (added.answer is Answer.UNKNOWN)
    assert (Forbidden.BEHAVIOUR_REMOVED in open_) == (removed.answer is Answer.UNKNOWN)
    assert (Forbidden.PROPERTY_VIOLATED in decided) == (verdict is Verdict.VIOLATED)
    assert (Forbidden.PROPERTY_VIOLATED in open_) == (verdict in (Verdict.UNKNOWN, Verdict.BOUNDED))
    for word, made in (
        (Forbidden.PROPERTY_REMOVED, {StatementChange.REMOVED}),
        (Forbidden.PROPERTY_WEAKENED, {StatementChange.WEAKENED, StatementChange.TRUE}),
        (Forbidden.PROPERTY_ALWAYS_TRUE, {StatementChange.TRUE}),
    ):
        assert (word in decided) == bool(made & set(changes))
    undecided = StatementChange.UNDECIDED in changes
    assert (Forbidden.PROPERTY_WEAKENED in open_, Forbidden.PROPERTY_ALWAYS_TRUE in open_) == (undecided, undecided)


@given(st.lists(st.sampled_from(Forbidden), min_size=1, unique=True), st.sampled_from([",", " , ", ", "]))
def test_words_are_read_in_any_spelling_of_the_list(words: list[Forbidden], comma: str) -> None:
    assert read_policy([comma.join(words)]) == read_policy(words) == tuple(words)


@given(st.text(max_size=20).filter(lambda t: any(w.strip() not in list(Forbidden) for w in t.split(","))))
def test_another_word_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_policy([text])


def test_help_schema_and_page_name_the_words_that_there_are() -> None:
    said = " ".join(vmotion("check", "--help").output.split()).replace("- ", "-")
    assert ", ".join(Forbidden) in said
    assert json.loads(schema_text())["$defs"]["forbidden"]["enum"] == list(Forbidden)
    page = (Path(__file__).resolve().parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `((?:behaviour|property)-[a-z-]+)` \|", page, re.MULTILINE) == list(Forbidden)
