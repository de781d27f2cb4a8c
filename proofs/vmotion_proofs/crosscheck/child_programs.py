"""Other programs as children: read line by line, and ended with us."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError

ROUND_S = 0.1
"""How often the budget is asked."""


def run(
    command: Sequence[str], folder: Path, budget: Budget, watch: Callable[[str], None] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a program in a folder to its end, standard error with its output; ``watch`` sees every line.

    Raises ``SpentError`` where the budget ends it.
    """
    if budget.ended:
        raise SpentError(budget.ended)
    with subprocess.Popen(  # noqa: S603 - programs that we name ourselves
        list(command), cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    ) as child:  # fmt: skip
        assert child.stdout is not None
        done = Event()

        def stop_in_time() -> None:
            while not done.wait(ROUND_S):
                if budget.ended:
                    child.kill()
                    return

        clock = Thread(target=stop_in_time, daemon=True)
        lines = []
        try:
            clock.start()
            for line in child.stdout:
                lines.append(line)
                if watch:
                    watch(line)
            child.wait()
        except BaseException:
            child.kill()
            raise
        finally:
            done.set()
    if child.returncode and budget.ended:
        raise SpentError(budget.ended)
    return subprocess.CompletedProcess(list(command), child.returncode, "".join(lines), "")
