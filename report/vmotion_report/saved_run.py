"""A run as a file for pytest: it makes the same steps on the same model, and looks at what is at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vmotion_model.language import Value
from vmotion_specs.suites import SUITES
from vmotion_specs.teaching import TEACHING


@dataclass(frozen=True)
class Origin:
    """Where a model comes from: a suite by name, and the change that was made of it (its name or file, "" for none)."""

    suite: str
    change: str = ""


_HOME = {"suite": "suites", "find_suite": "own"}
"""Where the functions are that find a suite: one that ships, and any other."""


def as_test(
    origin: Origin,
    steps: Sequence[str],
    state: Mapping[str, Value],
    time_s: int,
    conditions: Mapping[str, Value] | None = None,
) -> str:
    """The text of the file. Everything that is not ours stands in it as a literal.

    ``conditions`` are those under which the run is made, others being healthy; None: any environment.
    """
    given = "".join(f"{literal(n)}: {literal(v)}, " for n, v in (conditions or {}).items()).removesuffix(", ")
    changed = bool(origin.change)
    finder = "suite" if origin.suite in (*SUITES, *TEACHING) else "find_suite"
    lines = [
        f'"""A run of the model {origin.suite}, made with vmotion explore."""',
        "",
        "from vmotion_model.machines import Migration",
        *([] if conditions is None else ["from vmotion_model.protocol.conditioned import environment"]),
        *(
            ["from vmotion_specs.apply import changed_suite", "from vmotion_specs.shipped import find_change"]
            if changed
            else []
        ),
        f"from vmotion_specs.{_HOME[finder]} import {finder}",
        "",
        "STEPS = [",
        *(f"    {literal(step)}," for step in steps),
        "]",
        "END = {",
        *(f"    {literal(name)}: {literal(value)}," for name, value in state.items()),
        "}",
        "",
        "",
        "def test_the_run_leads_to_the_same_end() -> None:",
        f"    chosen = {finder}({literal(origin.suite)})",
        *([f"    chosen = changed_suite(find_change({literal(origin.change)}), chosen)"] if changed else []),
        *(
            ["    model = chosen.model"]
            if conditions is None
            else [
                "    # Under these conditions; what is not named is healthy.",
                f"    model = environment({{{given}}}, whole=True)",
            ]
        ),
        "    migration = Migration(model, chosen.locations)",
        "    for step in STEPS:",
        '        command, _, seconds = step.partition(" ")',
        '        if command == "elapse":',
        "            migration.elapse(int(seconds))",
        "        else:",
        "            migration.fire(command)",
        "    assert migration.state == END",
        f"    assert migration.time == {time_s}",
    ]
    return "\n".join(lines) + "\n"


def literal(value: Value) -> str:
    """A literal with only visible ASCII in it, in double quotes as ``ruff format`` writes them."""
    if not isinstance(value, str):
        return repr(value)
    return '"' + value.encode("unicode_escape").decode("ascii").replace('"', '\\"') + '"'
