"""The picture of the page in the README shows what the page shows now, and is drawn by its command."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from PIL import Image

from report_pages import ROOT

SCRIPT = run_path(str(ROOT / "docs" / "report_picture.py"))
MOST_BYTES = 200_000


@pytest.fixture(scope="module")
def found() -> Mapping[str, Any]:
    """What the page is made from."""
    data: Mapping[str, Any] = SCRIPT["data"]()
    return data


def test_the_picture_is_of_todays_page(found: Mapping[str, Any]) -> None:
    hint = "run python docs/report_picture.py, and look at docs/report.png"
    assert SCRIPT["digest_in"](SCRIPT["PICTURE"]) == SCRIPT["digest_now"](found), hint
    assert SCRIPT["PICTURE"].stat().st_size < MOST_BYTES
    assert "(docs/report.png)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_another_run_makes_it_out_of_date_and_other_texts_do_not(found: Mapping[str, Any]) -> None:
    now = SCRIPT["digest_now"](found)
    (run,) = found["book"]["runs"]
    assert run["steps"][13]["command"] == "network_times_out"
    shorter = {**found, "book": {**found["book"], "runs": [{**run, "steps": run["steps"][:-1]}]}}
    assert SCRIPT["digest_now"](shorter) != now
    assert SCRIPT["digest_now"]({**found, "failures": {}}) == now
    assert SCRIPT["digest_in"](ROOT / "no-such.png") is None


@pytest.mark.long
def test_the_command_draws_it_and_says_when_it_is_out_of_date(found: Mapping[str, Any], tmp_path: Path) -> None:
    if shutil.which("chromium") is None:
        pytest.skip("no Chromium is installed here (Debian: apt-get install chromium)")
    drawn = tmp_path / "report.png"
    command = [sys.executable, str(ROOT / "docs" / "report_picture.py"), str(drawn)]
    late = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert (late.returncode, drawn.exists()) == (1, False)
    assert "report.png is out of date" in late.stderr
    subprocess.run(command, check=True)
    assert subprocess.run([*command, "--check"], check=False).returncode == 0
    assert SCRIPT["digest_in"](drawn) == SCRIPT["digest_now"](found)
    assert drawn.stat().st_size < MOST_BYTES
    with Image.open(drawn) as image:
        assert image.size == (1860, 1350)
        assert len(image.getcolors(1000) or ()) > 40
    assert list(tmp_path.iterdir()) == [drawn]
