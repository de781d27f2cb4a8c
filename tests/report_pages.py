"""What the tests of the report share: text that must stay text, and where pictures of the page are left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

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


DESKTOP, PHONE = (1440, 900), (390, 844)
Colours = Literal["light", "dark"]


@dataclass
class Watched:
    """A page with all that it said and fetched."""

    page: Page
    said: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    def quiet(self, own: str) -> None:
        """Nothing was said on the console, nothing fetched but what begins with ``own``."""
        assert self.said == []
        assert [url for url in self.fetched if not url.startswith(own)] == []


@contextmanager
def watched(browser: Browser, size: tuple[int, int] = DESKTOP, colours: Colours = "light") -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=colours, accept_downloads=True
    )
    context.set_default_timeout(10_000)
    found = Watched(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.fetched.append(request.url))
    yield found
    context.close()
