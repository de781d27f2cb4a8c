"""What to do about a cause: its own remedies, where its entry in the failure catalogue is about another; else the entry's."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from vmotion_model.catalogue import Remedy, by_id
from vmotion_model.catalogue.loading import read_remedy
from vmotion_model.common.strict_tables import Table

from . import CAUSES, Cause


def remedies_of(cause: Cause) -> tuple[Remedy, ...]:
    """What to do, in order; empty where nobody says. Raises ``DataError`` where the table is damaged."""
    own = _own().get(cause.name)
    if own is not None:
        return own
    return by_id(cause.failure).remedy if cause.failure else ()


def has_own(cause: Cause) -> bool:
    """Whether its entry in the catalogue is about another cause, so that what to do stands in the table."""
    return cause.name in _own()


@cache
def _own() -> Mapping[str, tuple[Remedy, ...]]:
    return parse(resources.files(__package__).joinpath("remedies.toml").read_text(encoding="utf-8"))


def parse(text: str) -> Mapping[str, tuple[Remedy, ...]]:
    """Read a table of remedies, by the name of the cause. Raises ``DataError``."""
    document = Table.document("the table of remedies", text)
    found: dict[str, tuple[Remedy, ...]] = {}
    for table in document.tables("remedy", "cause"):
        name = table.text("cause")
        if name in found or name not in {c.name for c in CAUSES}:
            raise table.error("it is there twice" if name in found else "there is no such cause")
        found[name] = tuple(read_remedy(table, action) for action in table.tables("actions"))
        table.nothing_left()
    document.nothing_left()
    return found
