"""What the tests of the report share: text that must stay text, and where pictures of the page are left."""

from pathlib import Path
from typing import Any

HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'><!--&lt;\u202e{{7*7}}"
"""Text that would run, hide or break out, were it ever read as anything but text."""
ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build" / "screenshots"
"""Where pictures of the page are left to be looked at."""


def unfolded(book: dict[str, Any], number: int) -> tuple[dict[str, Any], dict[str, list[tuple[str, str]]]]:
    """A state as the page reads it: what it was made from, with what is new in it."""
    kept = book["states"][number]
    values, blocked = ({}, {}) if kept["from"] is None else unfolded(book, kept["from"])
    values, blocked = {**values, **kept["set"]}, dict(blocked)
    for name, failing in kept["blocked"].items():
        blocked[name] = [(label, book["reasons"][reason]) for label, reason in failing]
    return values, {name: failing for name, failing in blocked.items() if failing}
