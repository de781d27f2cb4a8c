"""A counter: the smallest model that is worth one.

A model has variables with an initial value, constants, and commands. A command is one step of one role: possible where its
guard holds, and then its effect says the next value of what it changes. Guard conjuncts have names, by which change files
and counterexamples speak of them.
"""

from vmotion_model.language import Command, Constant, Model, Param, integer


def counter(size: int = 7) -> Model:
    """Counts from 0 to ``size`` and starts over: exactly ``size + 1`` states, ``size`` steps deep."""
    value = integer("counter.value", "counter", 0, 0, size, "The count.")
    top = Param("top")
    return Model(
        "counter",
        (value,),
        (Constant("top", size, ""),),
        (
            Command("up", "counter", {"below": ~(top <= value)}, {value: value + 1}, "The count goes up by one."),
            Command("wrap", "counter", {"at the top": value == top}, {value: 0}, "The count starts over."),
        ),
        description="Counts up to a top and starts over.",
    )
