"""The committed bundle is what today's sources give, and says under which licences its parts stand."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "report"
ASSETS = ROOT / "vmotion_report" / "assets"


def test_the_bundle_was_made_of_todays_sources() -> None:
    """Without Node: by the digest that the build left. Otherwise: npm ci && npm run build, in report/."""
    names = [*(f"src/{p.name}" for p in sorted((ROOT / "src").iterdir(), key=lambda p: p.name))]
    names += ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"]
    found = hashlib.sha256()
    for name in names:
        found.update(f"{name}\n".encode() + (ROOT / name).read_bytes())
    assert found.hexdigest() == (ASSETS / "sources.sha256").read_text(encoding="utf-8").strip()


def test_every_package_in_the_bundle_has_its_licence_there() -> None:
    text = (ASSETS / "LICENSES.txt").read_text(encoding="utf-8")
    for package in ("preact", "@dagrejs/dagre", "d3-zoom", "d3-scale", "d3-shape"):
        assert f"\n{package} " in text
    assert text.count("Permission") >= 10
    assert "GPL" not in text


def test_the_lock_file_names_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text


@pytest.mark.long
def test_a_build_of_the_locked_packages_gives_the_same_bytes(tmp_path: Path) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("Node is not installed here: the bundle is not built again")
    copy = tmp_path / "report"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("node_modules", "vmotion_report", "__pycache__"))
    got = subprocess.run([npm, "ci", "--ignore-scripts"], cwd=copy, capture_output=True, text=True, check=False)
    if got.returncode and any(word in got.stderr for word in ("ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT")):
        pytest.skip("the registry of the packages is out of reach: the bundle is not built again")
    assert got.returncode == 0, got.stderr
    for command in ([npm, "run", "types"], [node, "build.mjs", str(tmp_path / "built")]):
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    for name in ("report.js", "report.css", "LICENSES.txt", "sources.sha256"):
        assert (tmp_path / "built" / name).read_bytes() == (ASSETS / name).read_bytes(), name
