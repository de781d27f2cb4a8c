"""A run over many mutants: what is on file first, the rest on all cores, each judgement kept as soon as it is there."""

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache as keep
from pathlib import Path
from threading import Event, Thread
from time import time

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_model.language import ModelError, digest
from vmotion_proofs.evidence.files import certificate_of, runs_of
from vmotion_specs.committed import form_of
from vmotion_specs.own import find_suite
from vmotion_specs.scenarios import scenarios_of
from vmotion_specs.suite import Suite

from .cache import Cache, MutationQuestion
from .judge import MAX_STATES, Fate, Judge, Judgement, able_to_kill
from .mutants import Mutant, mutants_of

ROUND_S = 0.1
"""How often the budget is asked while other processes work."""


@dataclass(frozen=True)
class Plan:
    """How mutants are to be judged.

    ``ids`` names the properties (None: all), ``states`` is the budget of each search, ``jobs`` the number of processes (-1:
    one a core), ``cache`` the file that judgements are kept in, ``files`` further files to read; with ``no_cache`` nothing on
    file is believed.
    """

    ids: frozenset[str] | None = None
    states: int = MAX_STATES
    jobs: int = 1
    cache: Path | None = None
    files: tuple[Path, ...] = ()
    no_cache: bool = False
    budget: Budget = field(default_factory=Budget)
    report: Report = silent


@dataclass(frozen=True)
class Judged:
    """Mutants and their judgements, in the order of the mutants; ``stopped`` says why some are missing."""

    judgements: tuple[Judgement, ...]
    asked: int
    stopped: str = ""


def question_of(chosen: Suite, plan: Plan) -> MutationQuestion:
    """What the plan asks of the mutants of a suite's model."""
    properties = able_to_kill(chosen.properties, plan.ids)
    played = scenarios_of(chosen) if plan.ids is None else None
    return MutationQuestion.of(digest(chosen.model), properties, played, plan.states)


def judge_all(chosen: Suite, mutants: Sequence[Mutant], plan: Plan) -> Judged:
    """Judge the mutants. A spent budget ends it early with what was found.

    Raises ``WriteError`` where the cache can't be written.
    """
    cache = Cache(question_of(chosen, plan), plan.cache)
    if not plan.no_cache:
        cache.read(*plan.files, *([plan.cache] if plan.cache else []))
    found: dict[str, Judgement] = {}
    waiting: list[Mutant] = []
    try:
        for number, mutant in enumerate(mutants):
            known = _known(cache, mutant)
            if known is None:
                waiting.append(mutant)
            else:
                found[mutant.name] = known
            if number % 50 == 0:
                plan.budget.check()
                plan.report(Stage("looking up mutants on file", number, len(mutants)))
        plan.budget.check()
        by_name = {m.name: m for m in waiting}
        for judgement in _fresh(chosen, waiting, plan):
            found[judgement.mutant] = judgement
            cache.add(by_name[judgement.mutant].digest, judgement)
            plan.report(Stage(_progress(found), len(found), len(mutants)))
            if len(found) < len(mutants):
                plan.budget.check()
    except SpentError:
        pass
    except KeyboardInterrupt:
        # Other processes were working: joblib ends them, and tells by this.
        plan.budget.interrupt()
    except BrokenExecutor:
        # They were ended at the end of the budget; at any other time it is a failure.
        if not plan.budget.spent:
            raise
    ordered = tuple(found[m.name] for m in mutants if m.name in found)
    return Judged(ordered, len(mutants), plan.budget.spent if len(ordered) < len(mutants) else "")


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


def _fresh(chosen: Suite, mutants: Sequence[Mutant], plan: Plan) -> Iterator[Judgement]:
    """Judgements as they come. Only a suite that can be found again can be remade in another process."""
    if plan.jobs == 1 or not _found_again(chosen) or len(mutants) < 4:
        judge = judge_of(chosen, plan.ids, plan.states, plan.budget)
        with plan.budget.listening():
            yield from (judge.judge(m) for m in mutants)
        return
    import joblib

    left = plan.budget.left()
    # Processes share no clock but this one.
    until = None if left is None else time() + left
    calls = (
        joblib.delayed(judge_by_name)(chosen.source, m.name, plan.ids, plan.states, until, plan.budget.memory_mb)
        for m in mutants
    )
    with _ended_in_time(plan.budget):
        yield from joblib.Parallel(n_jobs=plan.jobs, return_as="generator_unordered", batch_size=1)(calls)


def _found_again(chosen: Suite) -> bool:
    """Whether the model's source gives this very model, whatever was made of it since."""
    if not chosen.source:
        return False
    try:
        again = find_suite(chosen.source)
    except ModelError:
        return False
    return again is chosen or form_of(again) == form_of(chosen)


@contextmanager
def _ended_in_time(budget: Budget) -> Iterator[None]:
    """End joblib's processes when the budget is spent, whatever they are doing: the next answer may be far away."""
    done = Event()

    def watch() -> None:
        from joblib.externals.loky import get_reusable_executor

        while not done.wait(ROUND_S):
            if budget.spent:
                get_reusable_executor().shutdown(wait=False, kill_workers=True)
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


@keep
def _bench(source: str, ids: frozenset[str] | None, states: int) -> tuple[Judge, dict[str, Mutant]]:
    """What one process needs to judge mutants of a model that is found again, made once."""
    chosen = find_suite(source)
    return judge_of(chosen, ids, states), {m.name: m for m in mutants_of(chosen.model)}


def judge_by_name(
    source: str,
    mutant: str,
    ids: frozenset[str] | None,
    states: int,
    until: float | None = None,
    memory_mb: int | None = None,
) -> Judgement:
    """Judge one mutant of the model that ``source`` means, in whatever process this is, before the clock says ``until``.

    Raises ``SpentError``.
    """
    judge, mutants = _bench(source, ids, states)
    budget = Budget(None if until is None else max(until - time(), 0.0), memory_mb)
    return replace(judge, budget=budget).judge(mutants[mutant])
