"""What a format of pictures is."""

from collections.abc import Callable
from dataclasses import dataclass

from vmotion_diagrams.description import Description


@dataclass(frozen=True, order=True)
class Format:
    """A format: its name, the file endings that mean it (with the dot), and the function that draws.

    ``render`` returns text, or bytes where ``binary``; it raises ``RendererError`` where this machine cannot draw.
    """

    name: str
    endings: tuple[str, ...]
    render: Callable[[Description], str | bytes]
    binary: bool = False
