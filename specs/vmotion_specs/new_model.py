"""A model to begin with: what ``vmotion new NAME`` writes."""

import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template

from vmotion_model.common.errors import InputError
from vmotion_model.common.files import WriteError
from vmotion_model.language.types import is_name

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_FILES: Mapping[str, str] = {
    "model.py.txt": "$module.py",
    "change.toml.txt": "changes/silence-is-consent.toml",
    "test.py.txt": "test_$module.py",
    "workflow.yml.txt": ".github/workflows/$name.yml",
}
"""What each template becomes."""


def module_of(name: str) -> str:
    """The Python module of a model; raises ``InputError`` for a name that it can't have."""
    if not _word(name):
        raise InputError(f"{name!r} is no name for a model: small letters, digits, - and _ are wanted, such as my-lock")
    module = name.replace("-", "_")
    if not is_name(module):
        raise InputError(f"{name!r} is a word of Python's grammar: another name is wanted")
    if module in sys.stdlib_module_names:
        raise InputError(f"{name!r} is a module of Python itself, which yours would hide: another name is wanted")
    if find_spec(module) is not None:
        raise InputError(f"there is a module {module!r} already, which yours would hide: another name is wanted")
    return module


def _word(name: str) -> bool:
    return len(name) <= 60 and _NAME.fullmatch(name) is not None


def write_model(name: str, parent: Path) -> tuple[Path, ...]:
    """Write the folder ``name`` into ``parent``, whole or not at all; returns its files.

    Raises ``InputError`` for a name that can't be one or a folder that is there, ``WriteError`` where it can't be written.
    """
    folder = parent / name
    if _word(name) and (folder.exists() or folder.is_symlink()):
        raise InputError(f"{folder} is there already, and nothing in it is overwritten: another name is wanted")
    module = module_of(name)
    words = {"name": name, "module": module}
    written = []
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=f".{name}.") as part:
            made = Path(part) / name
            for template, target in _FILES.items():
                path = Path(Template(target).substitute(words))
                (made / path).parent.mkdir(parents=True, exist_ok=True)
                text = (files(__package__) / "template" / template).read_text(encoding="utf-8")
                (made / path).write_text(Template(text).substitute(words), encoding="utf-8")
                written.append(folder / path)
            shutil.move(made, folder)
    except OSError as problem:
        raise WriteError(f"{folder} can't be written: {problem.strerror}") from None
    return tuple(written)
