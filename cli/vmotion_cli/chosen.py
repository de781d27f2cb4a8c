"""Which model a command line means: a shipped one, perhaps with a proposed change."""

from typing import TYPE_CHECKING

from .errors import BadInputError

if TYPE_CHECKING:
    from vmotion_model.language import Model
    from vmotion_specs.properties import Property


def chosen_model(name: str, change: str | None) -> "tuple[Model, tuple[Property, ...]]":
    """The model and its properties; raises ``ModelError``, ``ChangeError`` and ``BadInputError``."""
    from vmotion_specs.suites import suite

    chosen = suite(name)
    if change is None:
        return chosen.model, chosen.properties
    from vmotion_proofs.changes.check_change import changed
    from vmotion_specs.shipped import find_change

    found = find_change(change)
    if found.model != chosen.name:
        raise BadInputError(f"{found.name} changes the model {found.model!r}: give --model {found.model}")
    return changed(found, chosen)
