"""Pictures of the model: one description, many renderers.

``describe(kind)`` says what a diagram shows; ``to_dot`` and ``to_mermaid`` write it as text, ``to_svg``, ``to_png`` and
``to_pdf`` draw it with Graphviz. Read ``description`` first.
"""

from .description import Description, digest
from .dot import to_dot
from .errors import KindError, RendererError, UndecidedError
from .kinds import describe, kind_names
from .mermaid import to_mermaid
from .pictures import to_pdf, to_png, to_svg

__all__ = [
    "Description",
    "KindError",
    "RendererError",
    "UndecidedError",
    "describe",
    "digest",
    "kind_names",
    "to_dot",
    "to_mermaid",
    "to_pdf",
    "to_png",
    "to_svg",
]
