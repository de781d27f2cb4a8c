"""The published schema of the JSON of `vmotion trace`: what the command prints fits it, key by key."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from outcomes import vmotion

LOGS = Path(__file__).parents[1] / "data" / "logs"
TEXT = files("vmotion_report.outputs").joinpath("trace.schema.json").read_text(encoding="utf-8")


def closed(schema: Any) -> Any:
    """The schema with every object closed, so that a key that it does not list is noticed."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return (
        {**inner, "additionalProperties": False} if inner.get("type") == "object" and "properties" in inner else inner
    )


PUBLISHED = Draft202012Validator(closed(json.loads(TEXT)))
GIVEN = {
    "all logs": [str(LOGS)],
    "several causes": ["A general system error occurred: Timed out waiting for migration data."],
    "one cause, a device": ["Virtual device 'PCI device 0' cannot be migrated."],
    "beyond the model": ["Permission to perform this operation was denied while migrating the virtual machine."],
    "success": ["Migrate virtual machine: Completed"],
}


def printed(*arguments: str) -> Any:
    return json.loads(vmotion("trace", *arguments, "--format", "json").stdout)


@pytest.mark.parametrize("name", GIVEN)
def test_the_json_is_what_its_published_schema_says(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(TEXT))
    answer = printed(*GIVEN[name])
    PUBLISHED.validate(answer)
    assert not PUBLISHED.is_valid({**answer, "verdict": "fine"})
    assert not PUBLISHED.is_valid({**answer, "more": 1})


def test_the_json_of_a_contradiction_and_of_a_last_round_fits_the_schema(tmp_path: Path) -> None:
    header = "2031-05-01T10:00:0{}.000Z| vmx| I125: "
    lines = [
        "Received migrate 'to' request for mid id 4200000000000001, src ip <192.0.2.1>, dst ip <192.0.2.2>(x).",
        "MigrateSetState: Transitioning from state 0 to 1.",
        "MigrateSetState: Transitioning from state 1 to 3.",
    ]
    log = tmp_path / "vmware.log"
    log.write_text("".join(header.format(n) + line + "\n" for n, line in enumerate(lines)), encoding="utf-8")
    answer = printed(str(log), str(LOGS / "source-vmkernel-8.log"))
    PUBLISHED.validate(answer)
    assert any(m["first_impossible"] for m in answer["migrations"])
    assert any(m["explanation"] and m["explanation"]["contradicting"] for m in answer["migrations"])
    assert any(m["measures"] and m["measures"]["last_round"] for m in answer["migrations"])
