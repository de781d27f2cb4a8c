"""Runnable machines: one ``transitions`` machine per role, and ``Migration``, which composes them.

Everything is derived from the commands of a model. The states of a role's machine are the values of its location variable; the
sources of a trigger are the locations that no conjunct of the guard rules out, and the conjuncts are its conditions.
"""

from .edges import MachineEdge, edges
from .migration import Migration, NotEnabledError
from .roles import check_locations, role_machine

__all__ = ["MachineEdge", "Migration", "NotEnabledError", "check_locations", "edges", "role_machine"]
