"""PDF: one page, drawn by Graphviz."""

from vmotion_diagrams.description import Description
from vmotion_diagrams.graphviz_pictures import graphviz

from .dot import to_dot
from .format import Format


def to_pdf(description: Description) -> bytes:
    """The PDF, one page. Raises ``RendererError``."""
    return graphviz(to_dot(description), "pdf")


FORMAT = Format("pdf", (".pdf",), to_pdf, binary=True)
