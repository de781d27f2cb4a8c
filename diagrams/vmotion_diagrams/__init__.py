"""Pictures of the model: one description, many formats.

``describe(kind)`` says what a diagram shows; ``all_formats()`` are the renderers by name: DOT, Mermaid, PlantUML and text,
which need nothing, and SVG, PNG and PDF, which Graphviz draws. Read ``description`` first.
"""

from .description import Description, digest
from .errors import KindError, NothingToDrawError, RendererError
from .formats import Format, all_formats, by_ending
from .formats.dot import to_dot
from .formats.mermaid import to_mermaid
from .formats.pdf import to_pdf
from .formats.png import to_png
from .formats.svg import to_svg
from .kinds import describe, kind_names

__all__ = [
    "Description",
    "Format",
    "KindError",
    "NothingToDrawError",
    "RendererError",
    "all_formats",
    "by_ending",
    "describe",
    "digest",
    "kind_names",
    "to_dot",
    "to_mermaid",
    "to_pdf",
    "to_png",
    "to_svg",
]
