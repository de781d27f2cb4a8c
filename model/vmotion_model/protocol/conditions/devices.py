"""What to do about a device that keeps a VM from being migrated, by the kind that a text names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from vmotion_model.catalogue import Remedy
from vmotion_model.catalogue.loading import read_remedy
from vmotion_model.common.strict_tables import Table

CAUSE = "device_not_reachable"
"""The cause whose remedy depends on the kind."""
_NAMED = re.compile(r"\bdevice\b", re.IGNORECASE)


@dataclass(frozen=True)
class DeviceKind:
    """A kind of device, the words by which a text names one, and what to do."""

    kind: str
    words: tuple[str, ...]
    remedies: tuple[Remedy, ...]

    def is_named(self, text: str) -> bool:
        """Whether a text names a device of this kind; one without words is named where the text speaks of any device."""
        if not self.words:
            return _NAMED.search(text) is not None
        return any(re.search(rf"(?<!\w){re.escape(word)}(?![a-z])", text, re.IGNORECASE) for word in self.words)


def kinds_in(texts: Iterable[str]) -> tuple[DeviceKind, ...]:
    """The kinds of device that texts name, one for each text; none where no text speaks of a device."""
    found = (next((kind for kind in device_kinds() if kind.is_named(text)), None) for text in texts)
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))


@cache
def device_kinds() -> tuple[DeviceKind, ...]:
    """All kinds, in the order in which they are looked for. Raises ``DataError`` where the table is damaged."""
    text = resources.files(__package__).joinpath("devices.toml").read_text(encoding="utf-8")
    document = Table.document("the table of devices", text)
    found = []
    for table in document.tables("device", "kind"):
        remedies = tuple(read_remedy(table, action) for action in table.tables("actions"))
        found.append(DeviceKind(table.text("kind"), table.items("words", str), remedies))
        table.nothing_left()
    document.nothing_left()
    return tuple(found)
