"""A model without its clocks: every run of the model is a run of it, so what it cannot do the model cannot do."""

from collections.abc import Collection

from vmotion_model.language import HISTORY, Clock, Model
from vmotion_model.language.commands import derived, reads_clock


def untimed(model: Model, history: Collection[str] = ()) -> Model:
    """The model in which timers may run out at any moment and nothing has a deadline.

    Conjuncts of guards that read a clock are left out, so that it can do more than the model. Of the history only the variables
    named stay, for no step depends on the others. Raises ``ModelError`` where a variable that stays is set by what a clock shows.
    """
    gone = {v.name for v in model.variables if isinstance(v.type, Clock)}
    gone |= {v.name for v in model.variables if v.owner == HISTORY and v.name not in history}
    commands = []
    for command in model.commands:
        guard = {label: g for label, g in command.guard.items() if not reads_clock(g)}
        effect = {model.variable[name]: u for name, u in command.updates.items() if name not in gone}
        commands.append(derived(command.name, command.role, guard, effect, like=command))
    # A variable that stays and reads one that is gone is an unknown name, which the model refuses.
    variables = tuple(v for v in model.variables if v.name not in gone)
    return Model(model.name, variables, model.constants, tuple(commands), (), model.description)
