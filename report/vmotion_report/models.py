"""What a page says of a model: its parts in words, where the article speaks of them, and the failures they stand for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vmotion_model.language import Model, digest, variables_of
from vmotion_specs.coverage import Refers, load_statements
from vmotion_specs.properties import Property
from vmotion_specs.reference import FailureEntry, PropertyEntry, reference
from vmotion_specs.reference.protocol import suite_entries
from vmotion_specs.suite import Suite

from .graphs import failing, graphs_of, machines_of

LONGEST_FORMULA = 1500
"""In characters; longer ones are made from all commands, and nobody reads them."""
_KEPT = {
    "role": ("name", "title", "phases"),
    "phase": (
        "name",
        "title",
        "role",
        "initial",
        "vmware_name",
        "numbers",
        "step",
        "entered_by",
        "left_by",
        "failures",
    ),
    "command": (
        "name",
        "title",
        "role",
        "phases",
        "leads_to",
        "guard",
        "effect",
        "handles",
        "fault",
        "fact",
        "failures",
        "fair",
    ),
    "variable": ("name", "title", "owner", "type", "initial", "runs_while"),
    "constant": ("name", "title", "value", "unit", "fact"),
}
"""Of each kind of entry, what the page shows."""


def model_to_json(suite: Suite) -> Mapping[str, Any]:
    """The model of a suite: roles, phases, commands, variables, constants, diagrams, and the article's statements."""
    entries: dict[str, dict[str, Any]] = {kind: {} for kind in _KEPT}
    for entry in suite_entries(suite):
        if entry.kind.value in _KEPT:
            data = entry.to_json()
            entries[entry.kind.value][entry.name] = {key: data[key] for key in _KEPT[entry.kind.value]}
    for name, data in entries["command"].items():
        data["drawn_as_failure"] = failing(suite.model.command[name])
    return {
        "name": suite.name,
        "says": suite.model.description,
        "digest": digest(suite.model),
        "locations": dict(suite.locations),
        "roles": list(suite.model.roles),
        "phases": entries["phase"],
        "commands": entries["command"],
        "variables": entries["variable"],
        "constants": entries["constant"],
        "graphs": list(graphs_of(suite)),
        "machines": list(machines_of(suite)),
        "statements": _statements(suite.model) if suite.article else [],
    }


def _statements(model: Model) -> list[Mapping[str, Any]]:
    """What the article says, with the commands and states that answer for it."""
    found: list[Mapping[str, Any]] = []
    for item in load_statements():
        commands: list[str] = []
        for name in item.names(Refers.COMMAND):
            stem = name.removesuffix("*")
            commands += [c for c in model.command if (c.startswith(stem) if stem != name else c == name)]
        found.append(
            {
                "id": item.id,
                "says": item.description,
                "commands": commands,
                "states": list(item.names(Refers.STATE)),
                "properties": list(item.names(Refers.PROPERTY)),
            }
        )
    return found


def property_to_json(entry: PropertyEntry, roles: Iterable[str]) -> Mapping[str, Any]:
    """What a property says: sentence, reason, source and formula, and of which ``roles`` it speaks."""
    return {
        "id": entry.name,
        "title": entry.title,
        "judged": entry.judged,
        "roles": list(roles),
        "why": entry.why,
        "ground": entry.citation,
        "premise": _cut(entry.premise),
        "claim": _cut(entry.claim),
        "observers": [{"label": o.label, "formula": o.formula} for o in entry.observers],
        "assumptions": [
            {"name": a.name, "says": a.description, "asks": [str(f) for f in a.asks], "theorems": list(a.theorems)}
            for a in entry.assumptions
        ],
    }


def _cut(formula: str) -> str:
    if len(formula) <= LONGEST_FORMULA:
        return formula
    return f"a formula of {len(formula):,} characters, made from the commands; vmotion explain --format json shows it"


def roles_of(suite: Suite, stated: Property) -> Sequence[str]:
    """The roles of whose variables or steps a property speaks, in the model's order; what all share is nobody's."""
    model = suite.model
    read = variables_of(stated.premise) | variables_of(stated.claim)
    owners = {model.variable[n].owner for n in read if n in model.variable}
    owners |= {model.command[n].role for o in stated.observers for n in o.effects if n in model.command}
    return [role for role in model.roles if role in owners]


def property_entries(suite: Suite) -> Mapping[str, PropertyEntry]:
    """The entries of a suite's properties."""
    return {e.name: e for e in suite_entries(suite) if isinstance(e, PropertyEntry)}


def failures_to_json() -> Mapping[str, Any]:
    """The failure catalogue: what each failure is, what causes it, what to do."""
    return {e.name: _failure(e) for e in reference().entries if isinstance(e, FailureEntry)}


def _failure(entry: FailureEntry) -> Mapping[str, Any]:
    wanted = ("title", "trigger", "outcome", "cause", "messages", "remedy", "states")
    data = entry.to_json()
    return {key: data[key] for key in wanted}
