"""Legal and unique names for another language: readable, and the same on every run."""

from collections.abc import Callable, Iterable


class Names:
    """Gives every thing of a model one name of the other language and remembers it."""

    def __init__(self, reserved: Iterable[str], legal: Callable[[str, str], str]) -> None:
        """``legal(kind, name)`` makes a legal identifier; what is ``reserved`` or taken gets an underscore at its end."""
        self._taken = set(reserved)
        self._legal = legal
        self._known: dict[tuple[str, object], str] = {}

    def of(self, kind: str, what: object, name: str) -> str:
        """The name of ``what`` among the things of its kind, made from ``name`` when it is asked for first."""
        if (kind, what) not in self._known:
            found = self._legal(kind, name)
            while found in self._taken:
                found += "_"
            self._taken.add(found)
            self._known[kind, what] = found
        return self._known[kind, what]


def plain(name: str) -> str:
    """The name with everything but ASCII letters and digits replaced by an underscore."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in name)


def sentence(text: str) -> str:
    """Text that can stand in a comment: one line of ASCII that closes or opens no comment."""
    line = " ".join(text.split()).encode("ascii", "replace").decode("ascii")
    for mark in ("*/", "/*", "*)", "(*"):
        line = line.replace(mark, f"{mark[0]} {mark[1]}")
    return line.replace("\\", "/")
