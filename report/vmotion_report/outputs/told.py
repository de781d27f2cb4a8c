"""A run in words, the same in every report: its steps as sentences, and what was there at its beginning and end."""

from vmotion_model.common.shown import one_line, value_text
from vmotion_proofs.results.verdicts import Run, Step


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
