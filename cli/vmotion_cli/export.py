"""``vmotion export``."""

from pathlib import Path

import click

from .chosen_model import chosen_model, chosen_suite, model_option
from .errors import BadInputError
from .options import output_option
from .output import json_text, write


@click.command("export")
@click.argument("kind", type=click.Choice(["json", "smtlib", "promela", "tla"]))
@model_option("The model.")
@click.option("--change", metavar="FILE|NAME", help="Write the model with a proposed change (not for smtlib).")
@click.option(
    "--property", "ids", multiple=True, metavar="ID", help="Promela, TLA+: write only this property (repeatable)."
)
@click.option("--liveness", is_flag=True, help="SMT-LIB: write the rankings of the liveness properties instead.")
@output_option
def command(
    kind: str, name: str, change: str | None, ids: tuple[str, ...], liveness: bool, output: Path | None
) -> None:
    """Write the model for other tools.

    json writes the model itself and its properties. smtlib writes the certificate of all invariants, or with
    --liveness that of all responses. promela and tla write the finite model in whole ticks for SPIN and for TLC, with
    every invariant. A reachability demand that --property names is written as the invariant that nothing fulfils it.
    For TLA+, --output M.tla also writes the configuration M.cfg.
    """
    from vmotion_model.language import ModelError
    from vmotion_specs.change import ChangeError

    if ids and kind not in ("promela", "tla"):
        raise BadInputError(f"--property is for promela and tla: {kind} is always the whole")
    if liveness and kind != "smtlib":
        raise BadInputError(f"--liveness is for smtlib: {kind} has no liveness properties")
    try:
        if kind == "smtlib":
            _smtlib(name, change, liveness, output)
        elif kind == "json":
            _json(name, change, output)
        else:
            _finite(kind, name, change, ids, output)
    except (ModelError, ChangeError) as error:
        raise BadInputError(str(error)) from None


def _json(name: str, change: str | None, output: Path | None) -> None:
    from vmotion_specs.suite_json import form_of, suite_from_json

    chosen = chosen_suite(name, change)
    form = form_of(chosen)
    # What was written in Python may be larger than what is read: better to hear of it now.
    suite_from_json(form)
    write(json_text(form, indent=1), output)


def _smtlib(name: str, change: str | None, liveness: bool, output: Path | None) -> None:
    from vmotion_proofs.evidence.shipped_files import certificate_of
    from vmotion_proofs.results.options import rankings_beside
    from vmotion_specs.properties import PropertyKind

    if change is not None:
        raise BadInputError("a change has no certificate on file: leave out --change")
    chosen = chosen_suite(name)
    if liveness and not any(p.kind is PropertyKind.RESPONSE for p in chosen.properties):
        raise BadInputError(f"{name} has no liveness properties: leave out --liveness")
    path = certificate_of(chosen)
    if path is None:
        raise BadInputError(f"no certificate of {name} is on file: vmotion check --model {name} --keep DIR writes one")
    if liveness:
        path = rankings_beside(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInputError(f"there is no certificate of {name} ({path.name}): {error.strerror}") from None
    write(text, output)


def _finite(kind: str, name: str, change: str | None, ids: tuple[str, ...], output: Path | None) -> None:
    from vmotion_proofs.crosscheck.promela import to_promela
    from vmotion_proofs.crosscheck.question import question_of
    from vmotion_proofs.crosscheck.tla import to_tla
    from vmotion_proofs.results.select_properties import matching
    from vmotion_specs.properties import PropertyKind

    model, properties = chosen_model(name, change)
    wanted = matching(ids, [p.id for p in properties if ids or p.kind is PropertyKind.INVARIANT])
    question = question_of(model, [p for p in properties if p.id in wanted])
    if kind == "promela":
        write(to_promela(question), output)
        return
    module = to_tla(question, output.stem if output else None)
    write(module.text, output)
    if output is not None:
        write(module.configuration(), output.with_suffix(".cfg"))
