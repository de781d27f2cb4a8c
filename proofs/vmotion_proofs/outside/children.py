"""Other programs as children: read line by line, and ended with us."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Timer

from .witness import WitnessError


def run(
    command: Sequence[str], folder: Path, seconds: float | None = None, watch: Callable[[str], None] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a program in a folder to its end, standard error with its output; ``watch`` sees every line.

    On an interrupt the program is ended first. Raises ``WitnessError`` where it takes longer than ``seconds``.
    """
    with subprocess.Popen(  # noqa: S603 - programs that we name ourselves
        list(command), cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    ) as child:  # fmt: skip
        assert child.stdout is not None
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            child.kill()

        clock = Timer(seconds, stop) if seconds is not None else None
        lines = []
        try:
            if clock:
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
            if clock:
                clock.cancel()
    if late:
        raise WitnessError(f"{command[0]} ran out of time ({seconds} s)")
    return subprocess.CompletedProcess(list(command), child.returncode, "".join(lines), "")
