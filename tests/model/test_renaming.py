"""Other names for a model: the way there and back is the model as it was, and nothing but names changes on the way."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from random_models import cases
from vmotion_model.language import Enumeration, Model, discretise, to_json
from vmotion_model.language.renaming import Renaming
from vmotion_model.machines import Migration

Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def renamings(draw: Draw, model: Model) -> Renaming:
    """New names for some of everything; some only trade their names."""

    def some(names: list[str]) -> Mapping[str, str]:
        chosen = draw(st.lists(st.sampled_from(sorted(names)), unique=True)) if names else []
        if draw(st.booleans()):
            return {n: f"new_{n.replace('.', '_')}" for n in chosen}
        return dict(zip(chosen, (*chosen[1:], *chosen[:1]), strict=True))

    types = {v.type.name: v.type for v in model.variables if isinstance(v.type, Enumeration)}
    return Renaming(
        some(list(model.command)),
        some([v.name for v in model.variables]),
        some(list(model.values)),
        some(list(types)),
        {(t.name, old): new for t in types.values() for old, new in some(list(t.members)).items()},
        {(c.name, old): new for c in model.commands for old, new in some(list(c.guard)).items()},
        some(list(model.roles)),
    )


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_there_and_back_is_the_model_as_it_was(data: st.DataObject) -> None:
    model = data.draw(cases(clocks=True)).model
    names = data.draw(renamings(model))
    assert to_json(names.back.model(names.model(model))) == to_json(model)
    assert names.back.back == names


@settings(max_examples=examples(40), deadline=None)
@given(st.data())
def test_both_do_the_same_steps(data: st.DataObject) -> None:
    """Expected from outside: two machines, of which one is asked under the old names and one under the new ones."""
    model = data.draw(cases(clocks=False)).model
    names = data.draw(renamings(model))
    old, new = Migration(model), Migration(names.model(model))
    for _ in range(6):
        enabled = list(old.enabled())
        assert list(new.enabled()) == [names.command(n) for n in enabled]
        assert [new.model.command[names.command(n)].role for n in enabled] == [
            names.role(model.command[n].role) for n in enabled
        ]
        if not enabled:
            break
        name = data.draw(st.sampled_from(enabled))
        old.fire(name)
        new.fire(names.command(name))
        said = {names.variable(n): names.value(v, model.variable[n].type) for n, v in old.state.items()}
        assert said == new.state


def test_a_range_follows_its_constant_under_its_new_name_and_ticks_stay() -> None:
    from vmotion_model.protocol import vmotion

    names = Renaming(constants={"host_units": "units_of_a_host", "protection_timer": "patience"})
    model = names.model(vmotion())
    follows = {v.follows for v in model.variables if v.follows}
    assert follows == {names.constant(v.follows) for v in vmotion().variables if v.follows}
    assert "units_of_a_host" in follows
    assert discretise(model).tick == discretise(vmotion()).tick
