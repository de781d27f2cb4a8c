"""PNG: two pixels to the point, drawn by Graphviz."""

from vmotion_diagrams.description import Description
from vmotion_diagrams.graphviz_pictures import graphviz

from .dot import to_dot
from .format import Format


def to_png(description: Description) -> bytes:
    """The PNG, two pixels to the point. Raises ``RendererError``."""
    return graphviz(to_dot(description), "png")


FORMAT = Format("png", (".png",), to_png, binary=True)
