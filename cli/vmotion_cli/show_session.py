"""Where a run stands, what can be done, and the steps that were made, as text for people."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vmotion_model.common.safe_text import value_text
from vmotion_model.language import ELAPSE, Clock, Model, Value
from vmotion_model.protocol.conditions.setting import told
from vmotion_model.script import PlayedRun, PlayedStep, Script
from vmotion_model.session import Obstacle, Session

from .console import Hanging
from .show_step import counted, show_step


def show_played(console: Console, script: Script, run: PlayedRun) -> None:
    """A script that was played: its title and conditions, its steps, and how far it came."""
    model = script.model
    console.print(Text(run.title, style="bold"))
    if script.conditions:
        console.print(Text(f"Where {told(script.conditions)}; all else is healthy."))
    for number, step in enumerate(run.steps, start=1):
        show_one(console, model, number, step)
    time = run.steps[-1].time if run.steps else 0
    held = f" {counted(run.conditions, 'expectation')} held on the way." if run.conditions else ""
    console.print(f"{steps_text(len(run.steps))}, {time} s.{held}")


def steps_text(count: int) -> str:
    """How many steps, in words."""
    return counted(count, "step")


def show_one(console: Console, model: Model, number: int, step: PlayedStep) -> None:
    """One step."""
    says = f"{step.seconds} s pass." if step.command == ELAPSE else model.command[step.command].description
    show_step(console, number, step.time, step.role, step.command, says, step.changed)


def show_end(console: Console, session: Session) -> None:
    """How a run ended, or that it did not."""
    end = _ended(session) if session.ended else "It has not ended."
    console.print(f"{steps_text(len(session.steps))}, {session.time} s. {end}")


def show_place(console: Console, session: Session) -> None:
    """The state of each role, and the commands that can be done, by number."""
    console.print(Text(f"{session.time} s", style="bold"))
    table = _table()
    for role in session.roles():
        values = ", ".join(
            f"{name.removeprefix(role.owner + '.')} {_with_unit(session.model, name, value)}"
            for name, value in role.changed.items()
        )
        table.add_row(role.owner, Text(role.location or "", style="bold"), Text(values))
    console.print(Padding(table, (0, 0, 1, 2), expand=False))
    if session.ended:
        console.print(_ended(session))
    choices = session.choices()
    width = max((len(c.name) for c in choices), default=0)
    for number, command in enumerate(choices, start=1):
        is_fault = command.fault is not None
        line = Text.assemble(f"{number:>4}  ", (command.name.ljust(width), "dim" if is_fault else "bold"), "  ")
        line.append(("fault: " if is_fault else "") + command.description)
        line.truncate(console.width, overflow="ellipsis")
        console.print(line)
    console.print(Hanging(Text("      " + may_elapse(session)), 8))


def show_values(console: Console, session: Session) -> None:
    """Every variable with its value."""
    table = _table()
    for name, value in session.migration.state.items():
        table.add_row(name, _with_unit(session.model, name, value))
    console.print(table)


def show_obstacles(console: Console, name: str, obstacles: tuple[Obstacle, ...], more: str = "") -> None:
    """Why one command cannot be done; ``more`` says what lies behind it."""
    if not obstacles:
        console.print(f"{name} can be done now.")
        return
    console.print(f"{name} cannot be done now:")
    for obstacle in obstacles:
        console.print(Padding(Hanging(Text(f"{obstacle.guard!r} fails, because {obstacle.because}")), (0, 0, 0, 2)))
    if more:
        console.print(Padding(Hanging(Text(more)), (0, 0, 0, 2)))


def show_blocked(console: Console, session: Session) -> None:
    """Every command that cannot be done, with the conjuncts that fail."""
    table = _table()
    for name, labels in session.blocked().items():
        table.add_row(name, Text("; ".join(labels)))
    console.print(table)


def _ended(session: Session) -> str:
    where = ", ".join(f"{r.owner} is {r.location}" for r in session.roles() if r.location is not None)
    return f"It has ended: {where}."


def may_elapse(session: Session) -> str:
    """How much time may pass, and what comes then."""
    longest = session.migration.longest_delay()
    if longest is None:
        return "elapse N: any time may pass"
    handlers = ", ".join(session.migration.handlers(longest + 1))
    if longest:
        return f"elapse N: at most {longest} s may pass, then comes one of: {handlers}"
    return f"No time may pass before one of: {handlers}"


def _with_unit(model: Model, name: str, value: Value) -> str:
    unit = " s" if isinstance(model.variable[name].type, Clock) else ""
    return value_text(value) + unit


def _table() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    return table
