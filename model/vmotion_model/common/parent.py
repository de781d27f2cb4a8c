"""A process that works for another one ends when that one is gone, however it went."""

import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the system kill this process once the one that has started it is gone.

    Linux alone offers that (prctl(2), PR_SET_PDEATHSIG). Elsewhere a process whose parent was killed works on until it is done.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
