"""Books that are kept otherwise: a change of what commands note, and of what they count as, is a change of what is asked."""

from dataclasses import replace
from typing import Any

import pytest

from vmotion_model.common.exit_codes import HOPED, REFUTED
from vmotion_model.language import Command, Deadline, Model, boolean, clock, integer, lift
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.compare_statements import compare_statements
from vmotion_proofs.results.options import Options
from vmotion_specs.change import parse_change
from vmotion_specs.properties import Observer, Property, PropertyKind
from vmotion_specs.suite import Suite
from vmotion_specs.suite_json import ModelVersion
from vmotion_specs.timing import deadlock

pytestmark = pytest.mark.usefixtures("answered")

BUSY = boolean("worker.busy", "worker", False, "Works.")
DONE = integer("worker.done", "worker", 0, 0, 2, "How much is done.")
AGE = clock("worker.age", "worker", BUSY, "How long it works.")
PAID = boolean("history.paid", "history", False, "It was paid.")
TWICE = boolean("history.twice", "history", False, "It was paid twice.")
SILENT = clock("history.silent", "history", BUSY, "How long nothing was heard.")

COMMANDS = (
    Command("begin", "worker", {"rests": ~BUSY}, {BUSY: True}),
    Command("report", "worker", {"works": BUSY}, {AGE: 0, SILENT: 0}, events=("told",)),
    Command("end", "worker", {"works": BUSY}, {BUSY: False, PAID: True, TWICE: TWICE | PAID}),
    Command("stumble", "worker", {"works": BUSY}, {BUSY: False}, fault="accident", fair=False),
    Command("rain", "weather", {}, {}, fault="rain"),
)
MODEL = Model(
    "work", (BUSY, DONE, AGE, PAID, TWICE, SILENT), (), COMMANDS, (Deadline("worker.age", lift(5), ("report",)),)
)
HEARD = boolean("observed.heard", "history", False, "It was heard.")
STATED = (
    deadlock(MODEL, lift(False), ("worker",), ("helps",)),
    Property("silent", "it is never silent for long", SILENT <= 5),
    Property("once", "it is not paid twice", ~TWICE),
    Property(
        "heard",
        "it can be heard",
        HEARD,
        kind=PropertyKind.REACHABLE,
        observers=(Observer(HEARD, events={"told": True}),),
    ),
    Property("plain", "it is done little", DONE <= 1),
)


def changed(text: str, expect: str = "") -> Any:
    data = f'schema = 1\ntitle = "t"\nmodel = "work"\n{text}'
    if expect:
        data += f"[expect]\n{expect}"
    return check_change(parse_change(data.encode(), "x.toml"), Suite.of(MODEL, STATED), Options())


def effect(command: str, variable: str, value: str) -> str:
    return f'[[effect]]\ncommand = "{command}"\nvariable = "{variable}"\nvalue = "{value}"\n'


def command(name: str, keys: str) -> str:
    return f'[[command]]\naction = "change"\nname = "{name}"\n{keys}\n'


@pytest.mark.parametrize(
    ("edit", "weaker"),
    [
        # Forgets the fact that the statement is about.
        (effect("end", "history.twice", "False"), {"once"}),
        # Forgets what that fact is made from.
        (effect("begin", "history.paid", "False"), {"once"}),
        ('[[effect]]\naction = "remove"\ncommand = "end"\nvariable = "history.paid"\n', {"once"}),
        (effect("begin", "history.silent", "0"), {"silent"}),
        (
            '[[variable]]\naction = "change"\nname = "history.silent"\nactive = "worker.busy and worker.done == 0"\n',
            {"silent"},
        ),
        (command("begin", 'events = ["told"]'), {"heard"}),
        (command("report", "events = []"), {"heard"}),
        # The steps of a worker that stumbles are none of its own, and whoever helps is somebody else.
        (command("stumble", 'fault = ""'), {"timelock", "deadlock"}),
        # Behaviour, and nothing that is said of it.
        (effect("end", "worker.done", "1"), set()),
        (command("end", 'says = "other words"'), set()),
        (command("rain", 'fault = "hail"'), set()),
    ],
)
def test_what_existing_commands_note_is_part_of_the_statement(edit: str, weaker: set[str]) -> None:
    proposal = changed(edit)
    assert {f.id: f.change.value for f in proposal.findings} == dict.fromkeys(weaker, "weakened")
    if weaker:
        assert proposal.exit_code == REFUTED
        verdicts = {p.id: p.verdict.value for p in proposal.after.properties}
        lines = [f'{name} = "{"weakened, " * (name in weaker)}{word}"' for name, word in verdicts.items()]
        assert changed(edit, "\n".join(lines) + "\n").command_code(expect=True) == HOPED


def test_a_weaker_statement_that_would_pass_is_no_pass() -> None:
    """By hand: whoever ends twice is paid twice; with the books closed nothing shows it."""
    assert changed(command("end", 'says = "as it was"')).after.by_id["once"].verdict.value == "violated"
    forgotten = changed(effect("end", "history.twice", "False"))
    assert forgotten.after.by_id["once"].verdict.passes
    assert forgotten.exit_code == REFUTED


def test_what_a_new_command_notes_is_told() -> None:
    edit = '[[command]]\naction = "add"\nname = "{}"\nrole = "worker"\nguard = {{ works = "worker.busy" }}\neffect = {{ {} }}\n'
    noted = changed(edit.format("whisper", '"history.silent" = "0"'))
    assert not noted.findings
    assert "history.silent is also recorded by the new whisper: silent speaks of it" in noted.notes
    heard = changed(edit.format("cry", '"worker.done" = "1"') + 'events = ["told"]\n')
    assert "observed.heard is also recorded by the new cry: heard speaks of it" in heard.notes
    plain = changed(edit.format("hurry", '"worker.done" = "1"'))
    assert not [n for n in plain.notes if "recorded" in n]


def test_what_a_command_noted_that_another_one_replaces_is_told() -> None:
    """The new one does the same and notes nothing: as one and the same command it would weaken the statement."""
    gone = '[[command]]\naction = "remove"\nname = "end"\n'
    new = '[[command]]\naction = "add"\nname = "finish"\nrole = "worker"\nguard = { works = "worker.busy" }\n'
    replaced = changed(gone + new + 'effect = { "worker.busy" = "False" }\n')
    assert "history.twice was also recorded by the former end: once speaks of it" in replaced.notes
    assert not [n for n in changed(gone).notes if "recorded" in n]


def test_two_revisions_are_compared_alike() -> None:
    (end,) = (c for c in COMMANDS if c.name == "end")
    later = replace(MODEL, commands=tuple(replace(c, effect={BUSY: False}) if c is end else c for c in COMMANDS))
    once = STATED[2]
    (finding,) = compare_statements(ModelVersion(MODEL, (once,)), ModelVersion(later, (once,)))
    assert (finding.id, finding.change.value) == ("once", "weakened")
    assert "history.paid, history.twice" in finding.description
    assert compare_statements(ModelVersion(MODEL, (once,)), ModelVersion(MODEL, (once,))) == ()


def test_a_statement_made_from_commands_by_their_events_is_undecided_where_those_are_others() -> None:
    made = Property("told", "who works can tell", BUSY, BUSY | ~BUSY, generated=True)
    (report,) = (c for c in COMMANDS if c.name == "report")
    later = replace(MODEL, commands=tuple(replace(c, events=()) if c is report else c for c in COMMANDS))
    (finding,) = compare_statements(ModelVersion(MODEL, (made,)), ModelVersion(later, (made,)))
    assert finding.change.value == "undecided"
    assert "report" in finding.description
