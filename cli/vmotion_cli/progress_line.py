"""The line that long work shows on a terminal: what is being done, how far it is, how long it took, and how much is left."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task
from rich.table import Column
from rich.text import Text

from vmotion_model.common.safe_text import one_line

PERIOD_S = 600
"""So far back steps are looked at to say how much longer: some take a minute."""


class Meter:
    """Shows stages (``vmotion_model.common.progress``) until its block ends; then nothing of it is left on the terminal."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        """On this console; ``clock`` gives seconds."""
        columns = (SpinnerColumn(), _What(table_column=Column(ratio=1, no_wrap=True)), _Far(), _Time(clock))
        self._progress = Progress(
            *columns,
            console=console,
            transient=True,
            expand=True,
            speed_estimate_period=PERIOD_S,
            refresh_per_second=5,
            get_time=clock,
        )
        self._progress.add_task("starting", total=None, unit="")

    def __enter__(self) -> Self:
        """Begin to show."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave nothing."""
        self._progress.stop()

    def report(self, stage: object) -> None:
        """Show a stage, or what is being done in words."""
        what, done, of = (
            one_line(str(getattr(stage, "what", stage))),
            getattr(stage, "done", 0),
            getattr(stage, "of", None),
        )
        unit = getattr(stage, "unit", "")
        (task,) = self._progress.tasks
        if of != task.total or done < task.completed:
            # Something else is counted; the pace of what was counted before says nothing about it.
            self._progress.remove_task(task.id)
            self._progress.add_task(what, total=of, completed=done, unit=unit)
        else:
            self._progress.update(task.id, description=what, completed=done, unit=unit)


class _What(ProgressColumn):
    """What is being done, cut where the line ends: a plain string would be read as markup."""

    def render(self, task: Task) -> Text:
        return Text(task.description, no_wrap=True, overflow="ellipsis")


class _Far(ProgressColumn):
    """How far: so many of so many, or so many where nobody knows of how many."""

    def render(self, task: Task) -> Text:
        done = int(task.completed)
        unit = f" {task.fields['unit']}" if task.fields["unit"] else ""
        if task.total is not None:
            return Text(f"{done:,} of {int(task.total):,}{unit}", no_wrap=True)
        return Text(f"{done:,}{unit}" if done else "", no_wrap=True)


class _Time(ProgressColumn):
    """How long all of it took so far, and how much longer what is counted takes at its pace."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """From now on."""
        super().__init__()
        self._clock = clock
        self._began = clock()

    def render(self, task: Task) -> Text:
        left = task.time_remaining if task.total and task.completed else None
        more = f", {duration(left)} left" if left else ""
        return Text(f"{duration(self._clock() - self._began)}{more}", no_wrap=True)


def duration(seconds: float) -> str:
    """Seconds as people say it: ``8 s``, ``2 min 5 s``, ``1 h 3 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
