"""Work that ends the process that does it, for tests of what becomes of the rest."""

import os
import signal
from pathlib import Path


def die_once(number: int, mark: str, *, at: int = 2) -> int:
    """The square of a number; the first process that comes to ``at`` is killed, as the system does without memory."""
    if number == at:
        try:
            Path(mark).touch(exist_ok=False)
        except FileExistsError:
            return number * number
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die_always(number: int) -> int:
    """Nobody can do this one."""
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def wait_for_ever(_: int) -> int:
    """It does not end by itself."""
    while True:
        signal.pause()
