"""The model of another revision, read from its committed JSON form; no code of that revision ever runs."""

import json
import subprocess
from pathlib import Path

from vmotion_model.language import Model, ModelError, from_json

COMMITTED = "model/vmotion_model/models/{name}.json"
"""Where each model's JSON form lies in the repository."""


def model_at(argument: str, name: str) -> Model:
    """The model in a JSON file, or at a git revision of the repository that the current folder is in.

    Raises ``ModelError`` with what to do.
    """
    path = Path(argument)
    if path.is_file():
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(f"{argument} can't be read: {error}") from None
    else:
        text = _git_show(argument, COMMITTED.format(name=name))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{argument} holds no JSON: {error}") from None
    if not isinstance(data, dict):
        raise ModelError(f"{argument} holds no model: the JSON form of a model is an object")
    return from_json(data)


def _git_show(revision: str, path: str) -> str:
    if revision.startswith("-"):
        raise ModelError(f"{revision!r} is no revision")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the revision is one argument and no option
            ["git", "show", "--end-of-options", f"{revision}:{path}"],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ModelError(f"git can't be asked for {revision}: {error}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise ModelError(f"{revision} is neither a file nor a revision with {path}: {said[0]}")
    return done.stdout.decode("utf-8", errors="replace")
