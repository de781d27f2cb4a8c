"""Texts of change files that several tests begin with, and everything that happens to one before a check."""

from vmotion_model.language import Model
from vmotion_model.protocol import vmotion
from vmotion_specs.apply import apply_change, apply_to_properties
from vmotion_specs.change import ChangeError, parse_change
from vmotion_specs.properties import Property
from vmotion_specs.suites import vmotion_suite

HEAD = 'schema = 1\ntitle = "A change"\n'
GUARD = HEAD + '[[guard]]\ncommand = "stun"\naction = "replace"\nconjunct = "little remains"\n'


def apply(data: bytes) -> tuple[Model, tuple[Property, ...]]:
    """Everything that happens to a change file before a check."""
    change = parse_change(data, "x.toml")
    model = apply_change(change, vmotion())
    return model, apply_to_properties(change, model, vmotion_suite().properties_of(model))


def refusal(data: bytes) -> ChangeError | None:
    """How the change file is refused; None where it makes sense."""
    try:
        apply(data)
    except ChangeError as error:
        return error
    return None
