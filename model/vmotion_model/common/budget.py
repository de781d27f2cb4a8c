"""How long work may take, how much memory it may use, and whether somebody pressed Ctrl-C: asked by whatever loops."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from .errors import SpentError

FULL = 0.75
"""From this part of its memory on a job ends: what it allocates in one round must fit into the rest."""
_STATM = Path("/proc/self/statm")


class Budget:
    """What is left of the time and the memory of one job, and whether it was interrupted.

    ``seconds`` count from now, ``memory_mb`` bounds what this process holds (and each solver's process); None is no limit. A
    ``part`` ends earlier and shares the interrupt. Whatever loops calls ``check`` once a round, and hands the budget on to
    what it calls; whoever can say something of work that is half done catches ``SpentError``.
    """

    def __init__(self, seconds: float | None = None, memory_mb: int | None = None) -> None:
        """Begin now."""
        self.memory_mb = memory_mb
        self._seconds = seconds
        self._deadline = None if seconds is None else monotonic() + seconds
        self._pressed = threading.Event()

    def left(self) -> float | None:
        """The seconds that are left, at least 0; None without a limit."""
        return None if self._deadline is None else max(self._deadline - monotonic(), 0.0)

    @property
    def interrupted(self) -> bool:
        """Whether somebody pressed Ctrl-C."""
        return self._pressed.is_set()

    def interrupt(self) -> None:
        """End all work on this budget, and on those that it is a part of."""
        self._pressed.set()

    @property
    def ended(self) -> str:
        """Why whoever works in a process of its own must end, whose memory is bounded there; empty while it may go on."""
        if self.interrupted:
            return SpentError.INTERRUPTED
        if self._deadline is not None and monotonic() >= self._deadline:
            return f"out of time ({self._seconds:g} s)"
        return ""

    @property
    def spent(self) -> str:
        """Why the work must end, in words; empty while it may go on."""
        if why := self.ended:
            return why
        if self.memory_mb is not None and resident_mb() > self.memory_mb * FULL:
            return f"out of memory ({self.memory_mb} MB)"
        return ""

    def check(self) -> None:
        """Raise ``SpentError`` where the work must end."""
        if why := self.spent:
            raise SpentError(why)

    def part(self, seconds: float | None = None, share: float = 1.0) -> "Budget":
        """A budget for a part of the work: at most ``seconds``, and at most this ``share`` of the time that is left."""
        other = Budget(None, self.memory_mb)
        left = self.left()
        limits = [s for s in (seconds, None if left is None else left * share) if s is not None]
        if limits:
            other._seconds = min(limits)
            other._deadline = monotonic() + min(limits)
        other._pressed = self._pressed
        return other

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Meanwhile a Ctrl-C only marks the budget as interrupted; a second one raises ``KeyboardInterrupt``.

        In the main thread, where Python handles signals; elsewhere nothing changes. A job that was started in the background
        of a script ignores Ctrl-C by inheritance: here it does not.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def pressed(signum: int, frame: object) -> None:
            if self.interrupted:
                signal.default_int_handler(signum, frame)  # type: ignore[arg-type]
            self.interrupt()

        before = signal.signal(signal.SIGINT, pressed)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def resident_mb() -> float:
    """What this process holds in memory, in MB (where the system does not say: the most that it ever held)."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, IndexError):
        import resource
        import sys

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
