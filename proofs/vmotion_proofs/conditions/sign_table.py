"""The signs of every cause: as a file holds them, else searched.

The file is made by ``python -m vmotion_proofs.conditions.sign_table`` and holds the signs of each cause alone. It is believed
only where it was made of the very model and the very questions that are asked now; else everything is searched anew.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from vmotion_model.common.files import written_whole
from vmotion_model.common.progress import Stage, within
from vmotion_model.language import Model, Value, digest, to_text
from vmotion_model.protocol.conditioned import conditioned, environment, healthy
from vmotion_model.protocol.conditions import CAUSES, Cause
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.step_groups import HARMLESS
from vmotion_model.protocol.phases import TASK_STEP
from vmotion_proofs.results.options import Options
from vmotion_specs.conditions.properties import REACHED, Ending

from .sign import DESTINATION, SOURCE, Sign

METHOD = 1
"""Raised where a search would find other signs of the same model than before."""
FILE = Path(__file__).with_name("signs.json")
Changed = frozenset[tuple[str, Value]]


class Signs:
    """How failures show under conditions: read from the file where it has them, else searched, each environment once."""

    def __init__(self, options: Options, causes: tuple[Cause, ...] = CAUSES, file: Path | None = FILE) -> None:
        """Begin with what the ``file`` knows; ``None`` reads no file."""
        self.options = options
        self.causes = causes
        self._known: dict[str, tuple[Sign, ...]] = {}
        self._asked: dict[Changed, tuple[Sign, ...]] = {}
        if file is not None and causes is CAUSES:
            self._asked.update(recorded(file))

    def of(self, changed: Mapping[str, Value], stage: Stage | None = None) -> tuple[Sign, ...]:
        """Every sign where these conditions are not healthy; ``stage`` as in ``Outlooks``. Raises ``GaveUpError``."""
        self.options.budget.check()
        asked = frozenset(changed.items())
        if asked not in self._asked:
            from .find_signs import signs_of

            model = environment({**healthy(), **changed}, self.causes)
            name = digest(model)
            if name not in self._known:
                options = replace(self.options, report=within(self.options.report, stage))
                self._known[name] = signs_of(model, {n for c in self.causes for n in c.fails}, options)
            self._asked[asked] = self._known[name]
        return self._asked[asked]


@cache
def recorded(file: Path = FILE) -> Mapping[Changed, tuple[Sign, ...]]:
    """The signs in a file, by the conditions that are not healthy; none where it is missing, damaged or of another model."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["made_of"] != made_of():
            return {}
        return {frozenset(e["changed"].items()): tuple(_sign(*s) for s in e["signs"]) for e in data["causes"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def made_of(model: Model | None = None) -> str:
    """A digest of all that signs depend on: the conditioned model, what counts as a failure, and what is asked of it."""
    model = conditioned() if model is None else model
    parts = [
        METHOD,
        digest(model),
        [(c.name, str(c.fault)) for c in model.commands],
        [(c.name, sorted(c.fails)) for c in CAUSES],
        [sorted(HARMLESS), list(SOURCE), list(DESTINATION)],
        [(str(end), to_text(formula)) for end, formula in REACHED.items()],
        sorted((str(task), step) for task, step in TASK_STEP.items()),
    ]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def write(file: Path = FILE) -> None:
    """Search the signs of every cause alone and put them on file; it takes some ten seconds."""
    signs = Signs(Options(), file=None)
    causes = [example(c, healthy(), CAUSES) for c in CAUSES]
    entries = [{"changed": changed, "signs": [[*astuple(s)] for s in signs.of(changed)]} for changed in causes]
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    with written_whole(file) as part:
        part.write_text(f'{{"made_of": "{made_of()}", "causes": [\n{lines}\n]}}\n', encoding="utf-8")


def _sign(command: str, step: int | None, source: str, destination: str, ending: str) -> Sign:
    return Sign(command, step, source, destination, Ending(ending))


if __name__ == "__main__":
    write()
