"""Named runs of the protocol: what must happen in the cases that people ask about, each a script with its outcome."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from vmotion_model.language import Model, nearest
from vmotion_model.protocol import vmotion
from vmotion_model.script import Script, ScriptError, load_script, read_script

SUFFIX = ".script"


@cache
def scenarios() -> Mapping[str, str]:
    """The text of every scenario by its name, in alphabetical order; ``vmotion_model.script`` reads and plays them."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda f: f.name)
    return MappingProxyType(
        {f.name.removesuffix(SUFFIX): f.read_text(encoding="utf-8") for f in files if f.name.endswith(SUFFIX)}
    )


def scenarios_of(model: Model) -> Mapping[str, str]:
    """The scenarios of one shipped model; only the protocol has some."""
    return scenarios() if model.name == vmotion().name else {}


def find_script(argument: str, model: Model) -> Script:
    """A scenario by name, or the script in a file, read for ``model``; raises ``ScriptError``."""
    known = scenarios_of(model)
    if argument in known:
        return read_script(known[argument], model, argument)
    path = Path(argument)
    if not path.exists():
        raise ScriptError(argument, f"there is no such file, and no scenario of that name; {nearest(argument, known)}")
    return load_script(path, model)
