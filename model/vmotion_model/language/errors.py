"""Errors of the model language: one clear sentence each, with the nearest valid name where a name was wrong."""

from collections.abc import Iterable
from difflib import get_close_matches

from vmotion_model.common.errors import VmotionError


class ModelError(VmotionError):
    """A model, change or expression that means nothing; the message says where and what to do."""


class ExpressionError(ModelError):
    """Text that is no expression of the language.

    ``offset`` counts characters from the start of the text, so that a caller who knows where the text stands can
    name line and column.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        """Keep the message and the place in the text."""
        super().__init__(message)
        self.offset = offset


def nearest(name: str, valid: Iterable[str]) -> str:
    """The end of an error message about a misspelt ``name``: the closest valid names, or all of a short list."""
    names = sorted(str(n) for n in valid)
    close = [n for n in names if n.casefold() == name.casefold()] or get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return f"did you mean {' or '.join(repr(n) for n in close)}?"
    if names and len(names) <= 12:
        return f"valid names: {', '.join(names)}"
    return "no name is close to it"
