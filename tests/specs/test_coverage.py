"""The coverage of the article: no sentence is missing, no reference dangles, the page is current."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from importlib import resources
from pathlib import Path

import pytest

from vmotion_model.catalogue import all_failures
from vmotion_model.common.strict_tables import DataError
from vmotion_model.language import Command, to_text, variables_of
from vmotion_model.protocol import conditions
from vmotion_model.protocol.vocabulary import ARTICLE as SOURCE
from vmotion_specs import coverage
from vmotion_specs.apply import apply_change
from vmotion_specs.coverage import (
    Refers,
    Statement,
    load_statements,
    parse_statements,
    render_coverage,
    unknown_references,
)
from vmotion_specs.reference import PhaseEntry, reference
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import vmotion_suite

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT.parent / "shared" / "domain" / "kb-1003734.txt"
DATA = resources.files(coverage).joinpath("statements.toml").read_text(encoding="utf-8")


SUITE = vmotion_suite()
COMMANDS = tuple(SUITE.model.command)
VARIABLES = tuple(SUITE.model.variable)
PROPERTIES = tuple(item.id for item in SUITE.properties)
PHASES = {entry.name: entry for entry in reference().entries if isinstance(entry, PhaseEntry)}
CAUSES = {c.name: c for c in conditions.CAUSES}
CONDITIONS = {c.name: c for c in conditions.CONDITIONS}
THEOREMS = (*(f"T{n}" for n in range(1, 9)), *(f"L{n}" for n in range(1, 6)))


def _article() -> dict[str, str]:
    """The sentences of the article by line.sentence. A sentence ends at a full stop before a word."""
    if not ARTICLE.exists():
        pytest.skip("the article (../shared/domain/kb-1003734.txt) is not beside the project")
    return {
        f"{line}.{place}": sentence
        for line, text in enumerate(ARTICLE.read_text(encoding="utf-8").splitlines(), 1)
        if text.strip()
        for place, sentence in enumerate(re.split(r"(?<=[.!?])\s+(?=[A-Za-z])", text.strip()), 1)
    }


def _unknown(statements: tuple[Statement, ...]) -> list[str]:
    failures = [failure.id for failure in all_failures()]
    found = unknown_references(
        statements,
        COMMANDS,
        VARIABLES,
        PROPERTIES,
        failures,
        THEOREMS,
        states=PHASES,
        changes=change_names(),
        causes=CAUSES,
        conditions=CONDITIONS,
    )
    return [str(reference) for reference in found]


SENTENCES = (1, 1, 2, 1, 4, 1, 1, 2, 1, 4, 2, 1, 1, 3, 1, 1, 4, 2, 6, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 1, 4, 1, 1, 1)
"""How many sentences each line of the article has, counted by hand; its text is not part of the project."""


def test_every_place_of_the_article_is_claimed_by_a_statement_and_no_other() -> None:
    places = {f"{line}.{n}" for line, count in enumerate(SENTENCES, 1) for n in range(1, count + 1)}
    assert {str(sentence) for statement in load_statements() for sentence in statement.covers} == places


def test_every_sentence_of_the_article_is_claimed_by_a_statement() -> None:
    claimed = {str(sentence) for statement in load_statements() for sentence in statement.covers}
    missing = {place: text for place, text in _article().items() if place not in claimed}
    assert not missing


def test_no_statement_claims_a_sentence_that_the_article_lacks() -> None:
    article = _article()
    assert len(article) == 65  # counted by hand: 35 lines, 30 further sentences in them
    for statement in load_statements():
        assert all(str(sentence) in article for sentence in statement.covers), statement.id


def test_anchors_stand_in_the_claimed_sentences() -> None:
    article = _article()
    for statement in load_statements():
        claimed = [article[str(sentence)] for sentence in statement.covers]
        for anchor in statement.anchors:
            assert any(anchor in text for text in claimed), (statement.id, anchor)
        for text in claimed:
            assert any(anchor in text for anchor in statement.anchors), (statement.id, text)


def test_statements_follow_the_order_of_the_article() -> None:
    firsts = [statement.covers[0] for statement in load_statements()]
    assert firsts == sorted(firsts)


def test_statements_are_in_our_own_words() -> None:
    def runs(text: str, length: int) -> set[tuple[str, ...]]:
        words = re.findall(r"[\w'-]+", text.casefold())
        return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}

    copied = runs(" ".join(_article().values()), 7)
    for statement in load_statements():
        assert not runs(statement.description, 7) & copied, statement.id


def test_every_number_of_the_article_is_in_a_statement_about_it() -> None:
    article = _article()
    said: dict[str, str] = {}
    for statement in load_statements():
        for sentence in statement.covers:
            words = f"{statement.description} {' '.join(statement.anchors)}"
            said[str(sentence)] = f"{said.get(str(sentence), '')} {words}"
    for place, text in article.items():
        for number in re.findall(r"\b\d+\b", text):
            assert re.search(rf"\b{number}\b", said[place]), (place, number)


def test_every_failure_that_can_be_an_issue_of_the_article_is_referred_to() -> None:
    cited = {
        failure.id
        for failure in all_failures()
        if any("/321009/" in (citation.source.url or "") for citation in failure.citations)
    }
    # What the article's list of symptoms adds (F09, F10, F19) counts too.
    named = {name for statement in load_statements() for name in statement.names(Refers.FAILURE)}
    assert cited
    assert cited <= named


def test_what_the_eight_steps_say_is_answered_by_properties_of_each_kind() -> None:
    named = {name for statement in load_statements() for name in statement.names(Refers.PROPERTY)}
    theorems = {name for statement in load_statements() for name in statement.names(Refers.THEOREM)}
    assert {f"S{n}" for n in range(1, 17)} <= {name.rstrip("abcdefgh") for name in named}
    assert {f"L{n}" for n in range(1, 6)} <= theorems


def _commands(statement: Statement) -> list[Command]:
    patterns = statement.names(Refers.COMMAND)
    return [c for c in SUITE.model.commands if any(fnmatchcase(c.name, pattern) for pattern in patterns)]


def test_commands_or_properties_of_a_statement_speak_of_its_variables() -> None:
    formulas = {item.id: item.formula for item in SUITE.properties}
    for statement in load_statements():
        spoken: set[str] = set()
        for command in _commands(statement):
            spoken |= set(command.updates).union(
                *map(variables_of, (*command.guard.values(), *command.updates.values()))
            )
        for name in statement.names(Refers.PROPERTY):
            spoken |= set(variables_of(formulas[name]))
        assert set(statement.names(Refers.VARIABLE)) <= spoken, statement.id


def test_commands_of_a_statement_enter_or_leave_its_states() -> None:
    for statement in load_statements():
        names = {command.name for command in _commands(statement)}
        for state in statement.names(Refers.STATE):
            entry = PHASES[state]
            assert names & {*entry.entered_by, *entry.left_by}, (statement.id, state)


def _changed_by(name: str) -> tuple[set[str], set[str]]:
    """The commands that a change touches, and the properties that it is declared to break."""
    change = shipped_change(name)
    before, after = SUITE.model.command, apply_change(change, SUITE.model).command
    touched = {
        n
        for n in {*before, *after}
        if n not in before
        or n not in after
        or {k: to_text(g) for k, g in before[n].guard.items()} != {k: to_text(g) for k, g in after[n].guard.items()}
        or {k: to_text(g) for k, g in before[n].updates.items()} != {k: to_text(g) for k, g in after[n].updates.items()}
    }
    return touched, {i for i, verdict in change.expect.verdicts.items() if verdict == "violated"}


def test_all_statements_but_four_steer_what_the_model_does() -> None:
    described = [s for s in load_statements() if not s.steers]
    assert len(described) <= 4
    # What is left is about the time that the guest notices.
    assert {s.id for s in described} == {"K32", "K33", "K34", "K35"}
    assert all(s.described for s in described)


def test_what_is_said_to_show_a_statement_speaks_of_the_same_things() -> None:
    """A change touches its commands or breaks its properties; a cause opens or blocks its commands, or tells its failures."""
    for statement in load_statements():
        commands = {c.name for c in _commands(statement)}
        properties = set(statement.names(Refers.PROPERTY)) | set(statement.names(Refers.THEOREM))
        for name in statement.names(Refers.CHANGE):
            touched, broken = _changed_by(name)
            assert touched & commands or broken & properties, (statement.id, name)
        causes = [CAUSES[name] for name in statement.names(Refers.CAUSE)]
        for cause in causes:
            there = {*cause.fails, *cause.blocks} & commands
            assert there or cause.failure in statement.names(Refers.FAILURE), (statement.id, cause.name)
        for name in statement.names(Refers.CONDITION):
            assert CONDITIONS[name].told or any(name in variables_of(c.when) for c in causes), (statement.id, name)


def test_every_condition_that_rests_on_the_article_is_named_by_a_statement() -> None:
    named = {name for s in load_statements() for name in s.names(Refers.CONDITION)}
    read = {n for s in load_statements() for c in s.names(Refers.CAUSE) for n in variables_of(CAUSES[c].when)}
    resting = {name for name, c in CONDITIONS.items() if c.citation == SOURCE}
    assert len(resting) > 20
    # How long pre-copy takes is said of the memory; no sentence of the article depends on how much there is.
    assert resting - named - read == {"vm.memory"}


def test_the_articles_common_issues_are_all_causes_that_can_be_set() -> None:
    """Lines 22 to 30, in the order of the article: one condition each that switches the issue on."""
    issues = {
        "K37": "network.source_mtu",
        "K38": "network.path_mtu",
        "K39": "vm.memory_reservation",
        "K40": "vm.hardware",
        "K41": "storage.visible",
        "K42": "vm.log_rotate_size",
        "K43": "vm.guest_64bit",
        "K44": "storage.healthy",
        "K45": "nfs.same_path",
    }
    statements = {s.id: s for s in load_statements()}
    for statement, condition in issues.items():
        assert condition in statements[statement].names(Refers.CONDITION)


def test_no_reference_dangles() -> None:
    assert _unknown(load_statements()) == []


ONE = """
[[statement]]
id = "K01"
covers = ["1.1"]
anchors = ["x"]
says = "x"
"""


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ('commands = ["fall_bak"]', "K01: commands has no 'fall_bak'; the nearest: fall_back"),
        ('commands = ["rounds_*"]', "K01: commands has no 'rounds_*'; the nearest: round_shrinks"),
        ('variables = ["disk.owner"]', "K01: variables has no 'disk.owner'; the nearest: disk.holder"),
        ('properties = ["S17"]', "K01: properties has no 'S17'"),
        ('properties = ["S6"]', "K01: properties has no 'S6'; the nearest: S6e, S6d, S6c"),
        ('theorems = ["S1"]', "K01: theorems has no 'S1'"),
        ('failures = ["F38"]', "K01: failures has no 'F38'"),
        ('changes = ["hard-deadlin"]', "K01: changes has no 'hard-deadlin'; the nearest: hard-deadline"),
        ('causes = ["nfs"]', "K01: causes has no 'nfs'"),
        ('conditions = ["nfs.same"]', "K01: conditions has no 'nfs.same'; the nearest: nfs.same_path"),
        ('states = ["source.WAITING"]', "K01: states has no 'source.WAITING'"),
    ],
)
def test_dangling_reference_is_found_with_the_nearest_names(reference: str, message: str) -> None:
    (found,) = _unknown(parse_statements(ONE + reference))
    assert found.startswith(message)


def test_pattern_is_valid_only_for_commands() -> None:
    assert _unknown(parse_statements(ONE + 'commands = ["round_*"]')) == []
    assert len(_unknown(parse_statements(ONE + 'variables = ["disk.*"]'))) == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "K02"', 'id = "K03"', "statement K03: the statements are numbered without a gap, K02 is next"),
        ('covers = ["3.2"]', 'covers = ["3"]', "statement K03: a sentence is written line.sentence"),
        ('covers = ["3.2"]', 'covers = ["3.0"]', "statement K03: a sentence is written line.sentence"),
        ('covers = ["3.2"]', "covers = []", "statement K03: give the sentences it covers"),
        ('not_modelled = "Any request', 'not_modeled = "Any request', "statement K03: unknown key not_modeled"),
        ('commands = ["cannot_converge"]', 'commands = "cannot_converge"', "statement K30: commands must be a list"),
        (
            'described = "What a guest',
            'causes = ["vt_disabled"]\ndescribed = "What a guest',
            "statement K33: it steers",
        ),
        ('["T3", "T6", "L3"]', '["T3", "T6", "T3"]', "statement K30: theorems names something twice"),
    ],
)
def test_damaged_data_is_refused_and_named(old: str, new: str, message: str) -> None:
    assert old in DATA
    with pytest.raises(DataError, match=re.escape(message)):
        parse_statements(DATA.replace(old, new, 1))


def test_statement_without_counterpart_and_without_reason_is_refused() -> None:
    with pytest.raises(DataError, match="statement K01: name what answers for it, or say in not_modelled"):
        parse_statements(ONE)


def test_page_shows_every_statement_and_its_reason() -> None:
    page = render_coverage(load_statements())
    for statement in load_statements():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {statement.id} |")]
        assert row.count(" | ") == 7
        for text in (statement.description, statement.not_modelled, *statement.names(Refers.COMMAND)):
            assert text in row


def test_border_of_a_cell_does_not_break_the_table() -> None:
    page = render_coverage(parse_statements(ONE.replace('says = "x"', 'says = "a|b"') + 'failures = ["F01"]'))
    assert "| K01 | a\\|b | 1.1 |" in page


def test_committed_page_is_current() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    hint = "run: vmotion explain --coverage --output docs/coverage.md"
    assert page == render_coverage(load_statements()), hint
