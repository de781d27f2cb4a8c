"""Verdicts on file: what is read is what was found, to the letter, or nothing."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_proofs.certifying.keep_evidence import Kept
from vmotion_proofs.changes.compare_statements import StatementChange, StatementFinding
from vmotion_proofs.changes.kept_verdicts import (
    FORMAT,
    KeptFindings,
    KeptOptions,
    KeptRefusal,
    from_bytes,
    keep_found,
    key_of,
    read_kept,
    to_bytes,
)
from vmotion_proofs.results.verdicts import (
    Answer,
    Behaviour,
    CheckResult,
    Difference,
    Hint,
    Hints,
    PropertyResult,
    Run,
    Step,
    Verdict,
)
from vmotion_specs.apply import apply_change
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import suite

TEXT = st.text(max_size=8)
VALUE = st.one_of(st.booleans(), st.integers(-(2**40), 2**40), TEXT)
STEP = st.builds(
    Step, TEXT, TEXT, TEXT, st.integers(0, 9999), st.dictionaries(TEXT, st.tuples(VALUE, VALUE), max_size=2)
)
RUN = st.builds(Run, st.lists(STEP, max_size=3).map(tuple), st.none() | st.integers(1, 9), st.booleans())
SECONDS = st.floats(0, 1e6, allow_nan=False)
ITEM = st.builds(
    PropertyResult,
    TEXT,
    TEXT,
    st.sampled_from(Verdict),
    TEXT,
    TEXT,
    SECONDS,
    bound=st.none() | st.integers(0, 99),
    run=st.none() | RUN,
    witness=st.none() | RUN,
    assumptions=st.lists(TEXT, max_size=2).map(tuple),
    cached_on=st.none() | TEXT,
    theorems=st.dictionaries(TEXT, st.lists(TEXT, max_size=2).map(tuple), max_size=2),
)
IDS = st.lists(TEXT, max_size=2).map(tuple)
HINT = st.builds(Hint, TEXT, TEXT, IDS, IDS, st.booleans())
HINTS = st.builds(
    Hints, st.lists(HINT, max_size=2).map(tuple), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), TEXT
)
RESULT = st.builds(
    CheckResult,
    TEXT,
    TEXT,
    st.lists(ITEM, max_size=2).map(tuple),
    states=st.none() | st.integers(0, 10**9),
    hints=st.none() | HINTS,
)
DIFFERENCE = st.builds(Difference, st.sampled_from(Answer), TEXT, st.none() | RUN, TEXT)
FOUND = st.builds(
    KeptFindings,
    TEXT,
    before=st.none() | RESULT,
    after=st.none() | RESULT,
    behaviour=st.none() | st.builds(Behaviour, DIFFERENCE, DIFFERENCE),
    refused=st.none() | st.builds(KeptRefusal, TEXT, st.integers(1, 99), st.integers(1, 99)),
    stopped=TEXT,
    findings=st.lists(st.builds(StatementFinding, TEXT, st.sampled_from(StatementChange), TEXT), max_size=2).map(tuple),
    asked=st.lists(TEXT, max_size=2).map(tuple),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    seconds=SECONDS,
    certificates=st.none() | st.builds(Kept, st.none() | TEXT, st.none() | TEXT),
)


@settings(max_examples=examples(100), deadline=None)
@given(FOUND)
def test_what_is_read_is_what_was_found(found: KeptFindings) -> None:
    again = from_bytes(to_bytes(found), found.key)
    assert again == found
    if again is not None and again.after is not None:
        # A truth value is none of 0 and 1, which are equal to it.
        assert repr(again.after) == repr(found.after)


@settings(max_examples=examples(100), deadline=None)
@given(FOUND, st.data())
def test_a_damaged_file_is_no_answer(found: KeptFindings, data: st.DataObject) -> None:
    whole = to_bytes(found)
    at = data.draw(st.integers(0, len(whole) - 2))
    other = data.draw(st.integers(1, 255))
    flipped = whole[:at] + bytes([whole[at] ^ other]) + whole[at + 1 :]
    assert from_bytes(flipped, found.key) is None
    assert from_bytes(whole[:at], found.key) is None
    assert from_bytes(whole, found.key + "x") is None


def passing(key: str = "k") -> KeptFindings:
    """What a check that ended well found."""
    item = PropertyResult("S1", "", Verdict.PROVED, "certificate", "", 0.1)
    none = Difference(Answer.NO, "induction")
    return KeptFindings(key, after=CheckResult("m", "d", (item,)), behaviour=Behaviour(none, none), asked=("S1",))


def test_a_file_of_another_shape_is_no_answer_even_with_its_right_digest() -> None:
    data = json.loads(to_bytes(passing()).split(b"\n")[1])
    for wrong in (
        {**data, "seconds": "1"},
        {**data, "after": {**data["after"], "properties": [{**data["after"]["properties"][0], "verdict": "fine"}]}},
        {k: v for k, v in data.items() if k != "key"},
        [data],
    ):
        body = json.dumps(wrong).encode()
        assert from_bytes(f"{FORMAT} {sha256(body).hexdigest()}\n".encode() + body + b"\n", "k") is None


def undecided() -> dict[str, KeptFindings]:
    """Answers that are none: each differs in one point from one that is."""
    good = passing()
    assert good.after is not None
    assert good.behaviour is not None
    item = good.after.properties[0]
    unknown = Difference(Answer.UNKNOWN, reason="out of time")
    return {
        "a verdict": replace(good, after=replace(good.after, properties=(replace(item, verdict=Verdict.UNKNOWN),))),
        "a bound": replace(good, after=replace(good.after, properties=(replace(item, verdict=Verdict.BOUNDED),))),
        "stopped": replace(good, stopped="interrupted"),
        "the check stopped": replace(good, after=replace(good.after, stopped="out of time (3 s)")),
        "the repairs": replace(good, after=replace(good.after, hints=Hints((), 3, 2, 1, "out of time (3 s)"))),
        "what is added": replace(good, behaviour=replace(good.behaviour, added=unknown)),
        "what is removed": replace(good, behaviour=replace(good.behaviour, removed=unknown)),
        "no comparison": replace(good, behaviour=None),
        "a statement": replace(good, findings=(StatementFinding("S1", StatementChange.UNDECIDED, "?"),)),
        "nothing asked": replace(good, after=replace(good.after, properties=())),
        "nothing judged": KeptFindings("k"),
        "refused": KeptFindings("k", refused=KeptRefusal("no", 1, 1)),
    }


@pytest.mark.parametrize("what", undecided())
def test_what_is_not_decided_is_neither_kept_nor_believed(what: str, tmp_path: Path) -> None:
    found = undecided()[what]
    keep_found(tmp_path, found)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "k.json").write_bytes(to_bytes(found))
    assert read_kept(tmp_path, "k") is None


def test_what_is_decided_is_kept_and_found_again(tmp_path: Path) -> None:
    keep_found(tmp_path / "new", passing())
    assert read_kept(tmp_path / "new", "k") == passing()
    # Somebody renamed the file: it answers another question.
    (tmp_path / "new" / "k.json").rename(tmp_path / "new" / "l.json")
    assert read_kept(tmp_path / "new", "l") is None


def test_every_part_of_the_question_is_in_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen, other = suite("mutual-exclusion"), suite("hand-over")
    change = shipped_change("lock-ignored")
    model, data = apply_change(change, chosen.model), change.places.text.encode()
    asked = chosen.properties
    weaker = (replace(asked[-1], title="something else"), *asked[:-1])
    keys = [
        key_of(chosen, data, model, asked, KeptOptions()),
        key_of(chosen, data + b"\n# more", model, asked, KeptOptions()),
        key_of(chosen, data, chosen.model, asked, KeptOptions()),
        key_of(other, data, model, asked, KeptOptions()),
        key_of(chosen, data, model, asked[:-1], KeptOptions()),
        key_of(chosen, data, model, weaker, KeptOptions()),
        key_of(chosen, data, model, asked, KeptOptions(engine="explicit")),
        key_of(chosen, data, model, asked, KeptOptions(ids=("exclusion",))),
        key_of(chosen, data, model, asked, KeptOptions(certificate=False)),
        key_of(chosen, data, model, asked, KeptOptions(witnesses=True)),
        key_of(chosen, data, model, asked, KeptOptions(without=("they work",))),
        key_of(chosen, data, model, asked, KeptOptions(hints=True)),
        key_of(chosen, data, model, asked, KeptOptions(keep=True)),
    ]
    monkeypatch.setattr("vmotion_proofs.changes.kept_verdicts.program_digest", lambda: "another program")
    keys.append(key_of(chosen, data, model, asked, KeptOptions()))
    assert len(set(keys)) == len(keys)
