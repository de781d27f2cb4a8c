"""How a failed migration shows, as a value: kept apart from the searches that find it, which take long to import."""

from dataclasses import dataclass

from vmotion_model.protocol.vocabulary import Destination, Source
from vmotion_specs.conditions.properties import Ending

SOURCE = tuple(s for s in Source if s not in (Source.NONE, Source.FINISHED))
DESTINATION = tuple(s for s in Destination if s not in (Destination.NONE, Destination.FINISHED))
"""The states of a VMX at work, in the order in which it goes through them."""


@dataclass(frozen=True, order=True)
class Sign:
    """How a migration failed: the first step that did, in which step of the article (None off its path), and what it left.

    ``source`` and ``destination`` are the last states of the two VMX in which they were at work; NONE for one that never was.
    """

    command: str
    step: int | None
    source: str
    destination: str
    ending: Ending
