"""What the searches found of every cause, on file: ``vmotion causes --record`` writes it, a page of the model reads it.

All searches take too long for a page. The file belongs to one version of the conditioned protocol and of what is asked of it; to
any other it says nothing. Its runs are replayed on the machines when it is read.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from vmotion_model.language import Value, digest, to_text
from vmotion_model.protocol.conditioned import conditioned
from vmotion_model.protocol.conditions import CAUSES
from vmotion_model.protocol.conditions.step_groups import HARMLESS
from vmotion_model.protocol.phases import TASK_STEP
from vmotion_proofs.evidence.shipped_files import causes_path
from vmotion_proofs.results.replay import commands_of, followed
from vmotion_proofs.results.verdicts import Run, Verdict
from vmotion_specs.assumptions import fairness_of
from vmotion_specs.conditions.properties import ENDS, REACHED, RUNS_ON, Ending

from .cause_table import Prospect
from .outlook import Forecast, Notice, Outlook

SCHEMA = 2
MAKE = "vmotion causes --record proofs/vmotion_proofs/certificates/vmotion.causes.json"


@dataclass(frozen=True)
class StoredCauses:
    """The prospect of every cause alone, as the file has it; ``missing`` says why there are none."""

    prospects: tuple[Prospect, ...] = ()
    missing: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, Prospect]:
        """By the name of the cause."""
        return {cause.name: p for p in self.prospects for cause in p.causes}


def asked() -> str:
    """The digest of all that the searches depend on: the protocol with its conditions and causes, and what is asked of it."""
    model = conditioned()
    fair = fairness_of(ENDS.id, model, ENDS.assumptions)
    parts = [
        digest(model),
        [[c.name, c.fails, c.blocks, c.strikes_by, to_text(c.when)] for c in CAUSES],
        {str(end): to_text(formula) for end, formula in REACHED.items()},
        [to_text(f) for f in (RUNS_ON.formula, ENDS.premise, ENDS.claim, *fair.recurring)],
        [a.name for a in ENDS.assumptions],
        [fair.weak, fair.strong, sorted(fair.finite), fair.timed],
        {str(task): step for task, step in TASK_STEP.items()},
        sorted(HARMLESS),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def to_record(alone: Sequence[Prospect]) -> str:
    """The text of the file: what was found of every cause alone, a line for each."""
    lines = [json.dumps(_entry(p), separators=(",", ":")) for p in alone]
    head = f'{{"schema":{SCHEMA},"asked":"{asked()}","causes":[\n'
    return head + ",\n".join(lines) + "\n]}\n"


def stored_causes(path: Path | None = None) -> StoredCauses:
    """What is on file of the shipped protocol as it is now."""
    try:
        data = json.loads((path or causes_path()).read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA or data["asked"] != asked():
            return StoredCauses(
                missing=f"what is on file was found of another version of the protocol; make it again: {MAKE}"
            )
        return StoredCauses(tuple(_prospect(entry) for entry in data["causes"]))
    except OSError:
        return StoredCauses(missing=f"nothing is on file; make it: {MAKE}")
    except (ValueError, KeyError, TypeError) as error:
        return StoredCauses(missing=f"what is on file can't be read ({error}); make it again: {MAKE}")


def _entry(prospect: Prospect) -> Mapping[str, Any]:
    outlook = prospect.outlook
    return {
        "causes": [c.name for c in outlook.causes],
        "conditions": dict(prospect.changed),
        "certainty": str(outlook.certainty),
        "verdict": str(outlook.verdict),
        "reason": outlook.reason,
        "states": outlook.states,
        "runs_on": outlook.runs_on,
        "assumptions": list(outlook.assumptions),
        "struck": [str(e) for e in Ending if e in outlook.struck],
        "notices": [[n.command, list(n.steps), list(n.causes)] for n in outlook.notices],
        "happened": sorted(outlook.happened),
        "runs": {str(end): {"shortest": run.shortest, "steps": commands_of(run)} for end, run in outlook.runs.items()},
    }


def _prospect(entry: Mapping[str, Any]) -> Prospect:
    named = {c.name: c for c in CAUSES}
    outlook = Outlook(
        causes=tuple(named[name] for name in entry["causes"]),
        certainty=Forecast(entry["certainty"]),
        runs={Ending(end): _run(run, entry["conditions"]) for end, run in entry["runs"].items()},
        notices=tuple(Notice(command, tuple(steps), tuple(causes)) for command, steps, causes in entry["notices"]),
        happened=frozenset(entry["happened"]),
        runs_on=entry["runs_on"],
        states=entry["states"],
        assumptions=tuple(entry["assumptions"]),
        verdict=Verdict(entry["verdict"]),
        reason=entry["reason"],
        struck=frozenset(Ending(e) for e in entry["struck"]),
    )
    return Prospect(entry["conditions"], outlook)


def _run(written: Mapping[str, Any], conditions: Mapping[str, Value]) -> Run:
    run = followed(conditioned(), written["steps"], {}, given=conditions)
    if run is None:
        raise ValueError(f"the machines refuse the run {', '.join(written['steps'])}")
    return Run(run.steps, shortest=written["shortest"])
