"""What is so in the surroundings of an attempt (conditions), and why a migration fails then (causes).

``conditions`` and ``causes`` are the tables; ``conditioned`` makes of them the model in which failures have causes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from . import hosts, late_causes, network, specification, storage, vcenter, virtual_machine
from .cause import Cause, Condition, conditions_in

_FAMILIES = (hosts, network, storage, virtual_machine, specification, vcenter, late_causes)

CONDITIONS: tuple[Condition, ...] = tuple(c for f in _FAMILIES for c in conditions_in(f.GROUPS))
"""Every condition, family by family."""
CAUSES: tuple[Cause, ...] = tuple(
    sorted((c for f in _FAMILIES for c in f.CAUSES), key=lambda c: (c.failure or "~", c.name))
)
"""Every cause, in the order of the failure catalogue."""

UNTIED: Mapping[str, str] = MappingProxyType(
    {
        "F12": "the timer that runs out is how a lack of progress shows; its causes are those of the steps that made none",
        "F29": "a line that only sums up what the log of the virtual machine tells",
        "F35": "an alert of high availability that goes away when the migration ends; the migration is as ever",
    }
)
"""Entries of the failure catalogue that no cause is tied to, and why."""

__all__ = ["CAUSES", "CONDITIONS", "UNTIED", "Cause", "Condition"]
