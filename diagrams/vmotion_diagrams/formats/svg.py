"""SVG: drawn by Graphviz, then given a size, a title and the digest of its description, which can be read back."""

import re
from html import escape

from vmotion_diagrams.description import Description
from vmotion_diagrams.description import digest as digest_of
from vmotion_diagrams.graphviz_pictures import graphviz
from vmotion_model.common.safe_text import shown

from .dot import to_dot
from .format import Format

DIGEST = re.compile(r'<svg [^>]*\bdata-description="sha256:([0-9a-f]{64})"')
_HEAD = re.compile(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"\s*viewBox="([^"]*)"')


def to_svg(description: Description) -> str:
    """The SVG, with title and digest of the description. Raises ``RendererError``."""
    raw = graphviz(to_dot(description), "svg")
    return finished(raw.decode("utf-8"), description.title, digest_of(description))


def finished(svg: str, title: str, digest: str) -> str:
    """The SVG without what depends on the version of Graphviz, one unit to the pixel, with a title and the digest.

    A reader that shows it at its own size gets text as large as its numbers say; a narrow one scales it down.
    """
    start = svg.index("<svg ")
    body = re.sub(r"<!--.*?-->\n?", "", svg[start:], flags=re.DOTALL)
    # Graphviz repeats internal ids as tooltips; they would be shown.
    body = re.sub(r"<title>.*?</title>\n?", "", body, flags=re.DOTALL)
    found = _HEAD.match(body)
    if found is None:
        raise ValueError("this is no SVG of Graphviz")
    width, height, box = found.groups()
    head = (
        f'<svg width="{float(width):.0f}" height="{float(height):.0f}" viewBox="{box}" role="img" '
        f'data-description="sha256:{digest}"'
    )
    rest = body[found.end() :]
    close = rest.index(">") + 1
    return f"{head}{rest[:close]}\n<title>{escape(shown(title))}</title>{rest[close:]}"


def digest_in(svg: str) -> str | None:
    """The digest that an SVG carries, None where it carries none."""
    found = DIGEST.search(svg)
    return None if found is None else found.group(1)


FORMAT = Format("svg", (".svg",), to_svg)
