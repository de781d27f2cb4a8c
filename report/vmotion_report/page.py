"""Data to one HTML file: nothing is fetched, nothing but the file's own code runs, and data stay data.

The bundle is inlined and named in the content security policy by its hash, so that no other script, style, picture or address
can be used even if some text of a model, a change file or a log came to stand where markup is read. The data stand in a script
element that no browser runs, with the characters escaped that could end it.
"""

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from importlib import metadata, resources
from typing import Any

from vmotion_model.common.errors import VmotionError
from vmotion_model.common.safe_text import hidden_escaped, one_line

NAMES = ("report.js", "report.css")


class AssetError(VmotionError):
    """The bundle is not there, or can't stand in a page; the message says what to do."""


def page(data: Mapping[str, Any], connect: bool = False) -> str:
    """The HTML of a page about ``data``; ``connect``: it may talk to where it came from (``vmotion explore``)."""
    code, style = (_asset(name) for name in NAMES)
    title = one_line(f"{data['title']} · vmotion report")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(code)}'",
            f"style-src '{_hash(style)}'",
            *(["connect-src 'self'"] if connect else []),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    whole = {**data, "made_by": f"vmotion {metadata.version('vmotion-model')}"}
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{html.escape(title)}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n"
        '<div id="page"><noscript>This page needs JavaScript; vmotion check prints the same as text.</noscript></div>\n'
        f'<script type="application/json" id="data">{embedded(whole)}</script>\n'
        f"<script>{code}</script>\n</body>\n</html>\n"
    )


def embedded(data: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element: nothing in it is read as markup, and nothing hides in it."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return hidden_escaped(text)


def _asset(name: str) -> str:
    file = resources.files("vmotion_report") / "assets" / name
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        raise AssetError(
            f"{name} is missing from the package: in a checkout, run npm ci and npm run build in report/"
        ) from None
    if "</script" in text.lower() or "</style" in text.lower():
        raise AssetError(f"{name} holds a tag that would end it in a page")
    return text


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
