"""Versions of a model, read from their committed JSON form; no code of a revision ever runs."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import vmotion_model
from vmotion_model.language import ModelError
from vmotion_specs.change import Change, Expectation
from vmotion_specs.committed import ModelVersion, form_of, version_of
from vmotion_specs.locate import Places
from vmotion_specs.suites import Suite

COMMITTED = "model/vmotion_model/models/{name}.json"
"""Where each model's JSON form lies in the repository."""


def versions(argument: str, suite: Suite) -> tuple[ModelVersion, ModelVersion, Change]:
    """The version that ``argument`` names, the one of today, and what the comparison of both is called.

    ``argument`` is a JSON file or a git revision of the repository that the current folder is in. That of today is what lies in
    the working tree of that repository; only where there is none, and a file is named, it is the installed one. Raises
    ``ModelError`` with what to do.
    """
    before = version_at(argument, suite)
    after, what = _today(argument, suite)
    return before, after, Change(argument, f"{what} against {argument}", "", suite.name, (), Expectation(), Places(""))


def version_at(argument: str, suite: Suite) -> ModelVersion:
    """The version in a JSON file, or at a git revision of the repository that the current folder is in."""
    path = Path(argument)
    text = _read(path, argument) if path.is_file() else _git_show(argument, COMMITTED.format(name=suite.name))
    return version_of(_data(text, argument), suite)


def _today(argument: str, suite: Suite) -> tuple[ModelVersion, str]:
    top = _top()
    path = None if top is None else top / COMMITTED.format(name=suite.name)
    if path is None or not path.is_file():
        if Path(argument).is_file():
            return ModelVersion(suite.model, suite.properties), "The installed package"
        where = "this folder is in no git repository" if top is None else f"there is no {path} in the working tree"
        raise ModelError(f"{where}: there is no model to compare with {argument}; --model names another one")
    data = _data(_read(path, str(path)), str(path))
    if top is not None and Path(vmotion_model.__file__).resolve().is_relative_to(top.resolve()):
        # The package runs from this working tree: its code is the source, and the JSON form is made from it.
        own = json.loads(json.dumps(form_of(suite)))
        if data != own:
            option = "" if suite.name == "vmotion" else f" --model {suite.name}"
            raise ModelError(
                f"{path} is not what the code says: write it again with vmotion export json{option} --output {path}"
            )
        return ModelVersion(suite.model, suite.properties), "The working tree"
    return version_of(data, suite), "The working tree"


def _top() -> Path | None:
    try:
        done = _git("rev-parse", "--show-toplevel")
    except ModelError:
        # Without git there is no repository; a file can be compared all the same.
        return None
    return Path(done.stdout.decode(errors="replace").strip()) if done.returncode == 0 else None


def _read(path: Path, argument: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{argument} can't be read: {error}") from None


def _data(text: str, argument: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{argument} holds no JSON: {error}") from None
    if not isinstance(data, dict):
        raise ModelError(f"{argument} holds no model: the JSON form of a model is an object")
    return data


def _git_show(revision: str, path: str) -> str:
    if revision.startswith("-"):
        raise ModelError(f"{revision!r} is no revision")
    done = _git("show", "--end-of-options", f"{revision}:{path}")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise ModelError(f"{revision} is neither a file nor a revision with {path}: {said[0]}")
    return done.stdout.decode("utf-8", errors="replace")


def _git(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; a revision is one argument and no option
            ["git", *arguments],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ModelError(f"git can't be asked for {arguments[-1]}: {error}") from None
