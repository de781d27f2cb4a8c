"""The one exception of this package."""

from __future__ import annotations

from collections.abc import Mapping

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


class OtherHypervisorError(LogError):
    """Logs with no vMotion in them, but with the progress of migrations of another hypervisor: by file, its lines."""

    def __init__(self, progress: Mapping[str, str]) -> None:
        """`progress` is the text of each file that has such lines."""
        super().__init__(
            next(iter(progress)),
            "no vMotion, but the progress of another hypervisor's migration; vmotion trace alone, without --summary, or "
            "vmotion converge --from-recording says whether it ends",
        )
        self.progress = progress
