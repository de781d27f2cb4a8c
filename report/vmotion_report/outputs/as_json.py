"""The JSON form of a check; ``check.schema.json`` beside this file says what it holds."""

from importlib.resources import files
from typing import Any

from vmotion_proofs.changes.report import proposal_to_json
from vmotion_proofs.results.report import check_to_json

from .outcome import CheckOutcome, JudgedModel

SCHEMA_FILE = "check.schema.json"


def to_data(outcome: CheckOutcome) -> Any:
    """An object for one model or change, a list for several changes, and for one that was asked for as one of many."""
    forms = [_form(judged, outcome.without) for judged in outcome.judged]
    return forms[0] if len(forms) == 1 and not outcome.listed else forms


def _form(judged: JudgedModel, without: tuple[str, ...]) -> dict[str, Any]:
    if judged.proposal is not None:
        return proposal_to_json(judged.proposal, without, judged.sweep)
    assert judged.result is not None
    return check_to_json(judged.result, without=without)


def schema_text() -> str:
    """The JSON Schema of the JSON form, as it ships."""
    return (files(__package__) / SCHEMA_FILE).read_text(encoding="utf-8")
