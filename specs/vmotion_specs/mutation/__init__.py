"""Survivors that are answered in words: mutants that no property notices, each with the reason why that is right.

The file is data: groups of mutants, named or by a pattern with ``*``, and one true sentence for each group. A survivor that no
group covers is a hole in the properties.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from vmotion_model.language import ModelError

SCHEMA = 1
_KEYS = {"model", "mutants", "does", "reason"}


@dataclass(frozen=True)
class SurvivorGroup:
    """Survivors with one reason. ``does`` restricts the group to mutants that do "less" or "more" than the model."""

    model: str
    mutants: tuple[str, ...]
    reason: str
    does: str | None = None

    def covers(self, mutant: str, does: str | None) -> bool:
        """Whether the group speaks of this survivor."""
        return self.does in (None, does) and any(fnmatchcase(mutant, pattern) for pattern in self.mutants)


@cache
def explained_survivors() -> tuple[SurvivorGroup, ...]:
    """The groups that ship; raises ``ModelError`` where the file is damaged."""
    text = (files(__name__) / "survivors.toml").read_text(encoding="utf-8")
    return read_groups(text, "survivors.toml")


def read_groups(text: str, where: str) -> tuple[SurvivorGroup, ...]:
    """Groups from TOML text; raises ``ModelError`` that names the file and the group."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{where}: this is no TOML: {error}") from None
    if data.get("schema") != SCHEMA:
        raise ModelError(f"{where}: this is schema {data.get('schema')!r}; this version reads {SCHEMA}")
    groups = data.get("group", [])
    if not isinstance(groups, list):
        raise ModelError(f"{where}: groups are written [[group]]")
    return tuple(_group(entry, f"{where}, group {number + 1}") for number, entry in enumerate(groups))


def _group(entry: object, where: str) -> SurvivorGroup:
    if not isinstance(entry, dict) or not entry.keys() <= _KEYS or not {"model", "mutants", "reason"} <= entry.keys():
        raise ModelError(f"{where}: it has model, mutants, reason, perhaps does, and nothing else")
    mutants, reason, does = entry["mutants"], entry["reason"], entry.get("does")
    if not isinstance(mutants, list) or not mutants or not all(isinstance(m, str) and m for m in mutants):
        raise ModelError(f"{where}: mutants is a list of names")
    if not isinstance(reason, str) or not reason.strip():
        raise ModelError(f"{where}: a group without a reason explains nothing")
    if does not in (None, "less", "more"):
        raise ModelError(f"{where}: does is 'less' or 'more'")
    return SurvivorGroup(str(entry["model"]), tuple(mutants), " ".join(reason.split()), does)


def group_of(groups: Sequence[SurvivorGroup], model: str, mutant: str, does: str | None) -> SurvivorGroup | None:
    """The first group that speaks of a survivor."""
    return next((g for g in groups if g.model == model and g.covers(mutant, does)), None)
