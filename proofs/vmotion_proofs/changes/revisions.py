"""Versions of a model: in a file, in the working tree, and at a git revision.

A revision is read from the JSON form that was committed with it, and then none of its code runs. Only where there is none,
and the model is the user's own Python code, that code is run, in a process of its own and from a temporary copy.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import vmotion_model
from vmotion_model.language import ModelError
from vmotion_specs.change import Change, Expectation
from vmotion_specs.own import is_file
from vmotion_specs.suite import Suite
from vmotion_specs.suite_json import ModelVersion, form_of, version_of
from vmotion_specs.text_places import Places, located_json, placed

from .git_repository import Repository

COMMITTED = "model/vmotion_model/models/{name}.json"
"""Where the JSON form of a model that ships lies in the repository."""
BUILD_S = 300
_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from vmotion_specs.build_suite import main; main()"


def versions(argument: str, suite: Suite) -> tuple[ModelVersion, ModelVersion, Change]:
    """The version that ``argument`` names, the one of today, and what the comparison of both is called.

    ``argument`` is a JSON file or a git revision. That of today is what lies in the working tree of the repository; only where
    there is none, and a file is named, it is the installed one. Raises ``ModelError`` with what to do.
    """
    place = _place(suite)
    before = place.at(argument)
    after, what = place.today(argument)
    return before, after, Change(argument, f"{what} against {argument}", "", suite.name, (), Expectation(), Places(""))


def version_at(argument: str, suite: Suite) -> ModelVersion:
    """The version in a JSON file, or at a git revision of the repository that the model lies in."""
    return _place(suite).at(argument)


def working_form(suite: Suite) -> Path | None:
    """The JSON form that stands for the version of today; None where that is made by code, which is its source."""
    return _place(suite).working_form()


def _place(suite: Suite) -> "_Place":
    if suite.shipped or not suite.source:
        return _Shipped(suite)
    return _OwnFile(suite) if is_file(suite.source) else _OwnCode(suite)


@dataclass(frozen=True)
class _Place:
    """Where versions of a suite's model are looked for."""

    suite: Suite

    def at(self, argument: str) -> ModelVersion:
        """The version in a JSON file, or at a revision."""
        path = Path(argument)
        if path.is_file():
            return self.read(_read(path, argument), argument)
        return self.revision(argument)

    def read(self, text: str, name: str) -> ModelVersion:
        """The version in a text that is called ``name``; one that says not what is asked is asked what is asked today."""
        data = located_json(text, name)
        try:
            version = version_of(data, None)
            return version if version.stated else replace(version, properties=self.suite.properties_of(version.model))
        except ModelError as error:
            raise placed(error, name) from None

    def revision(self, revision: str) -> ModelVersion:
        """The version at a revision."""
        raise NotImplementedError

    def today(self, argument: str) -> tuple[ModelVersion, str]:
        """The version of today, and what it is called beside ``argument``."""
        raise NotImplementedError

    def working_form(self) -> Path | None:
        """The file that is the version of today; None where code makes it."""
        return None


@dataclass(frozen=True)
class _Shipped(_Place):
    """A model that ships: its committed form, in whatever repository the current folder is in."""

    def read(self, text: str, name: str) -> ModelVersion:
        return version_of(_data(text, name), self.suite)

    def revision(self, revision: str) -> ModelVersion:
        path = COMMITTED.format(name=self.suite.name)
        repository = Repository.around(Path())
        if repository is None:
            raise ModelError(f"{revision} is no file, and this folder is in no git repository")
        text = repository.text_at(revision, path)
        if text is None:
            raise ModelError(f"{revision} is neither a file nor a revision with {path}: there it has none")
        return self.read(text, revision)

    def today(self, argument: str) -> tuple[ModelVersion, str]:
        suite, repository = self.suite, Repository.around(Path())
        path = None if repository is None else repository.top / COMMITTED.format(name=suite.name)
        if path is None or not path.is_file():
            if Path(argument).is_file():
                return ModelVersion(suite.model, suite.properties), "The installed package"
            where = "this folder is in no git repository" if path is None else f"there is no {path} in the working tree"
            raise ModelError(f"{where}: there is no model to compare with {argument}; --model names another one")
        assert repository is not None
        data = _data(_read(path, str(path)), str(path))
        note = _uncommitted(repository, repository.path_of(path))
        if _runs_from(repository):
            _refuse_stale(data, suite, path)
            return ModelVersion(suite.model, suite.properties, note=note), "The working tree"
        return replace(version_of(data, suite), note=note), "The working tree"

    def working_form(self) -> Path | None:
        repository = Repository.around(Path())
        path = None if repository is None else repository.top / COMMITTED.format(name=self.suite.name)
        if repository is None or path is None or not path.is_file() or _runs_from(repository):
            return None
        return path


@dataclass(frozen=True)
class _OwnFile(_Place):
    """A model in a JSON file: the file itself, and what it was at a revision."""

    def revision(self, revision: str) -> ModelVersion:
        repository, path = self._repository(revision)
        text = repository.text_at(revision, path)
        if text is None:
            raise ModelError(f"{revision} has no {path}: there is no model to compare with")
        return self.read(text, f"{revision}:{path}")

    def today(self, argument: str) -> tuple[ModelVersion, str]:
        version = ModelVersion(self.suite.model, self.suite.properties)
        if Path(argument).is_file():
            return version, self.suite.source
        repository, path = self._repository(argument)
        return replace(version, note=_uncommitted(repository, path)), "The working tree"

    def working_form(self) -> Path | None:
        return Path(self.suite.source)

    def _repository(self, revision: str) -> tuple[Repository, str]:
        source = Path(self.suite.source)
        repository = Repository.around(source.resolve().parent)
        path = None if repository is None else repository.path_of(source)
        if repository is None or path is None:
            raise ModelError(f"{revision} is no file, and {source} lies in no git repository")
        return repository, path


@dataclass(frozen=True)
class _OwnCode(_Place):
    """A model in Python code: its JSON form beside the module where that is committed, else its code, run elsewhere."""

    def revision(self, revision: str) -> ModelVersion:
        repository, module = self._repository(revision)
        path = repository.path_of(self._form(module))
        text = None if path is None else repository.text_at(revision, path)
        if text is not None:
            return self.read(text, f"{revision}:{path}")
        return self.read(self._built(repository, revision), f"the model of {revision}")

    def today(self, argument: str) -> tuple[ModelVersion, str]:
        version = ModelVersion(self.suite.model, self.suite.properties)
        if Path(argument).is_file():
            return version, self.suite.source
        repository, module = self._repository(argument)
        form = self._form(module)
        if form.is_file():
            _refuse_stale(_data(_read(form, str(form)), str(form)), self.suite, form)
        return replace(version, note=_uncommitted(repository)), "The working tree"

    def _repository(self, revision: str) -> tuple[Repository, Path]:
        name = self.suite.source.partition(":")[0]
        file = getattr(sys.modules.get(name), "__file__", None)
        repository = None if file is None else Repository.around(Path(file).resolve().parent)
        if file is None or repository is None:
            raise ModelError(f"{revision} is no file, and the module {name} ({file}) lies in no git repository")
        return repository, Path(file)

    def _form(self, module: Path) -> Path:
        return module.resolve().parent / f"{self.suite.name}.json"

    def _built(self, repository: Repository, revision: str) -> str:
        """The JSON form that the revision's code gives in a process of its own; raises ``ModelError``."""
        with repository.copy_of(revision) as tree:
            # Whoever runs this outside of the repository has the module on Python's path.
            here = repository.path_of(Path())
            folder = tree if here is None else tree / here
            if not folder.is_dir():
                raise ModelError(f"{revision} has no folder {here}, from which {self.suite.source} would be loaded")
            asked = {
                "argument": self.suite.source,
                "folder": str(folder),
                "tree": str(tree),
                "top": str(repository.top),
            }
            answer = _answer(asked, revision)
            if "error" in answer:
                said = str(answer["error"]).replace(f"{tree}{os.sep}", f"{revision}:").replace(str(tree), revision)
                raise ModelError(f"the model of {revision} can't be built: {said}")
            return json.dumps(answer["form"], indent=1)


def _answer(asked: Mapping[str, str], revision: str) -> Mapping[str, Any]:
    entries = json.dumps([str(Path(entry).resolve()) for entry in sys.path])
    try:
        done = subprocess.run(  # noqa: S603 - this Python, on the code that the user named
            [sys.executable, "-B", "-c", _CHILD, entries],
            cwd=asked["folder"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=False,
            timeout=BUILD_S,
        )
    except subprocess.TimeoutExpired:
        raise ModelError(f"the model of {revision} can't be built: its code runs for more than {BUILD_S} s") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {done.returncode}"]
        raise ModelError(f"the model of {revision} can't be built: {said[-1][:300]}") from None
    return answer if isinstance(answer, dict) else {"error": "no answer"}


def _runs_from(repository: Repository) -> bool:
    """Whether the package runs from a working tree: then its code is the source, and the JSON form is made from it."""
    return Path(vmotion_model.__file__).resolve().is_relative_to(repository.top)


def _uncommitted(repository: Repository, path: str | None = None) -> str:
    if not repository.dirty(path):
        return ""
    return f"{path or 'The working tree'} has changes that are not committed; they are part of what was judged"


def _refuse_stale(data: Mapping[str, Any], suite: Suite, path: Path) -> None:
    if data != json.loads(json.dumps(form_of(suite))):
        option = "" if suite.source == "vmotion" else f" --model {suite.source or suite.name}"
        raise ModelError(
            f"{path} is not what the code says: write it again with vmotion export json{option} --output {path}"
        )


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
