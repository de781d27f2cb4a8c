"""A sweep: one change file that gives a constant several values, as a change for each value.

Each is a proposal of its own. Nothing is concluded from one value about another.
"""

from dataclasses import replace

from .change import Change, ChangeError, Edit, SweepPoint

MOST_VALUES = 50
"""So many values are judged in one sweep; each takes as long as a change."""


def swept(change: Change) -> Edit | None:
    """The edit that gives a constant several values; None for a change that is no sweep."""
    return next((e for e in change.of("constant") if isinstance(e.keys.get("value"), list)), None)


def points(change: Change) -> tuple[Change, ...]:
    """A change for each value of a sweep, in rising order; a change that is none, alone. Raises ``ChangeError``."""
    edit = swept(change)
    if edit is None:
        return (change,)
    _refuse_unclear(change, edit)
    values = tuple(sorted(edit.keys["value"]))
    return tuple(_point(change, edit, value, values) for value in values)


def swept_at(change: Change, value: int) -> Change:
    """The change with one value of its sweep; raises ``ChangeError`` for a value that is none of these."""
    for point in points(change):
        if point.sweep is not None and point.sweep.value == value:
            return point
    raise ChangeError(f"sweeps no constant over the value {value}", change.name)


def _point(change: Change, edit: Edit, value: int, values: tuple[int, ...]) -> Change:
    fixed = replace(edit, keys={**edit.keys, "value": value})
    point = SweepPoint(edit.keys["name"], value, values)
    edits = tuple(fixed if e is edit else e for e in change.edits)
    return replace(change, title=f"{change.title}: {point.text}", edits=edits, sweep=point)


def _refuse_unclear(change: Change, edit: Edit) -> None:
    errors = [
        change.error(other, "value", "a second constant is swept: a file sweeps one, and judges each value of it")
        for other in change.of("constant")
        if other is not edit and isinstance(other.keys.get("value"), list)
    ]
    values = edit.keys["value"]
    if len(set(values)) < len(values):
        errors.append(change.error(edit, "value", "a value stands twice in the sweep"))
    if len(values) > MOST_VALUES:
        errors.append(change.error(edit, "value", f"{len(values)} values are swept; at most {MOST_VALUES} are judged"))
    if change.expect.declares:
        message = "what is expected differs from value to value: a sweep has no [expect]; write a file for each value"
        errors.append(change.error_at("expect", 0, "", message))
    if errors:
        raise ChangeError.of(errors)
