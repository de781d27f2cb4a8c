"""``vmotion explore``: the page with the model behind it."""

from typing import TYPE_CHECKING

import click

from .chosen_model import model_option
from .conditions import read_environment, set_option
from .errors import BadInputError, tell

if TYPE_CHECKING:
    from vmotion_specs.suites import Suite


@click.command("explore")
@model_option("The model to run.")
@click.option("--change", metavar="FILE|NAME", help="Run the model with this change.")
@click.option(
    "--script", metavar="FILE|SCENARIO", help="Begin with the steps of a script, or of a scenario that ships."
)
@set_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen.  [default: any that is free]")
@click.option("--open", "open_", is_flag=True, help="Open the page in a browser.")
def command(
    name: str, change: str | None, script: str | None, settings: tuple[str, ...], port: int, open_: bool
) -> None:
    """Run the model in a browser: choose a step, inject a fault, let time pass, go back.

    The page shows why other steps cannot be done. If you set conditions (--set, or in the page), only failures that
    have a cause can happen. The command prints the address of a page that only this machine can reach. The run can be
    saved as a script or as a test. Ctrl-C ends the command.
    """
    from vmotion_model.language import ModelError
    from vmotion_model.script import ScriptError, title_of
    from vmotion_report.live import Live
    from vmotion_report.page import AssetError, page
    from vmotion_report.saved_run import Origin
    from vmotion_report.server import ExploreServer, address, serve
    from vmotion_report.subjects import of_model
    from vmotion_report.surroundings import Surroundings, choices
    from vmotion_specs.change import ChangeError
    from vmotion_specs.own import find_suite
    from vmotion_specs.scenarios import find_script, scenarios_of

    try:
        chosen = find_suite(name)
        title = f"The model {name}"
        if change is not None:
            chosen, title = _changed(chosen, change)
        given = read_environment(settings, chosen.name, "a run")
        if given is not None and change is not None:
            raise BadInputError(
                "--set and --change don't go together: conditions are those of the protocol as it ships"
            )
        read = None if script is None else find_script(script, chosen, given)
        live = Live(chosen, Origin(name, change or ""), Surroundings(given if read is None else read.conditions))
        if read is not None:
            live.follow(read)
        known = [{"name": n, "title": title_of(text) or n} for n, text in scenarios_of(chosen).items()]
        set_ = choices() if live.conditioned else {}
        html = page({**of_model(chosen), "title": title, "live": {"scenarios": known, **set_}}, connect=True)
    except (ModelError, ChangeError, ScriptError, AssetError) as error:
        raise BadInputError(str(error)) from None
    explored = ExploreServer(html, live)
    try:
        server = serve(explored, port)
    except OSError as error:
        raise BadInputError(f"port {port} can't be used: {error.strerror}; leave out --port") from None
    with server:
        where = address(server, explored)
        try:
            click.echo(where)
            tell("Ctrl-C ends it")
            if open_:
                click.launch(where)
            server.serve_forever()
        except KeyboardInterrupt:
            # What ends it is the only way to end it, and no failure.
            click.echo(err=True)


def _changed(chosen: "Suite", change: str) -> "tuple[Suite, str]":
    """The suite of the changed model, and the change's title."""
    from vmotion_specs.apply import changed_suite
    from vmotion_specs.shipped import find_change

    found = find_change(change, chosen)
    if found.model != chosen.name:
        raise BadInputError(f"{found.name} changes the model {found.model!r}: give --model {found.model}")
    return changed_suite(found, chosen), found.title
