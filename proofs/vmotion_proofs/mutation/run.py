"""A run over many mutants: what is on file first, the rest on all cores, each judgement kept as soon as it is there.

Some judgements ship with the package (the record), new ones go into the cache of whoever runs it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache as keep
from importlib.resources import as_file, files
from pathlib import Path
from time import time

from vmotion_model.common.budget import Budget
from vmotion_model.common.caches import cache_folder
from vmotion_model.common.errors import GaveUpError, InputError
from vmotion_model.common.files import written_whole
from vmotion_model.common.parallel import LOCAL, ONE_AT_A_TIME, spread
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_model.language import ModelError, digest
from vmotion_proofs.changes.program_digest import program_digest
from vmotion_proofs.evidence.shipped_files import certificate_of, runs_of
from vmotion_specs.scenarios import scenarios_of
from vmotion_specs.send_suite import SentSuite, received, sent
from vmotion_specs.suite import Suite

from .cache import Cache, MutationQuestion, whole
from .judge import MAX_STATES, Fate, Judge, Judgement, able_to_kill
from .mutants import Mutant, mutants_of


@dataclass(frozen=True)
class Plan:
    """How mutants are to be judged.

    ``ids`` names the properties (None: all), ``states`` is the budget of each search, ``jobs`` the number of processes (-1:
    one a core) and ``backend`` who runs them, ``cache`` the file that judgements are kept in, ``files`` further files to read;
    with ``no_cache`` nothing on file is believed.
    """

    ids: frozenset[str] | None = None
    states: int = MAX_STATES
    jobs: int = 1
    backend: str = LOCAL
    cache: Path | None = None
    files: tuple[Path, ...] = ()
    no_cache: bool = False
    budget: Budget = field(default_factory=Budget)
    report: Report = silent


@dataclass(frozen=True)
class JudgedMutants:
    """Mutants and their judgements, in the order of the mutants; ``stopped`` says why some are missing."""

    judgements: tuple[Judgement, ...]
    asked: int
    stopped: str = ""


def question_of(chosen: Suite, plan: Plan) -> MutationQuestion:
    """What the plan asks of the mutants of a suite's model."""
    properties = able_to_kill(chosen.properties, plan.ids)
    played = scenarios_of(chosen) if plan.ids is None else None
    return MutationQuestion.of(digest(chosen.model), properties, played, plan.states)


def judge_all(chosen: Suite, mutants: Sequence[Mutant], plan: Plan) -> JudgedMutants:
    """Judge the mutants. A spent budget ends it early with what was found.

    Raises ``WriteError`` where the cache can't be written.
    """
    cache = Cache(question_of(chosen, plan), plan.cache)
    if not plan.no_cache:
        cache.read(*plan.files, *([plan.cache] if plan.cache else []))
    found: dict[str, Judgement] = {}
    waiting: dict[str, Mutant] = {}
    why = ""

    def take(name: str, judgement: Judgement | str) -> None:
        if isinstance(judgement, str):
            raise InputError(f"mutant {name}: {judgement}")
        found[name] = judgement
        cache.add(waiting[name].digest, judgement)
        plan.report(Stage(_progress(found), len(found), len(mutants)))

    try:
        for number, mutant in enumerate(mutants):
            known = _known(cache, mutant)
            if known is None:
                waiting[mutant.name] = mutant
            else:
                found[mutant.name] = known
            if number % 50 == 0:
                plan.budget.check()
                plan.report(Stage("looking up mutants on file", number, len(mutants)))
        plan.budget.check()
        _judge(chosen, waiting, plan, take)
    except GaveUpError as error:
        why = str(error)
    except KeyboardInterrupt:
        # Raised where nobody was listening: what was judged is kept all the same.
        plan.budget.interrupt()
        why = plan.budget.spent
    ordered = tuple(found[m.name] for m in mutants if m.name in found)
    return JudgedMutants(ordered, len(mutants), why if len(ordered) < len(mutants) else "")


def _known(cache: Cache, mutant: Mutant) -> Judgement | None:
    if mutant.model is None:
        return Judgement(mutant.name, Fate.REFUSED, reason=mutant.refused)
    return cache.find(mutant.digest, mutant.name)


def _progress(found: dict[str, Judgement]) -> str:
    survive = sum(j.fate is Fate.SURVIVES for j in found.values())
    return f"judging mutants, {survive} survive so far"


def judge_of(chosen: Suite, ids: frozenset[str] | None, states: int, budget: Budget | None = None) -> Judge:
    """A judge of a suite's mutants, with the certificate and the runs that ship."""
    return Judge(chosen, ids, states, certificate_of(chosen), runs_of(chosen), budget or Budget())


def _judge(
    chosen: Suite, mutants: Mapping[str, Mutant], plan: Plan, take: Callable[[str, Judgement | str], None]
) -> None:
    """Judgements as they come. Only a suite that can be found again can be remade in another process."""
    here = plan.backend == LOCAL and (plan.jobs == 1 or len(mutants) < 4)
    data = None if here else sent(chosen)
    if data is None:
        if plan.backend != LOCAL:
            raise InputError(f"--backend {plan.backend}: nobody else can find the model {chosen.name}")
        judge = judge_of(chosen, plan.ids, plan.states, plan.budget)
        with plan.budget.listening():
            for name, mutant in mutants.items():
                plan.budget.check()
                take(name, judge.judge(mutant))
        return
    if not mutants:
        return
    left = plan.budget.left()
    # Processes share no clock but this one.
    until = None if left is None else time() + left
    program, memory = program_digest(), plan.budget.memory_mb
    calls: Mapping[str, tuple[object, ...]] = {
        name: (data, program, name, mutant.digest, plan.ids, plan.states, until, memory)
        for name, mutant in mutants.items()
    }
    spread(judge_by_name, calls, take, jobs=plan.jobs, backend=plan.backend, budget=plan.budget)


@keep
def _bench(data: SentSuite, ids: frozenset[str] | None, states: int) -> tuple[Judge, dict[str, Mutant]]:
    """What one process needs to judge mutants of a model that is found again, made once."""
    chosen = received(data)
    return judge_of(chosen, ids, states), {m.name: m for m in mutants_of(chosen.model)}


def judge_by_name(
    data: SentSuite,
    program: str,
    name: str,
    digest_: str,
    ids: frozenset[str] | None,
    states: int,
    until: float | None = None,
    memory_mb: int | None = None,
) -> Judgement | str:
    """Judge one mutant of a model in whatever process this is, before the clock says ``until``; or say why it can't be judged.

    ``program`` and ``digest_`` are those of whoever asks: another program, and another mutant of this name, are not judged by.
    Raises ``SpentError``.
    """
    with ONE_AT_A_TIME:
        try:
            judge, mutants = _bench(data, ids, states)
        except ModelError as error:
            return f"a worker can't judge it: {error}"
        if program_digest() != program or name not in mutants or mutants[name].digest != digest_:
            return "a worker has another version of this program or of the model"
        budget = Budget(None if until is None else max(until - time(), 0.0), memory_mb)
        return replace(judge, budget=budget).judge(mutants[name])


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
