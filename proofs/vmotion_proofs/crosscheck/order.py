"""Simultaneous effects as assignments in sequence, for languages that assign one variable at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import Expr, Var, variables_of


@dataclass(frozen=True)
class Assignments:
    """First each variable of ``saved`` is copied aside, then ``assigned`` happens from first to last.

    An expression in ``assigned`` that reads a saved variable means its copy.
    """

    saved: tuple[str, ...]
    assigned: tuple[tuple[str, Expr[Any]], ...]


def in_sequence(updates: Mapping[str, Expr[Any]]) -> Assignments:
    """An order in which every variable is read before it is written; where there is none, copies of the old values.

    An update that keeps its variable as it is is left out.
    """
    left = {n: u for n, u in updates.items() if not (isinstance(u, Var) and u.name == n)}
    reads = {n: set(variables_of(u)) for n, u in left.items()}
    saved: list[str] = []
    assigned: list[tuple[str, Expr[Any]]] = []
    while left:
        # A variable may be written once no other update still reads it.
        free = [n for n in left if n in saved or not any(n in reads[m] for m in left if m != n)]
        if not free:
            saved.append(next(iter(left)))
            continue
        assigned += [(n, left.pop(n)) for n in free[:1]]
    return Assignments(tuple(saved), tuple(assigned))
