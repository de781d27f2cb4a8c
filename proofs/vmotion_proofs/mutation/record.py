"""Where judgements lie: the record that ships with the package, and the cache of whoever runs it."""

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from vmotion_model.common.caches import cache_folder
from vmotion_model.common.files import written_whole
from vmotion_specs.suites import Suite

from .cache import Cache, whole
from .judge import Fate
from .mutants import Mutant
from .run import JudgedMutants, Plan, question_of


def record_path(model: str) -> Path:
    """The judgements of a shipped model's mutants that ship with it (the file may not exist)."""
    with as_file(files("vmotion_proofs") / "certificates") as folder:
        return Path(folder) / f"{model}.mutants.jsonl"


def records_of(suite: Suite) -> tuple[Path, ...]:
    """The judgements that ship of a suite's mutants: none of a model that does not ship."""
    return (record_path(suite.name),) if suite.shipped else ()


def default_cache(suite: Suite) -> Path | None:
    """Where new judgements are kept: in the user's folder for what can be made again, if there is one."""
    folder = cache_folder()
    name = suite.name if suite.shipped else f"own-{suite.name}"
    return None if folder is None else folder / f"{name}.mutants.jsonl"


def write_record(path: Path, chosen: Suite, mutants: Sequence[Mutant], judged: JudgedMutants, plan: Plan) -> None:
    """Write the judgements, in the order of the mutants, to a file that appears whole or not at all."""
    cache = Cache(question_of(chosen, plan))
    digests = {m.name: m.digest for m in mutants if m.model is not None}
    entries = [cache.entry(digests[j.mutant], j) for j in judged.judgements if j.fate is not Fate.REFUSED]
    with written_whole(path) as part:
        part.write_text(whole(entries), encoding="utf-8")
