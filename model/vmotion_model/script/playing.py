"""Playing scripts on the machines, and writing what was played as a script."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from vmotion_model.language import ELAPSE, TIME, Expr, Value, because, evaluate
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_model.protocol.conditioned import why_not

from .conditions import condition_lines
from .statements import Do, Elapse, Expect, Refused, Repeat, Script, ScriptError, Statement


@dataclass(frozen=True)
class PlayedStep:
    """A step that was played.

    ``time`` is in seconds since the start, after the step; ``changed`` maps a variable to its values before and after.
    ``seconds`` says how long an ``elapse`` lasted (0 for a command). The ``line`` it was played from is no part of what it is.
    """

    command: str
    role: str
    time: int
    changed: Mapping[str, tuple[Value, Value]]
    seconds: int = 0
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """The step as a line of a script."""
        return f"{ELAPSE} {self.seconds}" if self.command == ELAPSE else self.command


@dataclass(frozen=True)
class PlayedRun:
    """What was played: the steps, the state after the last one, and how many conditions held on the way."""

    title: str
    steps: tuple[PlayedStep, ...]
    state: Mapping[str, Value]
    conditions: int


class PlayError(ScriptError):
    """A script that reads well, but the model does not do what it says; ``run`` is what was played before."""

    def __init__(self, name: str, message: str, line: int, run: PlayedRun) -> None:
        """Keep the run up to the line that failed."""
        super().__init__(name, message, line)
        self.run = run


class DisabledError(PlayError):
    """A step of the script cannot be done where it stands: the script is no run of the model."""


def play(script: Script, migration: Migration | None = None) -> PlayedRun:
    """Play a script on the machines, from where ``migration`` stands (by default: from the start of the script's model,
    which under conditions is another one than it was read for).

    Raises ``DisabledError`` at the first command that is not enabled or deadline that would be overrun, ``PlayError`` at the
    first condition that does not hold; and ``ScriptError`` where the migration runs another model than the script was read for.
    """
    migration = Migration(script.model) if migration is None else migration
    if migration.model is not script.model:
        raise ScriptError(
            script.name, f"was read for another model than {migration.model.name!r}; read it for this one"
        )
    player = _Player(script, migration)
    player.play(script.statements)
    return player.run()


def write_script(steps: Iterable[object], title: str = "", conditions: Mapping[str, Value] | None = None) -> str:
    """Steps as the text of a script.

    ``steps`` are those of a ``Run``, or the lines that ``Migration.history`` keeps; ``conditions`` those under which they
    were made, None for any environment. Reading and playing it gives the same run, as long as it keeps within the limits of
    ``read_script``.
    """
    lines = [f"# {' '.join(title.split())}"] if title.strip() else []
    lines.extend(condition_lines(conditions))
    lines.extend(str(step) for step in steps)
    return "\n".join(lines) + "\n"


class _Player:
    def __init__(self, script: Script, migration: Migration) -> None:
        self.script = script
        self.migration = migration
        self.steps: list[PlayedStep] = []
        self.conditions = 0

    def run(self) -> PlayedRun:
        return PlayedRun(self.script.title, tuple(self.steps), dict(self.migration.state), self.conditions)

    def play(self, statements: Sequence[Statement]) -> None:
        for statement in statements:
            match statement:
                case Repeat(times=times, body=body):
                    for _ in range(times):
                        self.play(body)
                case Do():
                    self._do(statement)
                case Elapse():
                    self._elapse(statement)
                case Expect():
                    self._expect(statement)
                case Refused():
                    self._refused(statement)

    def _do(self, do: Do) -> None:
        try:
            changed = self.migration.fire(do.command)
        except NotEnabledError as error:
            guard = self.migration.model.command[do.command].guard
            missing = "; ".join(f"{label!r} fails, because {self._why(guard[label])}" for label in error.failing)
            causes = self._causes(do.command, error.failing)
            message = f"{do.command} cannot be done here: {missing}" + (f"; {causes}" if causes else "")
            raise DisabledError(self.script.name, message, do.line, self.run()) from None
        role = self.migration.model.command[do.command].role
        self.steps.append(PlayedStep(do.command, role, self.migration.time, changed, line=do.line))

    def _elapse(self, elapse: Elapse) -> None:
        try:
            changed = self.migration.elapse(elapse.seconds)
        except NotEnabledError:
            left = self.migration.longest_delay() or 0
            handlers = ", ".join(self.migration.handlers(elapse.seconds)) or "nothing"
            message = f"{left} s at most may pass here, not {elapse.seconds} s; then do one of: {handlers}"
            raise DisabledError(self.script.name, message, elapse.line, self.run()) from None
        self.steps.append(PlayedStep(ELAPSE, TIME, self.migration.time, changed, elapse.seconds, elapse.line))

    def _expect(self, expect: Expect) -> None:
        if not self._holds(expect.condition):
            self._fail(expect.line, f"this does not hold: {self._why(expect.condition)}")
        self.conditions += 1

    def _refused(self, refused: Refused) -> None:
        failing = frozenset(self.migration.failing(refused.command))
        if failing != refused.failing:
            found = f"what fails is {_list(failing)}" if failing else "it can be done"
            self._fail(refused.line, f"{refused.command} is not refused because of {_list(refused.failing)}: {found}")
        self.conditions += 1

    def _causes(self, command: str, failing: Sequence[str]) -> str:
        """Which causes decide that a step is not possible under the script's conditions; "" where none does."""
        return "" if self.script.conditions is None else why_not(command, failing, self.script.conditions)

    def _why(self, condition: Expr[bool]) -> str:
        return because(condition, self.migration.state, self.migration.model.values)

    def _holds(self, condition: Expr[bool]) -> bool:
        return bool(evaluate(condition, self.migration.state, self.migration.model.values))

    def _fail(self, line: int, message: str) -> NoReturn:
        raise PlayError(self.script.name, message, line, self.run())


def _list(labels: Iterable[str]) -> str:
    return ", ".join(repr(label) for label in sorted(labels))
