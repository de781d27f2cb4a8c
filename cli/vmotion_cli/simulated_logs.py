"""The logs of ``vmotion simulate --logs``: what cannot be written is refused before the run."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import BadInputError, tell
from .output import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmotion_model.language import Model
    from vmotion_model.script import PlayedStep
    from vmotion_specs.suites import Suite

MOST_ID = 10**18
"""Ids have at most 19 digits."""


def refuse_logs(logs: Path | None, release: str | None, migration_id: int | None, chosen: "Suite") -> None:
    """Say before the run what cannot be written. Raises BadInputError."""
    from vmotion_model.protocol import LOCATIONS
    from vmotion_traces.made import FORMS

    if logs is None:
        option = "--release" if migration_id is None else "--migration-id"
        raise BadInputError(f"{option} is that of the logs: give --logs FOLDER too")
    if release is not None and release not in FORMS:
        raise BadInputError(f"--release {release}: how it prints is not known, only of {', '.join(FORMS)}")
    if chosen.locations != LOCATIONS:
        raise BadInputError(f"--logs: what the model {chosen.name} prints is not known, only that of vmotion")
    if logs.exists() and any(logs.iterdir()):
        raise BadInputError(f"{logs}: the folder is not empty; give a new one, so that no log is overwritten")


def id_of_seed(seed: int) -> int:
    """The id of the first migration of a random run: another one for each seed, so that logs of several can be read together."""
    from vmotion_traces.made import first_id_of

    return first_id_of(seed) + 1


def write_logs(
    folder: Path, release: str, migration_id: int | None, model: "Model", steps: "Sequence[PlayedStep]"
) -> None:
    """Write what the hosts' logs and vCenter's hold after the run. `migration_id` is that of the first migration."""
    from vmotion_traces.made import FIRST_ID, Wishes, made_logs

    first_id = FIRST_ID if migration_id is None else migration_id - 1
    made = made_logs(model, steps, Wishes(release=release, first_id=first_id))
    for name, text in made.items():
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInputError(f"{file.parent}: {error.strerror}") from None
        write_file(file, partial(_put, text))
    tell(f"wrote {len(made)} logs to {folder}")


def _put(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
