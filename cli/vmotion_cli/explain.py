"""``vmotion explain``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .chosen_model import chosen_suite, model_option
from .errors import BadInputError
from .options import format_option, output_option
from .output import render, write, write_json

if TYPE_CHECKING:
    from vmotion_specs.reference import Entry, Reference

SCHEMA = 1


@click.command("explain")
@click.argument("word", metavar="[NAME]", required=False)
@model_option("Whose names are meant.")
@click.option("--change", metavar="FILE|NAME", help="Explain names of the model with a proposed change.")
@click.option("--coverage", is_flag=True, help="Show how the model covers every statement of the article, as Markdown.")
@click.option("--grammar", is_flag=True, help="Show what a change file may contain, as Markdown.")
@format_option
@output_option
def command(
    word: str | None, name: str, change: str | None, coverage: bool, grammar: bool, format_: str, output: Path | None
) -> None:
    """Explain anything that has a name, or find what is known about a word.

    Names are those of phases, commands, variables, constants, properties, failures, causes, conditions, roles,
    scenarios and changes. Without NAME, all names are listed. NAME may be the end of a name (WAIT_HANDSHAKE),
    VMware's name of a state, a family of properties (S6), or a message as the logs print it. Any other text is looked
    for in all that is known: a word (NFS), a percentage (82%), a part of a message. If several entries mention it,
    they are listed, the nearest first. No solver runs: a verdict is the one on file.
    """
    if coverage or grammar:
        option = "--coverage" if coverage else "--grammar"
        if word is not None or name != "vmotion" or change or format_ != "text" or (coverage and grammar):
            raise BadInputError(f"{option} goes alone, with no other option but --output: it is one page of Markdown")
        write(_page(coverage), output)
        return
    from vmotion_model.language import ModelError
    from vmotion_specs.change import ChangeError
    from vmotion_specs.reference import EntryHit

    try:
        everything = _reference(name, change)
        hits = tuple(map(EntryHit, everything.entries)) if word is None else everything.ask(word)
    except (ModelError, ChangeError) as error:
        raise BadInputError(str(error), error) from None
    # What is on file is of the model as it ships.
    recorded = "" if change is not None else name
    found = tuple(hit.entry for hit in hits)
    if format_ == "json":
        _write_json(_recorded(recorded, found), output)
        return
    from .show_entry import show_entries, show_hits, show_list

    if word is None:
        render(lambda console: show_list(console, found), output)
    elif len(hits) > 1 and hits[0].passage is not None:
        render(lambda console: show_hits(console, hits), output)
    else:
        shown = _recorded(recorded, found)
        render(lambda console: show_entries(console, shown), output)


def _page(coverage: bool) -> str:
    if coverage:
        from vmotion_specs.coverage import load_statements, render_coverage

        return render_coverage(load_statements())
    from vmotion_specs.change.format_page import page_of_grammar

    return page_of_grammar()


def _reference(name: str, change: str | None) -> "Reference":
    """What ships, with what is on file about it; or the names of one model alone, perhaps with a change."""
    from vmotion_specs.reference import Reference, reference
    from vmotion_specs.reference.protocol import suite_entries

    if name == "vmotion" and change is None:
        return reference()
    return Reference(tuple(suite_entries(chosen_suite(name, change))))


def _recorded(name: str, found: "tuple[Entry, ...]") -> "tuple[Entry, ...]":
    """The entries with what is on file about them: nothing is of a model that does not ship, whatever it is called."""
    from vmotion_proofs.certifying.stored_evidence import with_records
    from vmotion_specs.suites import SUITES

    return with_records(found) if name in SUITES else found


def _write_json(entries: "tuple[Entry, ...]", output: Path | None) -> None:

    data = {"schema": SCHEMA, "entries": [entry.to_json() for entry in entries]}
    write_json(data, output)
