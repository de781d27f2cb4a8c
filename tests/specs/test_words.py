"""Asking by any word: the article's own keywords lead to what answers for them, pieces of messages to their failures."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.catalogue import Failure, all_failures, is_fragment
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, Cause, Condition
from vmotion_specs.reference import (
    EntryKind,
    Reference,
    ScenarioEntry,
    UnknownNameError,
    passages,
    reference,
)

EVERYTHING = reference()
MESSAGES = [(failure.id, text) for failure in all_failures() for text in (*failure.messages, *failure.faults)]
NAMES = {entry.name.rpartition(".")[2].casefold() for entry in EVERYTHING.entries}


def _found(text: str) -> list[str]:
    return [entry.name for entry in EVERYTHING.find(text)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        # The common issues of step 6 as KB 1003734 words them, with the cause that each line of it speaks of.
        ("Jumbo Frames", "F15"),
        ("MTU", "F15"),
        ("MTU of 9000", "F15"),
        ("8972", "F15"),
        ("ICMP header", "F15"),
        ("vmkping", "F15"),
        ("vmkping -d -s 8972", "F15"),
        ("trunk", "F15"),
        ("1500", "F15"),
        ("limits", "F16"),
        ("reservation requirements", "F16"),
        ("virtual hardware", "F26"),
        ("82%", "F26"),
        ("82 %", "F26"),
        ("Source detected that destination failed to resume", "F26"),
        ("SAN", "F18"),
        ("zoning", "F18"),
        ("networking", "F18"),
        ("log.rotateSize", "F13"),
        ("10%", "F13"),
        ("Operation timed out", "F13"),
        ("64-bit", "F28"),
        ("VT", "F28"),
        ("vt", "F28"),
        ("90%", "F28"),
        ("A general system error occurred: failed to resume on destination", "F28"),
        ("shared storage", "F18"),
        ("Migration to host <> failed with error", "F18"),
        ("NFS", "F17"),
        ("nfs  datastore", "F17"),
        ("VMDK", "F17"),
        ("mounted differently", "F17"),
        ("vMotion fails on a NFS datastore", "F17"),
        # Further up in the article: SDPS and its price.
        ("SDPS", "F21"),
        ("Stun During Page Send", "F21"),
        ("protection timer", "F12"),
    ],
)
def test_the_articles_words_lead_to_what_answers_for_them(words: str, name: str) -> None:
    first = EVERYTHING.ask(words)[0]
    assert first.entry.name == name
    assert first.passage is not None


@pytest.mark.parametrize(
    ("words", "failure", "cause"),
    [
        # What the article says with these words, and the cause of the model that stands for it.
        ("NFS", "F17", "nfs_mounted_differently"),
        ("MTU", "F15", "mtu_too_large"),
        ("vmkping", "F15", "mtu_differs"),
        ("VT", "F28", "vt_disabled"),
        ("limits", "F16", "limit_not_valid"),
        ("82%", "F26", "hardware_out_of_date"),
        ("10 %", "F13", "log_rotates_too_often"),
        ("Operation timed out", "F13", "log_rotates_too_often"),
        ("log.rotateSize", "F13", "log_rotates_too_often"),
        ("zoning", "F18", "datastore_not_visible"),
        ("networking", "F18", "storage_faulty"),
        ("hardware", "F26", "hardware_out_of_date"),
        ("SDPS", "F21", "dirtied_faster_than_sent"),
        ("shared storage", "F18", "storage_faulty"),
    ],
)
def test_the_articles_words_lead_to_the_entry_and_then_to_the_cause(words: str, failure: str, cause: str) -> None:
    found = _found(words)
    assert found[0] == failure
    assert cause in found
    kinds = [e.kind for e in EVERYTHING.find(words)]
    # The first cause stands above the first condition, and that above everything that is none of the three.
    rest = [n for n, k in enumerate(kinds) if k not in (EntryKind.FAILURE, EntryKind.CAUSE, EntryKind.CONDITION)]
    assert kinds.index(EntryKind.CAUSE) < min(rest, default=len(kinds))


@pytest.mark.parametrize("cause", CAUSES, ids=lambda c: c.name)
def test_a_cause_is_found_by_everything_that_it_is_called(cause: Cause) -> None:
    assert _found(cause.name) == [cause.name]
    for word in cause.words:
        found = EVERYTHING.find(word)
        # A word may be a name of its own: vcenter is a role.
        assert cause.name in [e.name for e in found] or any(e.name.casefold() == word.casefold() for e in found), word


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda c: c.name)
def test_a_condition_is_found_by_its_name_and_the_words_of_its_sentence(condition: Condition) -> None:
    assert _found(condition.name) == [condition.name]
    assert condition.name in _found(condition.var.description.rstrip("."))


@pytest.mark.parametrize("failure", all_failures(), ids=lambda f: f.id)
def test_a_fault_of_the_api_leads_to_its_entry_and_its_causes(failure: Failure) -> None:
    for fault in failure.faults:
        found = _found(fault)
        assert failure.id in found
        assert {c.name for c in CAUSES if c.failure == failure.id} <= set(found)


def test_a_fault_that_means_no_cause_says_why() -> None:
    assert _found("AffinityConfigured")[0] == "affinity_configured"
    with pytest.raises(UnknownNameError, match="a fault of vSphere's API that means no cause of the model: a warning"):
        EVERYTHING.ask("noguestheartbeat")


def test_failures_come_first_among_those_that_answer_for_one_keyword() -> None:
    kinds = [hit.entry.kind is EntryKind.FAILURE for hit in EVERYTHING.ask("shared storage")][:5]
    # F14 and F18, then the commands of the same statement.
    assert kinds == [True, True, False, False, False]


def test_a_keyword_of_the_article_goes_before_the_same_words_elsewhere() -> None:
    # F09 prints this message, too, and would be the first by its number.
    found = [name for name in _found("Operation timed out") if name.startswith("F")]
    assert found == ["F13", "F09"]


def test_what_only_the_article_says_is_quoted_from_it() -> None:
    passage = next(h.passage for h in EVERYTHING.ask("82%") if h.entry.name == "cannot_resume")
    assert passage is not None
    assert passage.field == "KB 1003734"
    assert "82 %" in passage.text


@st.composite
def _fragments(draw: st.DrawFn) -> tuple[str, str]:
    failure, message = draw(st.sampled_from([(f, m) for f, m in MESSAGES if len(m) >= 8]))
    start = draw(st.integers(0, len(message) - 8))
    fragment = message[start : draw(st.integers(start + 8, len(message)))].strip()
    assume(len(fragment) >= 8)
    return failure, draw(st.sampled_from([fragment, fragment.upper(), fragment.replace(" ", "   ")]))


@settings(deadline=None, max_examples=examples(40))
@given(_fragments())
def test_any_piece_of_a_message_finds_its_failure(piece: tuple[str, str]) -> None:
    failure, fragment = piece
    # A name means what is called so; "switchover" is also a clock.
    assume(fragment.casefold() not in NAMES)
    assert failure in _found(fragment)


@settings(deadline=None, max_examples=examples(40))
@given(st.integers(0, 10**6), st.from_regex(r"[a-z][a-z0-9.-]{2,20}", fullmatch=True))
def test_a_piece_of_a_printed_message_finds_its_failure(number: int, host: str) -> None:
    assert {"F24", "F25"} <= set(_found(f"switchover time of {number} second"))
    assert "F18" in _found(f"to host {host} failed with")


@pytest.mark.parametrize(
    ("text", "message", "is_one"),
    [
        ("switchover time of 8 second", "maximum switchover time of <n> second(s)", True),
        ("switchover time of <n> second", "maximum switchover time of <n> second(s)", True),
        ("switchover time of eight second", "maximum switchover time of <n> second(s)", False),
        ("switchover time of 101 second", "maximum switchover time of 100 second(s)", False),
        ("time (100.5 seconds)", "Maximum switchover time (<n> seconds) reached", True),
        ("host esx-b failed", "Migration to host <host> failed with error", True),
        ("host esx-b esx-c failed", "Migration to host <host> failed with error", False),
        # One word alone would be the name of a host, or its number.
        ("esx-b.example.com", "Migration to host <host> failed with error", False),
        ("12345678", "maximum switchover time of <n> second(s)", False),
        ("timed ou", "Operation timed out", True),
        ("timed o", "Operation timed out", False),
        ("   timed   o   ", "Operation timed out", False),
        (".*", "Operation timed out", False),
        ("Operation.timed", "Operation timed out", False),
    ],
)
def test_a_fragment_fills_the_blanks_of_a_message(text: str, message: str, is_one: bool) -> None:
    assert is_fragment(text, message) is is_one


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        # The theorem is called so; the failure is what is meant by whoever leaves out a zero.
        ("F9", ["F9", "F09"]),
        ("f9", ["F9", "F09"]),
        ("F09", ["F09"]),
        ("f09", ["F09"]),
        ("F7", ["F07"]),
        ("F007", ["F07"]),
        ("F17", ["F17"]),
        ("S01", ["S1"]),
        ("l01B", ["L1b"]),
        # A name goes before all that speaks of it.
        ("stun", ["stun"]),
        ("resources", ["source.resources"]),
        ("target", ["source.target"]),
    ],
)
def test_a_name_goes_before_words_and_zeros_do_not_matter(name: str, entries: list[str]) -> None:
    assert _found(name) == entries
    assert all(hit.passage is None for hit in EVERYTHING.ask(name))


@pytest.mark.parametrize("entry", EVERYTHING.entries[::12], ids=lambda entry: entry.name)
def test_whatever_an_entry_says_is_found_and_quoted(entry: object) -> None:
    """Of every kind: no field of an entry is outside the search."""
    (mine,) = [e for e in EVERYTHING.entries if e is entry]
    texts = [p.text for p in passages(mine) if " " in p.text and len(p.text) < 200]
    for text in texts[:6]:
        words = " ".join(text.split())
        if words.casefold() not in NAMES:
            assert mine.name in _found(words) or words == mine.name, words


def test_words_may_stand_apart_where_they_stand_nowhere_together() -> None:
    assert _found("trunk jumbo")[0] == "F15"


def test_words_are_whole_words() -> None:
    # "VT" is no piece of "evt", nor "NFS" one of "confs".
    text = ScenarioEntry("a", "b", "", "confs and evt")
    for words in ("NFS", "VT", "conf", "ev"):
        with pytest.raises(UnknownNameError):
            Reference((text,)).find(words)
    assert Reference((text,)).find("EVT") == (text,)


@pytest.mark.parametrize(
    "nothing", ["", "  ", "a", "%", "--", "...", "qqqqqqqqq", "NFS qqqqqqqqq", "(", "[a-z]+", "\\w"]
)
def test_what_nobody_speaks_of_is_unknown(nothing: str) -> None:
    with pytest.raises(UnknownNameError, match="nothing is called"):
        EVERYTHING.find(nothing)


@settings(deadline=None, max_examples=examples(40))
@given(st.text(max_size=40))
def test_any_text_is_answered_or_unknown(text: str) -> None:
    try:
        hits = EVERYTHING.ask(text)
    except UnknownNameError:
        return
    assert len({(h.entry.kind, h.entry.model, h.entry.name) for h in hits}) == len(hits) > 0
    # Either all of them bear the name, or all of them say why they are here.
    assert len({hit.passage is None for hit in hits}) == 1


@pytest.mark.parametrize(("failure", "message"), MESSAGES)
def test_a_message_is_found_in_a_line_that_holds_it(failure: str, message: str) -> None:
    printed = message.replace("<n>", "37").replace("<host>", "esx-b")
    assert failure in _found(f"2026-01-01 vmx| {printed} (more)")
