"""Conditions that contradict each other: values that no attempt can have together.

A limit below a reservation is none of them: KB 1003734 names it as a cause, so there are such virtual machines.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vmotion_model.language import Expr, Value, evaluate, variables_of

from .hosts import destination_host
from .network import network
from .setting import shown_value
from .virtual_machine import vm


@dataclass(frozen=True, eq=False)
class Agreement:
    """What conditions keep to together, and why: the sentence that is said of values that do not."""

    holds: Expr[bool]
    why: str

    @property
    def names(self) -> tuple[str, ...]:
        """The conditions that it speaks of."""
        return tuple(variables_of(self.holds))


AGREEMENTS = (
    Agreement(
        destination_host.oldest_hardware.var <= destination_host.newest_hardware.var,
        "the oldest hardware that a host runs is not newer than the newest that it knows",
    ),
    Agreement(
        vm.memory_reservation.var <= vm.memory.var,
        "a VM reserves no more memory than it has",
    ),
    Agreement(
        network.all_streams.var | (network.rate_of_the_rest.var <= network.rate.var),
        "some of the streams do not transmit more than all of them",
    ),
)
"""All that is asked of conditions together."""


@dataclass(frozen=True)
class Contradiction:
    """What is wrong with values: those of ``names`` do not go together."""

    names: tuple[str, ...]
    message: str


def contradiction(given: Mapping[str, Value], others: Mapping[str, Value]) -> Contradiction | None:
    """What is wrong with the values ``given`` where the ``others`` are as they are unless set; None where nothing is."""
    values = {**others, **given}
    for agreement in AGREEMENTS:
        if values.keys() >= set(agreement.names) and not evaluate(agreement.holds, values, {}):
            said = [
                f"{n}={shown_value(values[n])}{'' if n in given else ' (its healthy value)'}" for n in agreement.names
            ]
            message = f"{', '.join(said)} contradict each other: {agreement.why}"
            return Contradiction(agreement.names, message)
    return None
