"""What the conditions say of pre-copy, as a question to the theory of convergence: memory, link, dirty rate, SDPS."""

from collections.abc import Mapping

from vmotion_model.language import Value
from vmotion_model.precopy.question import Question

from .network import network
from .virtual_machine import vm


def question_of(values: Mapping[str, Value]) -> Question:
    """The question whether pre-copy converges where every condition has the value given; a rate of 0 says that of the guest."""
    rate = network.rate if values[network.all_streams.name] else network.rate_of_the_rest
    return Question(
        memory=f"{values[vm.memory.name]}MiB",
        link=f"{values[rate.name]}Mbps",
        dirty_rate=f"{values[vm.dirty_rate.name]}Mbps",
        at_most=True,
        stun="sdps" if values[vm.sdps.name] else "none",
    )
