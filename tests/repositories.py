"""Repositories of somebody else's, in which git and `vmotion` are called."""

import json
import subprocess
from pathlib import Path

from vmotion_specs.suite_json import form_of
from vmotion_specs.suites import suite


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder: Path, name: str = "timed-lock") -> Path:
    """One whose first commit holds the committed form of a model, a key a line; the path of that."""
    path = folder / "model" / "vmotion_model" / "models" / f"{name}.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(form_of(suite(name)), indent=2))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x")
    return path
