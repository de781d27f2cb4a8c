"""docs/causes.md: the committed page is what the command writes, names every cause, and explains every difference."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from vmotion_cli import causes
from vmotion_model.catalogue import by_id
from vmotion_model.protocol.conditions import CAUSES, UNTIED
from vmotion_model.protocol.conditions.api_faults import DIRECT, MEANS_NONE
from vmotion_model.protocol.conditions.catalogue_differences import EARLIER, NOT_THERE, OUT_OF_ORDER
from vmotion_model.protocol.vocabulary import Source
from vmotion_proofs.conditions.compared_with_articles import Shown, in_order

PAGE = Path(__file__).parents[2] / "docs" / "causes.md"
BY_NAME = {c.name: c for c in CAUSES}


def _rows(heading: str) -> Iterator[list[str]]:
    """The cells of a section's table, without its head."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.partition(heading)[2].partition("\n## ")[0] if heading else text.partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_the_page_has_a_row_and_a_word_of_advice_for_every_cause() -> None:
    rows = {row[0].split()[-1]: row for row in _rows("")}
    assert set(rows) == set(BY_NAME)
    text = PAGE.read_text(encoding="utf-8")
    for name, row in rows.items():
        assert row[2] in ("fails", "may fail", "completes")
        assert f"- **{name}**" in text
    for failure, why in UNTIED.items():
        assert f"- **{failure}** " in text
        assert why in text


def test_the_page_names_every_theorem_with_its_verdict() -> None:
    verdicts = {row[0]: row[2] for row in _rows("## What holds under conditions")}
    assert verdicts == {"C0": "proved", "C1": "exhausted", "C2": "exhausted", "C3": "exhausted", "C4": "exhausted"}


def test_every_cause_shows_in_a_step_that_its_entry_names_or_has_a_reason() -> None:
    """Of the committed page: the step that was searched for, beside the steps of the catalogue."""
    elsewhere = set()
    for row in _rows(""):
        cause = BY_NAME[row[0].split()[-1]]
        if cause.failure:
            assert row[4] == ", ".join(map(str, by_id(cause.failure).steps))
            if row[3] and int(row[3]) not in by_id(cause.failure).steps:
                elsewhere.add(cause.name)
    assert elsewhere == set(EARLIER)


def test_every_difference_on_the_page_has_its_reason_and_no_reason_is_without_one() -> None:
    told = {row[0].split()[0]: row[3] for row in _rows("## Where the model and the articles differ")}
    assert told == {**EARLIER, **NOT_THERE}


def test_the_source_goes_on_as_the_articles_percentages_rise() -> None:
    """10 %, 82 % and 90 % of KB 1003734 and those of the reports, but for the entries whose reason is written down."""
    shown = [Shown(BY_NAME[row[1].split()[1]], row[0], row[2]) for row in _rows("## What a percentage says")]
    assert {s.percentage for s in shown} >= {"10 %", "82 %", "90 %"}
    kept = [s for s in shown if s.cause.failure not in OUT_OF_ORDER]
    assert in_order(kept)
    for failure in OUT_OF_ORDER:
        assert not in_order([*kept, *(s for s in shown if s.cause.failure == failure)]), failure


def test_order_is_that_of_the_states() -> None:
    cause = CAUSES[0]
    early, late = Shown(cause, "10 %", Source.READY), Shown(cause, "82 %", Source.WAIT_HANDSHAKE)
    assert in_order([late, early])
    assert not in_order([Shown(cause, "10-14 %", Source.CHECKPT), Shown(cause, "20 %", Source.PRECOPY)])


def test_the_page_names_every_fault_of_the_api() -> None:
    named = {fault for row in _rows("## Faults of the API") for fault in row[0].split(", ")}
    assert set(DIRECT) | set(MEANS_NONE) <= named


@pytest.mark.long
def test_the_committed_page_is_what_the_command_writes(tmp_path: Path) -> None:
    made = tmp_path / "causes.md"
    result = CliRunner().invoke(causes.command, ["--format", "markdown", "--output", str(made)])
    assert result.exit_code == 0, result.output
    hint = "run: vmotion causes --format markdown --output docs/causes.md"
    assert made.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8"), hint
