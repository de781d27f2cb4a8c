"""The file itself: data stay data whatever they hold, and the policy names exactly the code that is in it."""

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmotion_report.page import AssetError, embedded, page

NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


class Elements(HTMLParser):
    """The elements of a page as a parser sees them, with the text of those that hold code or data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_embedded_data_are_the_same_data_and_no_markup(data: dict[str, object]) -> None:
    text = embedded(data)
    assert json.loads(text) == data
    assert not set("<>&") & set(text)
    assert "\u2028" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;", '"><img src=x>']
)
def test_hostile_titles_and_data_add_no_element(hostile: str) -> None:
    plain = Elements(page({"title": "plain", "model": "plain"}))
    other = Elements(page({"title": hostile, "model": hostile, hostile: [hostile]}))
    assert [(tag, attributes) for tag, attributes, _ in other.found] == [
        (tag, attributes) for tag, attributes, _ in plain.found
    ]
    (data,) = [text for tag, attributes, text in other.found if tag == "script" and attributes.get("id") == "data"]
    assert json.loads(data)[hostile] == [hostile]


def test_the_policy_names_the_code_and_the_style_by_their_hashes_and_nothing_else() -> None:
    text = page({"title": "x"})
    elements = Elements(text).found
    (policy,) = [
        str(a["content"]) for t, a, _ in elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = {name: rest for name, _, rest in (rule.strip().partition(" ") for rule in policy.split(";"))}
    (code,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)

    def named(content: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"

    assert rules == {
        "default-src": "'none'",
        "script-src": named(code),
        "style-src": named(style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    live = html.unescape(page({"title": "x"}, connect=True))
    assert "connect-src 'self';" in live
    assert "unsafe" not in live.partition("<style>")[0]


def test_nothing_in_the_page_is_loaded_from_anywhere() -> None:
    elements = Elements(page({"title": "x"})).found
    assert not [
        (tag, attributes) for tag, attributes, _ in elements if {"src", "href", "srcset", "data"} & attributes.keys()
    ]
    (style,) = [text for tag, _, text in elements if tag == "style"]
    assert "url(" not in style
    assert "@import" not in style


def test_a_bundle_that_is_missing_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    with pytest.raises(AssetError, match="npm run build"):
        page({"title": "x"})
