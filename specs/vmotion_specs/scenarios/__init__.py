"""Named runs of the protocol: what must happen in the cases that people ask about, each a script with its outcome."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from vmotion_model.language import Value, nearest
from vmotion_model.script import Script, ScriptError, load_script, read_script
from vmotion_specs.suite import Suite

SUFFIX = ".script"


@cache
def scenarios() -> Mapping[str, str]:
    """The text of every scenario by its name, in alphabetical order; ``vmotion_model.script`` reads and plays them."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda f: f.name)
    return MappingProxyType(
        {f.name.removesuffix(SUFFIX): f.read_text(encoding="utf-8") for f in files if f.name.endswith(SUFFIX)}
    )


def scenarios_of(suite: Suite) -> Mapping[str, str]:
    """The scenarios that ship of a model and its versions; only the protocol has some."""
    return scenarios() if suite.article else {}


def find_script(argument: str, suite: Suite, given: Mapping[str, Value] | None = None) -> Script:
    """A scenario by name, or the script in a file, read for the suite's model; raises ``ScriptError``.

    ``given`` are conditions that count more than those that the script sets.
    """
    known = scenarios_of(suite)
    if argument in known:
        return read_script(known[argument], suite.model, argument, given)
    path = Path(argument)
    if not path.exists():
        raise ScriptError(argument, f"there is no such file, and no scenario of that name; {nearest(argument, known)}")
    return load_script(path, suite.model, given)
