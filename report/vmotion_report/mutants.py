"""Which mistakes in the model each property notices, as far as it is on record."""

from collections.abc import Iterable, Mapping
from typing import Any

from vmotion_proofs.mutation.cache import Cache, MutationQuestion, property_digest
from vmotion_proofs.mutation.judge import Fate
from vmotion_proofs.mutation.run import record_path
from vmotion_specs.properties import Property

MOST = 12
"""Mistakes that are named; the others are counted."""


def noticed(name: str, digest: str, properties: Iterable[Property]) -> Mapping[str, Any]:
    """By property, how many mutants of the model with this digest it kills, and those that fall soonest.

    Read from the record that ships, without judging anything anew; of another version of the model, or of another wording of
    the property, nothing is on record.
    """
    stated = {p.id: property_digest(p) for p in properties}
    record = Cache(MutationQuestion(digest, stated, 0)).read(record_path(name))
    found: dict[str, dict[str, int]] = {}
    for entries in record.lines.values():
        for entry in entries:
            if entry.get("model") != digest or entry.get("fate") != Fate.KILLED:
                continue
            facts = entry.get("properties") or {}
            for killer in entry.get("by") or ():
                if killer in stated and facts.get(killer) == stated[killer]:
                    found.setdefault(killer, {})[str(entry.get("mutant"))] = int(entry.get("steps") or 0)
    return {
        killer: {
            "count": len(mutants),
            "soonest": [
                {"mutant": mutant, "steps": steps}
                for mutant, steps in sorted(mutants.items(), key=lambda item: (item[1], item[0]))[:MOST]
            ],
        }
        for killer, mutants in sorted(found.items())
    }
