"""The models that benches search: instances of the shipped protocol, and independent migrations side by side."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from vmotion_model.language import Expr, Instance, Model, Var, substitute
from vmotion_model.language.commands import derived
from vmotion_proofs.crosscheck.question import CheckerQuestion, question_of
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import vmotion_suite

CALM = {"request": 1, "vcenter crash": 0, "source crash": 0, "destination crash": 0, "message loss": 0}
"""One request, and of the faults only those that need no crash and lose no message."""


def migration(**limits: int) -> CheckerQuestion:
    """The shipped protocol with all its invariants; ``limits`` with underscores for blanks."""
    suite = vmotion_suite()
    named = {name.replace("_", " "): limit for name, limit in limits.items()}
    return question_of(
        suite.model, [p for p in suite.properties if p.kind is PropertyKind.INVARIANT], Instance("bench", named)
    )


def side_by_side(parts: Sequence[CheckerQuestion]) -> CheckerQuestion:
    """Independent models at once, each with its own invariants: as many states as the product of the parts."""
    variables: list[Var[Any]] = []
    commands = []
    invariants: dict[str, Expr[bool]] = {}
    titles: dict[str, str] = {}
    for number, part in enumerate(parts):
        names: dict[str, Expr[Any]] = {}
        for var in part.model.variables:
            names[var.name] = Var(f"m{number}.{var.name}", var.type, var.owner, var.initial, var.description)
        variables += [v for v in names.values() if isinstance(v, Var)]
        for command in part.model.commands:
            guard = {label: substitute(g, names) for label, g in command.guard.items()}
            effect = {names[n]: substitute(u, names) for n, u in command.updates.items()}
            commands.append(derived(f"m{number}_{command.name}", command.role, guard, effect))  # type: ignore[arg-type]
        for name, formula in part.invariants.items():
            invariants[f"m{number}.{name}"] = substitute(formula, names)
            titles[f"m{number}.{name}"] = part.titles[name]
    first = parts[0]
    model = Model("side by side", tuple(variables), first.model.constants, tuple(commands))
    return CheckerQuestion(model, first.tick, " and ".join(p.instance for p in parts), invariants, titles)


def copies(model: Model, number: int) -> Model:
    """The same finite model several times side by side, with nothing in common."""
    return side_by_side([CheckerQuestion(model, 1, "", {}, {})] * number).model


def _crash() -> Mapping[str, int]:
    return {**_under(CALM), "vcenter_crash": 1}


def _under(limits: Mapping[str, int]) -> dict[str, int]:
    return {name.replace(" ", "_"): limit for name, limit in limits.items()}


CASES: Mapping[str, Callable[[], CheckerQuestion]] = {
    "1e5": lambda: migration(request=1),
    "1e6": lambda: migration(message_loss=1),
    "1e7": lambda: side_by_side([migration(**_under(CALM), refusal=0), migration(**_crash())]),
}
"""One migration with every fault; many with one lost message; two independent ones, of which one survives a crash of vCenter."""
