"""`vmotion diagnose` as a user types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.diagnose import FAILED
from vmotion_cli.main import cli
from vmotion_specs.conditions.properties import Ending


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["diagnose", *(str(a) for a in arguments)])


def test_where_it_stood_names_causes_and_what_to_look_at() -> None:
    result = run("--source", "MIGRATE_TO_VMX_PRECOPY", "--destination", "waiting")
    words = " ".join(result.output.split())
    assert result.exit_code == 0
    assert "each is possible; none is shown to be the cause" in words
    assert words.index("mtu_too_large") < words.index("connection_breaks")
    assert "Look next at the message" in words


@pytest.mark.long
def test_json_has_every_explanation() -> None:
    data = json.loads(run("--step", 3, "--format", "json").output)
    assert data["seen"]["step"] == "3"
    assert {"cpu_features_differ", "pool_gone"} <= {c["name"] for e in data["explanations"] for c in e["causes"]}
    assert data["look_at"] in ("message", "ending", "source", "destination")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "nothing was seen"),
        (("--source", "PRECOPPY"), "did you mean 'PRECOPY'"),
        (("--destination", "WAIT_HANDSHAKE"), "is no state of it"),
        (("no-such.log",), "no-such.log"),
    ],
)
def test_bad_input_is_one_message_and_exit_2(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_logs_of_a_migration_that_did_not_fail_are_refused() -> None:
    log = Path(__file__).parents[1] / "traces" / "data" / "old-complete.log"
    result = run(log)
    assert result.exit_code == 2
    assert "no migration that failed" in result.output


def test_time_that_is_up_is_not_decided() -> None:
    # No single cause on file shows so, and trying two takes searches.
    result = run("--source", "READY", "--destination", "CHECKPT", "--timeout", "0.1")
    assert result.exit_code == 3
    assert "there may be more" in " ".join(result.output.split())


def test_the_endings_that_can_be_named_are_the_failures() -> None:
    assert set(FAILED) == {str(e) for e in Ending} - {str(Ending.COMPLETED)}
