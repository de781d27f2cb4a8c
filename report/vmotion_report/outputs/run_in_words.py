"""A run in words, the same in every report: its steps as sentences, and what was there at its beginning and end."""

from collections.abc import Iterator

from vmotion_model.common.safe_text import one_line, value_text
from vmotion_proofs.results.verdicts import Analysis, Departure, Hint, Hints, Run, Step

CHANGED, FAULT = "changed", "fault"
MOST_INSTEAD = 6
"""So many of the things that the unchanged model could do instead are named."""


def step_line(number: int, step: Step) -> str:
    """The time, the role, the command, and what that is in a sentence."""
    return one_line(f"{number}. {step.time_s} s {step.role}: {step.command}. {step.description}".rstrip())


def changes_line(step: Step) -> str:
    """What a step changes; empty where that is nothing."""
    return one_line("; ".join(f"{n} {value_text(a)} → {value_text(b)}" for n, (a, b) in step.changed.items()))


def run_lines(run: Run) -> list[str]:
    """All steps, one or two lines each; of a lasso, where it turns back."""
    lines = []
    for number, step in enumerate(run.steps, 1):
        if number == run.loop_at:
            lines.append("The cycle begins:")
        lines.append(step_line(number, step))
        if changed := changes_line(step):
            lines.append(f"   {changed}")
    if run.loop_at is not None:
        lines.append(f"From here on again from step {run.loop_at}, for ever.")
    return lines


def sentences(run: Run, found: Analysis, compared: bool) -> Iterator[str]:
    """What goes wrong: how much it takes, what the change has to do with it, and what else fails with it.

    ``compared``: the model is a change of another one.
    """
    names = list(dict.fromkeys(run.steps[n - 1].command for n in found.faults))
    takes = f"with {_counted(len(found.faults), 'fault')}: {', '.join(names)}" if names else "without any fault"
    if run.loop_at is None and run.steps:
        yield f"It happens in {run.steps[-1].time_s} s, {takes}."
    if found.departure is not None:
        yield _departs(found.departure)
    elif compared:
        yield "The unchanged model can do all of this run."
    if found.explains:
        verb, runs = ("goes", "its run breaks") if len(found.explains) == 1 else ("go", "their runs break")
        yield f"With it {verb} {', '.join(found.explains)}: {runs} it first."


def repair_line(number: int, hint: Hint) -> str:
    """What an edit repairs, in a sentence."""
    took = " (takes back a part of the change)" if hint.undoes else ""
    left = f", but not {', '.join(hint.leaves)}" if hint.leaves else "; everything passes"
    return one_line(f"{number}. {hint.description}{took}: restores {', '.join(hint.restores)}{left}.")


def repairs_head(hints: Hints) -> str:
    """What stands above the repairs."""
    return "Repairs, each judged with all properties:" if hints.found else "No repair was found."


def repairs_end(hints: Hints) -> str:
    """How many edits were tried, and that there may be other repairs."""
    said = (
        f"{_counted(hints.tried, 'edit')} {'was' if hints.tried == 1 else 'were'} tried, of which {hints.fitting} would stop the "
        f"counterexamples and leave what must stay possible; judged: {hints.judged}. There may be other repairs."
    )
    return f"{said} Stopped: {hints.stopped}." if hints.stopped else said


def follows_from(run: Run, first: tuple[str, int]) -> str:
    """That another property is broken earlier on the same run, without a full stop."""
    return f"Its run ({_counted(len(run.steps), 'step')}) breaks {first[0]} first, at step {first[1]}"


def marked_steps(found: Analysis) -> dict[int, tuple[str, ...]]:
    """In a word what a step is: of a command that the change touches, or a fault."""
    numbers = sorted({*found.changed, *found.faults})
    words = ((CHANGED, found.changed), (FAULT, found.faults))
    return {number: tuple(word for word, steps in words if number in steps) for number in numbers}


def _departs(found: Departure) -> str:
    """What the unchanged model does at the step where it leaves the run."""
    if found.otherwise:
        values = ", ".join(
            f"{name} is {value_text(mine)} and not {value_text(here)}" for name, (mine, here) in found.otherwise.items()
        )
        if not found.step:
            return f"The change matters from the start: in the unchanged model {values}."
        return f"The change matters at step {found.step}: after {found.command} of the unchanged model {values}."
    why = "; ".join(f"“{label}” fails ({reason})" if reason else label for label, reason in found.refused)
    could = ", ".join(found.instead[:MOST_INSTEAD]) + (", ..." if len(found.instead) > MOST_INSTEAD else "")
    instead = f" It can do {could} there." if could else " It can do nothing but wait there."
    return (
        f"The change matters at step {found.step}: the unchanged model refuses {found.command}, because {why}.{instead}"
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
