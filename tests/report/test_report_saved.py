"""Runs that are saved: a script that plays, a test that passes, and literals that stay literals."""

import ast
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.machines import Migration
from vmotion_model.script import play, read_script
from vmotion_report.live import Live
from vmotion_report.saved_run import Origin, as_test, literal
from vmotion_specs.suites import Suite


@given(st.text() | st.integers() | st.booleans())
def test_a_literal_reads_back_as_what_it_was_and_holds_no_line_break(value: str | int | bool) -> None:
    text = literal(value)
    assert ast.literal_eval(text) == value
    assert text.isascii()
    assert text.isprintable()


def test_a_saved_script_and_a_saved_test_lead_to_the_same_end(suite: Suite, tmp_path: Path) -> None:
    live = Live(suite, Origin("vmotion"))
    live.answer("scenario", {"name": "f-source-dies-after-release"})
    now = live.answer("elapse", {"seconds": 7})
    script = read_script(live.script(), suite.model, "saved")
    assert play(script, Migration(suite.model)).state == now["here"]["values"]
    saved = tmp_path / "test_run.py"
    saved.write_text(live.test(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(saved)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    # It looks at the end: with a step less it fails.
    steps = now["steps"]
    assert steps[-1]["command"] == "elapse"
    saved.write_text(live.test().replace('    "elapse 7",\n', ""), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(saved)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed" in done.stdout


def test_a_saved_test_of_a_changed_model_makes_the_change_again() -> None:
    text = as_test(Origin("vmotion", 'fall-back.toml"\nimport os'), ["request"], {"a": True, "b": 1}, 0)
    names = {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.alias)}
    assert names == {"Migration", "changed_suite", "find_change", "suite"}
