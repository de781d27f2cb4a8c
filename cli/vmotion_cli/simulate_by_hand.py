"""``vmotion simulate`` by hand: read an answer, do it, show where the run stands. It works in a pipe as on a terminal."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from vmotion_model.language import ModelError
from vmotion_model.machines import NotEnabledError
from vmotion_model.session import Session

from .errors import BadInputError
from .output import write_file
from .show_session import (
    may_elapse,
    show_blocked,
    show_end,
    show_obstacles,
    show_one,
    show_place,
    show_values,
    steps_text,
)

PROMPT = "> "
HELP = """\
NUMBER or NAME  do a command
elapse N        let N seconds pass
why [NAME]      which guards of a command fail; without NAME: of every command
undo            take the last step back
show            where the run stands, and what can be done
state           every variable
save FILE       write the run as a script, for vmotion simulate --script
quit            end (so does the end of the input)"""


def talk(
    session: Session,
    console: Console,
    title: str = "",
    why_not: Callable[[str, Sequence[str]], str] = lambda _command, _failing: "",
) -> None:
    """Go on until the user quits or the input ends. ``why_not`` says more of a step whose conjuncts fail; "" is nothing."""
    words = f"The model {title or session.model.name}. A number does that command; help lists the words.\n"
    console.print(Text(words))
    _Dialogue(session, console, why_not).run()
    show_end(console, session)


class _Dialogue:
    def __init__(self, session: Session, console: Console, why_not: Callable[[str, Sequence[str]], str]) -> None:
        self.session = session
        self.why_not = why_not
        self.console = console
        self.words: dict[str, Callable[[str], None]] = {
            "elapse": self._elapse,
            "why": self._why,
            "undo": self._undo,
            "show": self._show,
            "state": self._state,
            "save": self._save,
            "help": self._help,
        }

    def run(self) -> None:
        show_place(self.console, self.session)
        while True:
            answer = self._ask()
            if answer is None or answer in ("quit", "exit"):
                return
            word, _, rest = answer.partition(" ")
            try:
                if word in self.words:
                    self.words[word](rest.strip())
                elif answer and not answer.startswith("#"):
                    self._do(answer)
            except (ModelError, BadInputError) as error:
                self._tell(error.message if isinstance(error, BadInputError) else str(error))

    def _ask(self) -> str | None:
        """The next line; None at the end of the input. What a pipe says is shown, so that the output reads like a dialogue."""
        try:
            answer = input(PROMPT).strip()
        except EOFError:
            self.console.print()
            return None
        if not sys.stdin.isatty():
            self._tell(answer)
        return answer

    def _do(self, answer: str) -> None:
        name = answer
        if answer.isdecimal():
            choices = self.session.choices()
            if not 1 <= int(answer) <= len(choices):
                self._tell(f"There is no number {answer}; what can be done has the numbers 1 to {len(choices)}.")
                return
            name = choices[int(answer) - 1].name
        elif name not in self.session.model.command:
            raise ModelError(self._unknown(name))
        try:
            step = self.session.do(name)
        except NotEnabledError:
            self._obstacles(name)
            return
        show_one(self.console, self.session.model, len(self.session.steps), step)
        show_place(self.console, self.session)

    def _elapse(self, rest: str) -> None:
        if not (rest.isdecimal() and len(rest) < 10 and int(rest)):
            self._tell("Say how many whole seconds pass, for example: elapse 10")
            return
        try:
            step = self.session.elapse(int(rest))
        except NotEnabledError:
            self._tell(f"{rest} s cannot pass here. {may_elapse(self.session)}")
            return
        show_one(self.console, self.session.model, len(self.session.steps), step)
        show_place(self.console, self.session)

    def _why(self, rest: str) -> None:
        if not rest:
            show_blocked(self.console, self.session)
        elif rest in self.session.model.command:
            self._obstacles(rest)
        else:
            raise ModelError(self._unknown(rest))

    def _obstacles(self, name: str) -> None:
        obstacles = self.session.obstacles(name)
        show_obstacles(self.console, name, obstacles, self.why_not(name, [o.guard for o in obstacles]))

    def _undo(self, rest: str) -> None:  # noqa: ARG002 - every word takes what follows it
        step = self.session.undo()
        if step is None:
            self._tell("There is no step to take back.")
            return
        self._tell(f"Taken back: {step}")
        show_place(self.console, self.session)

    def _show(self, rest: str) -> None:  # noqa: ARG002
        show_place(self.console, self.session)

    def _state(self, rest: str) -> None:  # noqa: ARG002
        show_values(self.console, self.session)

    def _save(self, rest: str) -> None:
        if not rest:
            self._tell("Say where to, for example: save my.script")
            return
        text = self.session.script(f"a run of {self.session.model.name} by hand")
        write_file(Path(rest), lambda path: path.write_text(text, encoding="utf-8"))
        self._tell(f"Saved {steps_text(len(self.session.steps))} in {rest}.")

    def _help(self, rest: str) -> None:  # noqa: ARG002
        self._tell(HELP)

    def _unknown(self, name: str) -> str:
        from vmotion_model.language import nearest

        known = [*self.words, "quit", *self.session.model.command]
        return f"there is no command {name!r}; {nearest(name, known)}; help lists the words"

    def _tell(self, text: str) -> None:
        self.console.print(
            Text("".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text))
        )
