"""Work that is done in a process of its own beside this one, on another core."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Generic, Self, TypeVar

from .budget import Budget
from .parent import end_with_parent

T = TypeVar("T")
ROUND_S = 0.05
"""How long the result is waited for before the budget is asked again."""
PIPE = 4096
"""So many bytes a pipe holds on any system."""
LESS = 10
"""By so much the priority falls of what is not urgent."""
GRACE_S = 0.5
"""How long a process that is told to end may take to end what it has started itself."""


class Background(Generic[T]):
    """The result of a work that runs beside what is done meanwhile; a context, at whose end it does not run any more.

    The process is a copy of this one (a fork), so that nothing of what it works on need be sent. Without ``fork``, where the
    system knows none, and whatever goes wrong in the other process, the work is done here when its result is asked for.
    """

    def __init__(self, work: Callable[[], T], budget: Budget, *, fork: bool, urgent: bool = True) -> None:
        """Begin. Without ``urgent`` it gives way to other processes: there may be fewer cores than work."""
        self._work = work
        self._budget = budget
        self._child: multiprocessing.process.BaseProcess | None = None
        if not fork or not can_fork():
            return
        context = multiprocessing.get_context("fork")
        self._end, theirs = context.Pipe(duplex=False)
        self._child = context.Process(target=_do, args=(work, theirs, budget, urgent), daemon=True)
        try:
            # What is written and not yet printed would be printed by both.
            if sys.stdout is not None:
                sys.stdout.flush()
            self._child.start()
        except OSError:
            # No more processes, or nobody reads: then it is done here.
            self._child = None
            self._end.close()
        finally:
            theirs.close()

    @property
    def forked(self) -> bool:
        """Whether the work was begun in a process of its own, with what was known then."""
        return self._child is not None

    def result(self) -> T:
        """Wait for it. Raises what the work raises, and ``SpentError``."""
        if self._child is not None:
            while not self._end.poll(ROUND_S):
                self._budget.check()
            try:
                result: T = self._end.recv()
            except (EOFError, OSError):
                # It ended without a word, or in the middle of one.
                self._budget.check()
            else:
                return result
        return self._work()

    def close(self) -> None:
        """End it, if it is not done, and whatever it has started."""
        if self._child is None:
            return
        self._child.terminate()
        self._child.join(GRACE_S)
        if self._child.is_alive() and self._child.pid is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
            # It may have had no time to make its group.
            self._child.kill()
            self._child.join()
        self._end.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Shares:
    """Pieces of work that this process and a copy of it share; each takes one after the other, from its own end.

    A copy that is ended in the middle of a piece keeps nobody waiting: in a pipe there is one byte for each piece that is left.
    """

    def __init__(self, pieces: int) -> None:
        """Put down the pieces."""
        self._left, end = os.pipe()
        with os.fdopen(end, "wb") as file:
            # No more than a pipe holds; what nobody has taken in the end is done by whoever asks for all answers.
            file.write(bytes(min(pieces, PIPE)))

    def take(self) -> bool:
        """Whether there is one more to do."""
        return bool(os.read(self._left, 1))

    def close(self) -> None:
        """Nothing more is taken."""
        os.close(self._left)


def can_fork() -> bool:
    """Whether a copy of this process may work beside it: macOS's own libraries do not bear a fork."""
    return (
        "fork" in multiprocessing.get_all_start_methods()
        and sys.platform != "darwin"
        and not multiprocessing.current_process().daemon
    )


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _do(work: Callable[[], object], end: Connection, budget: Budget, urgent: bool) -> None:
    # A group of its own: solvers that it starts can be ended with it. A Ctrl-C on the terminal does not reach it then; whoever
    # started it tells it to end, and it does so where its budget is asked, so that nothing it made is left behind.
    os.setpgid(0, 0)
    end_with_parent()
    if not urgent:
        os.nice(LESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: budget.interrupt())
    try:
        end.send(work())
    except Exception:  # noqa: BLE001 - it is met again where the work is done again
        os._exit(1)
