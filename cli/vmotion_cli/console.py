"""The one kind of console that results are printed on: it shows text as text.

What is printed is mostly not ours: titles, commands and reasons come from change files and logs. So square brackets and colons
mean nothing here, and control characters are not passed on. Styles are given as ``Text``, or by the argument ``style``.
"""

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from vmotion_model.common.safe_text import shown


class PlainConsole(Console):
    """A console without markup, emoji codes and highlighting; every text passes through ``shown``."""

    def __init__(self, **options: Any) -> None:
        """Take rich's options."""
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render a text, or what holds some, without what is not seen."""
        if isinstance(renderable, Text) and (plain := shown(renderable.plain)) != renderable.plain:
            renderable = renderable.copy()
            # As long as before: styles stay where they are.
            renderable.plain = plain
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=shown(segment.text))

    def render_str(self, text: str, **options: Any) -> Text:
        """The same for plain strings, also those in tables."""
        return super().render_str(shown(text), **options)
