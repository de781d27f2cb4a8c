"""What vMotion is: the model language, the protocol written in it, machines that run it, and the arithmetic of pre-copy."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .machines import Migration, NotEnabledError
    from .protocol import vmotion

__all__ = ["Migration", "NotEnabledError", "vmotion"]
_HOME = {"Migration": "machines", "NotEnabledError": "machines", "vmotion": "protocol"}


def __getattr__(name: str) -> Any:
    """What this package offers is loaded when it is first used: most of it asks for none of the rest."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
