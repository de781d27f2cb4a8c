"""``vmotion simulate``."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmotion_model.common.exit_codes import REFUTED, UNDECIDED

from .chosen import chosen_suite, model_option
from .conditions import read_environment, set_option, told
from .errors import BadInputError, tell
from .output import refuse_unwritable, render, stdout_console, write_file
from .picture import emit, file_format

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmotion_diagrams import Format
    from vmotion_model.script import PlayedStep
    from vmotion_model.session import Session
    from vmotion_specs.suites import Suite

STEPS = 200


@dataclass(frozen=True)
class Targets:
    """Where a run is kept: as a script, as a picture in the format that its file name says, and as logs of a release."""

    script: Path | None
    diagram: Path | None
    form: "Format | None"
    logs: Path | None = None
    release: str = "8"


@dataclass(frozen=True)
class Scene:
    """What is run: the model, with the conditions in words for titles, and what they say of a step that is not possible."""

    suite: "Suite"
    words: str = ""
    why_not: "Callable[[str, Sequence[str]], str]" = lambda _command, _failing: ""

    @property
    def title(self) -> str:
        """The model's name, and where it is run."""
        return self.suite.name + self.words


@click.command("simulate")
@click.option("--script", metavar="FILE|SCENARIO", help="Play a script, or a scenario that ships.")
@click.option("--seed", type=int, metavar="N", help="A random run; the same seed gives the same run.")
@click.option(
    "--steps", type=click.IntRange(min=1), metavar="N", help=f"The most steps of a random run.  [default: {STEPS}]"
)
@click.option(
    "--logs",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the logs that the run leaves on both hosts and in vCenter, as a release prints them.",
)
@click.option("--release", metavar="N", help="The release of --logs: 4, 6 or 8.  [default: 8]")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Save it as a script.")
@click.option(
    "--diagram",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw the run as a sequence diagram; FILE's ending gives the format.",
)
@set_option
@model_option("The model to run.")
@click.option("--change", metavar="FILE|NAME", help="With a proposed change.")
@click.option("--list", "list_", is_flag=True, help="List the scenarios.")
def command(
    script: str | None,
    seed: int | None,
    steps: int | None,
    logs: Path | None,
    release: str | None,
    save: Path | None,
    diagram: Path | None,
    settings: tuple[str, ...],
    name: str,
    change: str | None,
    list_: bool,
) -> None:
    """Run the model: by hand (the commands are listed by number; help says more), from a script, or at random.

    With --set, the conditions that are not named are healthy, and only failures that have a cause can happen; without, any can.

    Exit codes: 0 the run was made, 1 a condition of the script does not hold, 2 bad input, 3 interrupted.
    """
    from vmotion_model.language import ModelError
    from vmotion_specs.change import ChangeError

    if script is not None and seed is not None:
        raise BadInputError("--script and --seed don't go together: one plays a script, the other makes a random run")
    if steps is not None and seed is None:
        raise BadInputError("--steps limits a random run: give --seed too")
    if change is not None and settings:
        raise BadInputError("--set runs the shipped protocol, --change a changed one: use one of them")
    try:
        chosen = chosen_suite(name, change)
    except (ModelError, ChangeError) as error:
        raise BadInputError(str(error), error) from None
    if list_:
        _list(chosen)
        return
    scene = _scene(chosen, settings) if change is None else Scene(chosen, f" with {Path(change).stem}")
    for file in (save, diagram):
        if file is not None:
            refuse_unwritable(file)
    if logs is not None or release is not None:
        _refuse_logs(logs, release, chosen)
    target = Targets(save, diagram, None if diagram is None else file_format(diagram), logs, release or "8")
    if script is not None:
        _play(script, scene, target)
    elif seed is not None:
        _wander(scene, seed, steps or STEPS, target)
    else:
        _talk(scene, target)


def _scene(chosen: "Suite", settings: tuple[str, ...]) -> Scene:
    given = read_environment(settings, chosen.name, "a run")
    if not settings:
        return Scene(chosen)
    from dataclasses import replace

    from vmotion_model.protocol.conditioned import environment, why_not

    # Whole: a script may name a step that cannot happen here, and is told why not.
    return Scene(
        replace(chosen, model=environment(given, whole=True)),
        f" where {told(given)}",
        lambda command, failing: why_not(command, failing, given),
    )


def _list(chosen: "Suite") -> None:
    from vmotion_model.script import title_of
    from vmotion_specs.scenarios import scenarios_of

    known = scenarios_of(chosen)
    if not known:
        raise BadInputError(f"no scenarios ship for the model {chosen.name}")

    def show(console: object) -> None:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        assert isinstance(console, Console)
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(no_wrap=True)
        table.add_column()
        for scenario, text in known.items():
            table.add_row(scenario, Text(title_of(text)))
        console.print(table)

    render(show, None)


def _play(argument: str, scene: Scene, target: Targets) -> None:
    from vmotion_model.machines import Migration
    from vmotion_model.script import DisabledError, PlayError, ScriptError, play, write_script
    from vmotion_specs.scenarios import find_script

    from .show_session import show_played

    chosen, console = scene.suite, stdout_console()
    try:
        script = find_script(argument, chosen)
        run = play(script, Migration(chosen.model, chosen.locations))
    except DisabledError as error:
        raise BadInputError(
            "; ".join(filter(None, (str(error), scene.why_not(error.command, error.failing))))
        ) from None
    except PlayError as error:
        show_played(console, chosen.model, error.run)
        tell(str(error))
        raise click.exceptions.Exit(REFUTED) from None
    except ScriptError as error:
        raise BadInputError(str(error)) from None
    show_played(console, chosen.model, run)
    _save(target, write_script(run.steps, run.title))
    _draw(target, chosen, run.steps, run.title + scene.words)


def _wander(scene: Scene, seed: int, steps: int, target: Targets) -> None:
    from vmotion_model.session import wander

    from .show_session import show_end, show_one

    session = _session(scene.suite)
    console = stdout_console()
    console.print(f"A random run of {scene.title}, seed {seed}.\n", markup=False, highlight=False)
    try:
        for number, step in enumerate(wander(session, seed, steps), start=1):
            show_one(console, session.model, number, step)
    except KeyboardInterrupt:
        _interrupted(session)
    show_end(console, session)
    title = f"a random run of {scene.title}, seed {seed}"
    _save(target, session.script(title))
    _draw(target, scene.suite, session.steps, title)


def _talk(scene: Scene, target: Targets) -> None:
    from .dialogue import talk

    session = _session(scene.suite)
    try:
        talk(session, stdout_console(), scene.title, scene.why_not)
    except KeyboardInterrupt:
        _interrupted(session)
    title = f"a run of {scene.title} by hand"
    _save(target, session.script(title))
    _draw(target, scene.suite, session.steps, title)


def _session(chosen: "Suite") -> "Session":
    from vmotion_model.session import Session

    return Session(chosen.model, chosen.locations, chosen.ended)


def _interrupted(session: "Session") -> None:
    from .show_session import steps_text

    click.echo(err=True)
    tell(f"interrupted after {steps_text(len(session.steps))}, at {session.time} s")
    raise click.exceptions.Exit(UNDECIDED) from None


def _save(target: Targets, text: str) -> None:
    save = target.script
    if save is not None:
        write_file(save, lambda path: path.write_text(text, encoding="utf-8"))
        tell(f"wrote {save}")


def _refuse_logs(logs: Path | None, release: str | None, chosen: "Suite") -> None:
    """Say before the run what cannot be written."""
    from vmotion_model.protocol import LOCATIONS
    from vmotion_traces.made import FORMS

    if logs is None:
        raise BadInputError("--release is that of the logs: give --logs FOLDER too")
    if release is not None and release not in FORMS:
        raise BadInputError(f"--release {release}: how it prints is not known, only of {', '.join(FORMS)}")
    if chosen.locations != LOCATIONS:
        raise BadInputError(f"--logs: what the model {chosen.name} prints is not known, only that of vmotion")
    if logs.exists() and any(logs.iterdir()):
        raise BadInputError(f"{logs}: the folder is not empty; give a new one, so that no log is overwritten")


def _write_logs(target: Targets, chosen: "Suite", steps: "Sequence[PlayedStep]") -> None:
    """What the hosts' logs hold after the run."""
    from vmotion_traces.made import Wishes, made_logs

    if target.logs is None:
        return
    made = made_logs(chosen.model, steps, Wishes(release=target.release))
    for name, text in made.items():
        file = target.logs / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInputError(f"{file.parent}: {error.strerror}") from None
        write_file(file, partial(_put, text))
    tell(f"wrote {len(made)} logs to {target.logs}")


def _put(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _draw(target: Targets, chosen: "Suite", steps: "Sequence[PlayedStep]", title: str) -> None:
    """The run as a sequence diagram, and as logs."""
    _write_logs(target, chosen, steps)
    if target.diagram is None or target.form is None:
        return
    from vmotion_diagrams.sequences import Happening, sequence

    events = [Happening(s.command, s.time, s.changed) for s in steps]
    if not events:
        raise BadInputError("there is nothing to draw: the run has no steps")
    emit(sequence(chosen.model, events, title, locations=chosen.locations), target.form, target.diagram)
    tell(f"wrote {target.diagram}")
