"""What was renamed is still understood: scripts of others go on, and no help names what is gone."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from vmotion_cli.main import cli
from vmotion_cli.options import renamed
from vmotion_proofs.results.select_properties import weakened
from vmotion_specs.suites import suite


@pytest.mark.parametrize(
    ("given", "now"),
    [
        (["strength", "--anew"], ["mutation", "--no-cache"]),
        (["check", "--anew", "--list"], ["check", "--no-cache", "--list"]),
        (["certify", "--witness=spin"], ["certify", "--cross-check=spin"]),
        (["certify", "--witness", "tlc"], ["certify", "--cross-check", "tlc"]),
        # Another command's option, what is no option, and what stands behind -- are left alone.
        (["explain", "--anew"], ["explain", "--anew"]),
        (["explain", "strength"], ["explain", "strength"]),
        (["check", "--", "--anew"], ["check", "--", "--anew"]),
        ([], []),
    ],
)
def test_former_names_of_commands_and_options(given: list[str], now: list[str]) -> None:
    assert renamed(given) == now


@given(st.lists(st.text(max_size=12), max_size=6))
def test_present_names_stay(arguments: list[str]) -> None:
    once = renamed(arguments)
    assert len(once) == len(arguments)
    assert renamed(once) == once


def test_a_former_command_runs_and_the_help_does_not_name_it() -> None:
    run = CliRunner().invoke(cli, ["strength", "--help"])
    assert run.exit_code == 0
    assert "--no-cache" in run.output
    assert "--anew" not in run.output
    assert "strength" not in CliRunner().invoke(cli, ["--help"]).output


def test_former_names_of_assumptions() -> None:
    properties = suite("vmotion").properties
    assert weakened(properties, ["console rests"]) == weakened(properties, ["finitely many console sessions"])
