"""The one exception of this package."""

from __future__ import annotations

from vmotion_model.common.errors import VmotionError


class LogError(VmotionError):
    """A log that cannot be judged: unreadable, not text, or without a migration in it.

    The message names the file, the line where there is one, and what to do.
    """

    def __init__(self, file: str, message: str, line: int | None = None) -> None:
        """`message` says what is wrong and what to do."""
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {message}")
        self.file = file
        self.line = line
