"""Named runs of the protocol: what must happen in the cases that people ask about, each a script with its outcome."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

SUFFIX = ".script"


@cache
def scenarios() -> Mapping[str, str]:
    """The text of every scenario by its name, in alphabetical order; ``vmotion_model.script`` reads and plays them."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda f: f.name)
    return MappingProxyType(
        {f.name.removesuffix(SUFFIX): f.read_text(encoding="utf-8") for f in files if f.name.endswith(SUFFIX)}
    )
