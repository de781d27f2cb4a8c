"""Other names for random models, and versions of a model as ``--against`` compares them; for tests of what is recognised."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from random_models import Case
from vmotion_model.language import Enumeration, Model
from vmotion_model.language.renaming import Renaming
from vmotion_specs.renaming import renamed_property
from vmotion_specs.suite_json import ModelVersion

Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def renamings(draw: Draw, model: Model) -> Renaming:
    """New names for some of what a model has, or for all of it: no two alike, and none that something has."""
    every = draw(st.booleans())

    def some(names: Any) -> list[Any]:
        return [n for n in names if every or draw(st.booleans())]

    types = [v.type for v in model.variables if isinstance(v.type, Enumeration)]
    members = {(t.name, m) for t in types for m in t.members}
    # Names of the variables in another order than the old ones.
    numbers = draw(st.permutations(range(len(model.variables))))
    return Renaming(
        commands={c: f"new_{c}" for c in some(model.command)},
        variables={v: f"new.v{numbers[n]}" for n, v in enumerate(some(model.variable))},
        constants={c: f"new_{c}" for c in some(model.values)},
        enumerations={t: f"New{t}" for t in some(dict.fromkeys(t.name for t in types))},
        members={(t, m): f"NEW_{m}" for t, m in some(sorted(members))},
        roles={r: f"new_{r}" for r in some(model.roles)},
    )


def version(case: Case) -> ModelVersion:
    """A random model and what is asked of it."""
    return ModelVersion(case.model, case.properties)


def renamed(before: ModelVersion, names: Renaming) -> ModelVersion:
    """The same version under other names."""
    model = names.model(before.model)
    return ModelVersion(model, tuple(renamed_property(p, names, model) for p in before.properties))
