"""What users install: the README's first command in a fresh copy, and the built wheel in an empty environment."""

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def tracked_files() -> list[str]:
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("the fresh copy is made of the files that git knows, and this is no git checkout")
    return [line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


pytestmark = pytest.mark.long


@pytest.fixture
def fresh_copy(tmp_path: Path) -> Path:
    for name in tracked_files():
        target = tmp_path / "copy" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return tmp_path / "copy"


def environment() -> dict[str, str]:
    """Nothing of the environment that runs the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "PYTEST", "COV"))}
    here = str(Path(sys.executable).parent)
    kept["PATH"] = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if p != here)
    return kept


def commands_of_the_readme() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(python3 -m venv .*)\n```", text, re.MULTILINE)


def test_the_readmes_first_command_ends_with_the_verdict_table(fresh_copy: Path) -> None:
    first, second = commands_of_the_readme()
    assert first.rsplit("&&", 1)[0] == second.rsplit("&&", 1)[0]
    assert second.rstrip().endswith("pytest -q -n 2")
    done = subprocess.run(
        first, check=False, shell=True, cwd=fresh_copy, env=environment(), capture_output=True, text=True
    )
    if done.returncode and "Could not find a version" in done.stderr:
        pytest.skip("the package index is out of reach")
    assert done.returncode == 0, done.stderr
    assert re.search(r"^S1 +proved", done.stdout, re.MULTILINE)
    if sys.platform in ("linux", "darwin"):
        # No dot on PATH, and nothing but what that command has installed.
        for form, head in (("svg", b"<svg "), ("png", b"\x89PNG")):
            drawn = subprocess.run(
                [".venv/bin/vmotion", "diagram", "phases", "--format", form],
                cwd=fresh_copy,
                env={**environment(), "PATH": ""},
                capture_output=True,
                check=False,
            )
            assert drawn.stdout.startswith(head), drawn.stderr


def test_the_wheel_does_the_main_job_in_an_empty_environment(fresh_copy: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist")]
    subprocess.run(build, cwd=fresh_copy, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel)]
    done = subprocess.run(install, check=False, env=environment(), capture_output=True, text=True)
    if done.returncode and "Could not find a version" in done.stderr:
        pytest.skip("the package index is out of reach")
    assert done.returncode == 0, done.stderr
    command = tmp_path / "env" / "bin" / "vmotion"
    for arguments in (["check"], ["check", "--model", "admission"], ["check", "--list"]):
        done = subprocess.run(
            [command, *arguments], check=False, cwd=tmp_path, env=environment(), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "VIOLATED" not in done.stdout
