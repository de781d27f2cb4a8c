"""Text of others, such as that of a change file, made fit to be shown: it must not speak to the terminal or hide anything.

Control characters move cursors, change colours and links; format characters reverse the order of what follows or have no width.
Each is shown as a replacement mark. What is meant as markup by whoever draws is that program's to escape.
"""

import re

MARK = "\N{REPLACEMENT CHARACTER}"
# Control characters but line feed and tab, line and paragraph separators, surrogates, and the format characters of Unicode.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)


def shown(text: str) -> str:
    """The text with a mark for every character that is not seen; line breaks and tabs stay."""
    return _HIDDEN.sub(MARK, text)


def one_line(text: str) -> str:
    """The same on one line, for where a line break would end what it stands in."""
    return shown(" ".join(text.split()) if "\n" in text or "\t" in text or "\r" in text else text)


def value_text(value: str | int | bool) -> str:
    """A value of a variable, truth values in lower case."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def hidden_escaped(json: str) -> str:
    r"""A text in JSON whose strings hold such characters, with escapes (``\u202e``) in their places: the same data."""
    return _HIDDEN.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found.group())), json)


def _units(character: str) -> list[int]:
    code = ord(character)
    return [code] if code < 0x10000 else [0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code - 0x10000 & 0x3FF)]
