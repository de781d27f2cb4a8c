"""``vmotion simulate``."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmotion_model.common.exit_codes import REFUTED, UNDECIDED

from .chosen_model import chosen_suite, model_option
from .conditions import read_environment, set_option
from .errors import BadInputError, tell
from .output import refuse_unwritable, render, stdout_console, write_file
from .picture import emit, file_format
from .simulated_logs import MOST_ID, id_of_seed, refuse_logs, write_logs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmotion_diagrams import Format
    from vmotion_model.language import Model, Value
    from vmotion_model.script import PlayedStep
    from vmotion_model.session import Session
    from vmotion_specs.suites import Suite

STEPS = 200


@dataclass(frozen=True)
class Targets:
    """Where a run is kept: as a script, as a picture in the format that its file name says, and as logs of a release.

    `migration_id` is that of the first migration in the logs, None for that of the made logs.
    """

    script: Path | None
    diagram: Path | None
    form: "Format | None"
    logs: Path | None = None
    release: str = "8"
    migration_id: int | None = None


@dataclass(frozen=True)
class Scene:
    """What is run: the model, the conditions that are set (None: any failure may come), and the change in words for titles."""

    suite: "Suite"
    given: "Mapping[str, Value] | None" = None
    words: str = ""

    @property
    def title(self) -> str:
        """The model's name, and where it is run."""
        return self.suite.name + self.words + where(self.given)

    def why_not(self, command: str, failing: "Sequence[str]") -> str:
        """What the conditions say of a step that is not possible; "" where they have no part in it."""
        if self.given is None:
            return ""
        from vmotion_model.protocol.conditioned import why_not

        return why_not(command, failing, self.given)

    def session(self) -> "Session":
        """A run that begins."""
        from vmotion_model.protocol.conditioned import environment
        from vmotion_model.session import Session

        # Whole: somebody may name a step that cannot happen here, and is told why not.
        model = self.suite.model if self.given is None else environment(self.given, whole=True)
        return Session(model, self.suite.locations, self.suite.ended, self.given)


def where(given: "Mapping[str, Value] | None") -> str:
    """The conditions, as a title goes on with them."""
    from vmotion_model.protocol.conditions.setting import told

    return f" where {told(given)}" if given else ""


@click.command("simulate")
@click.option("--script", metavar="FILE|SCENARIO", help="Play a script, or a scenario that ships.")
@click.option("--seed", type=int, metavar="N", help="Make a random run. The same seed gives the same run.")
@click.option(
    "--steps",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"The maximum number of steps of a random run.  [default: {STEPS}]",
)
@click.option(
    "--logs",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the logs that the run leaves on both hosts and in vCenter, as one release prints them.",
)
@click.option("--release", metavar="N", help="The release of --logs: 4, 6 or 8.  [default: 8]")
@click.option(
    "--migration-id",
    type=click.IntRange(min=1, max=MOST_ID),
    metavar="N",
    help="The id of the first migration in --logs. Later ones count up from it.  [default: another one for each --seed]",
)
@click.option(
    "--save", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Save the run as a script."
)
@click.option(
    "--diagram",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw the run as a sequence diagram; FILE's ending gives the format.",
)
@set_option
@model_option("The model to run.")
@click.option("--change", metavar="FILE|NAME", help="Run the model with a proposed change.")
@click.option("--list", "list_", is_flag=True, help="List the scenarios.")
def command(
    script: str | None,
    seed: int | None,
    steps: int | None,
    logs: Path | None,
    release: str | None,
    migration_id: int | None,
    save: Path | None,
    diagram: Path | None,
    settings: tuple[str, ...],
    name: str,
    change: str | None,
    list_: bool,
) -> None:
    """Run the model by hand, from a script, or at random.

    By hand, choose commands by their number; type help for more. With --set, conditions that are not named are
    healthy, and only failures that have a cause can happen. Without it, any failure can happen. A script may set
    conditions itself, and a saved script does; --set takes precedence.

    Exit codes: 0 the run was made, 1 what the script expects does not hold, 2 bad input, 3 interrupted.
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
    given = read_environment(settings, chosen.name, "a run")
    scene = Scene(chosen, given, "" if change is None else f" with {Path(change).stem}")
    for file in (save, diagram):
        if file is not None:
            refuse_unwritable(file)
    if logs is not None or release is not None or migration_id is not None:
        refuse_logs(logs, release, migration_id, chosen)
    if logs is not None and migration_id is None and seed is not None:
        migration_id = id_of_seed(seed)
    form = None if diagram is None else file_format(diagram)
    target = Targets(save, diagram, form, logs, release or "8", migration_id)
    if script is not None:
        _play(script, scene, target)
    elif seed is not None:
        _wander(scene, seed, steps or STEPS, target)
    else:
        _talk(scene, target)


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
        script = find_script(argument, chosen, scene.given)
    except ScriptError as error:
        raise BadInputError(str(error)) from None
    try:
        run = play(script, Migration(script.model, chosen.locations))
    except DisabledError as error:
        raise BadInputError(str(error)) from None
    except PlayError as error:
        show_played(console, script, error.run)
        tell(str(error))
        raise click.exceptions.Exit(REFUTED) from None
    show_played(console, script, run)
    _save(target, write_script(run.steps, run.title, script.conditions))
    _draw(target, scene, script.model, run.steps, run.title + scene.words + where(script.conditions))


def _wander(scene: Scene, seed: int, steps: int, target: Targets) -> None:
    from vmotion_model.session import wander

    from .show_session import show_end, show_one

    session = scene.session()
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
    _draw(target, scene, session.model, session.steps, title)


def _talk(scene: Scene, target: Targets) -> None:
    from .simulate_by_hand import talk

    session = scene.session()
    try:
        talk(session, stdout_console(), scene.title, scene.why_not)
    except KeyboardInterrupt:
        _interrupted(session)
    title = f"a run of {scene.title} by hand"
    _save(target, session.script(title))
    _draw(target, scene, session.model, session.steps, title)


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


def _draw(target: Targets, scene: Scene, model: "Model", steps: "Sequence[PlayedStep]", title: str) -> None:
    """The run as a sequence diagram, and as logs."""
    if target.logs is not None:
        write_logs(target.logs, target.release, target.migration_id, model, steps)
    if target.diagram is None or target.form is None:
        return
    from vmotion_diagrams.sequences import Happening, sequence

    events = [Happening(s.command, s.time, s.changed) for s in steps]
    if not events:
        raise BadInputError("there is nothing to draw: the run has no steps")
    emit(sequence(model, events, title, locations=scene.suite.locations), target.form, target.diagram)
    tell(f"wrote {target.diagram}")
