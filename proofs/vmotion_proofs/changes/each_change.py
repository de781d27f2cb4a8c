"""Many change files, each judged alone: what is on file first, the rest on all cores or on a cluster, each kept as it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from time import time

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError, InputError, SpentError, VmotionError
from vmotion_model.common.parallel import LOCAL, ONE_AT_A_TIME, spread
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_proofs.check.check import Checked, check_with_evidence
from vmotion_proofs.evidence.shipped_files import certificate_of, runs_of
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.select_properties import resting_without, weakened
from vmotion_specs.apply import changed_suite
from vmotion_specs.change import Change, ChangeError, parse_change
from vmotion_specs.send_suite import SentSuite, received, sent
from vmotion_specs.suite import Suite
from vmotion_specs.sweep import swept_at

from .attach_repairs import repaired
from .bisect_sweep import LEFT_OUT, classes_of, next_to_judge
from .check_change import asked_of, check_change, written
from .kept_verdicts import (
    KeptFindings,
    KeptOptions,
    found_of,
    from_bytes,
    keep_found,
    key_of,
    read_kept,
    refused_by,
    to_bytes,
)
from .proposal import Proposal


@dataclass(frozen=True)
class EachPlan:
    """How changes are to be judged.

    ``jobs`` and ``backend`` say who works: with one job of this machine, this process. ``folder`` is where verdicts are kept and
    found; with ``fresh`` none on file is believed. The time of the ``budget`` is that of all changes, its memory that of each
    process. ``bisect``: of a sweep only the ends are judged, and what lies where a property turns.
    """

    how: KeptOptions = field(default_factory=KeptOptions)
    jobs: int = 1
    backend: str = LOCAL
    folder: Path | None = None
    fresh: bool = False
    bisect: bool = False
    budget: Budget = field(default_factory=Budget)
    report: Report = silent


def judge_each(suite: Suite, changes: Sequence[Change], plan: EachPlan) -> tuple[Proposal, ...]:
    """A proposal for each change, in their order; what was not come to before the budget was spent says so.

    One value of a sweep is a change like any other; with ``plan.bisect`` not every value is judged.

    Raises ``ChangeError`` for a change that makes no sense and does not declare that, ``ModelError`` for a property that one does
    not have, ``WriteError``, and ``InputError`` for a worker that judges by another program or model.
    """
    work = _Work(suite, plan)
    for change in changes:
        work.take_in(change)
    why = ""
    try:
        plan.budget.check()
        data = sent(suite)
        while batch := work.next_ones(changes):
            plan.budget.check()
            for change in batch:
                work.look_up(change)
            work.judge(data)
    except GaveUpError as error:
        why = str(error)
    why = why or plan.budget.spent or LEFT_OUT
    return tuple(
        replace(work.found[_id(c)].proposal(c), differences=written(c, suite))
        if _id(c) in work.found
        else Proposal(c, None, None, None, stopped=why)
        for c in changes
    )


class _Work:
    """What is known already, and what is to be found out, by what changes are called here."""

    def __init__(self, suite: Suite, plan: EachPlan) -> None:
        self.suite = suite
        self.plan = plan
        self.keys: dict[str, str] = {}
        self.found: dict[str, KeptFindings] = {}
        self.waiting: dict[str, tuple[Change, str]] = {}
        self.bench = _Bench(suite, plan.how)

    def take_in(self, change: Change) -> None:
        """Refuse what makes no sense, before anything that takes long; what the language refuses is known at once."""
        try:
            version = changed_suite(change, self.suite)
        except ChangeError as error:
            if change.expect.refused is None:
                raise
            self.found[_id(change)] = KeptFindings("", refused=refused_by(error))
            return
        asked_of(change, self.suite, version, self.plan.how.ids)
        if self.plan.how.without:
            weakened(version.properties, self.plan.how.without, self.plan.how.ids)
        self.keys[_id(change)] = key_of(self.suite, _bytes(change), version.model, version.properties, self.plan.how)

    def next_ones(self, changes: Sequence[Change]) -> Sequence[Change]:
        """Which changes to judge next: all that are not; of a sweep in halves the ends, then one value at a time."""
        if not self.plan.bisect:
            return [c for c in changes if _id(c) not in self.found]
        sweeps: dict[str, list[Change]] = {}
        for change in changes:
            sweeps.setdefault(change.name, []).append(change)
        found: list[Change] = []
        for values in sweeps.values():
            known = {
                n: classes_of(self.found[_id(c)].proposal(c)) for n, c in enumerate(values) if _id(c) in self.found
            }
            ends = [n for n in dict.fromkeys((0, len(values) - 1)) if n not in known]
            following = next_to_judge(known, len(values)) if not ends else None
            found += [values[n] for n in (ends if following is None else [following])]
        return found

    def look_up(self, change: Change) -> None:
        """Find what is on file; the rest waits to be judged."""
        key = self.keys[_id(change)]
        known = None if self.plan.fresh else read_kept(self.plan.folder, key)
        if known is not None:
            self.found[_id(change)] = known
        else:
            self.waiting[_id(change)] = (change, key)

    def judge(self, data: SentSuite | None) -> None:
        """Find out what is not known; raises ``GaveUpError`` where that ends early."""
        here = self.plan.jobs == 1 and self.plan.backend == LOCAL
        if not self.waiting:
            return
        if data is None or here or (len(self.waiting) == 1 and self.plan.backend == LOCAL):
            if data is None and self.plan.backend != LOCAL:
                raise InputError(f"--backend {self.plan.backend}: nobody else can find the model {self.suite.name}")
            self._judge_here()
            return
        budget = self.plan.budget
        left = budget.left()
        # Processes share no clock but this one.
        until = None if left is None else time() + left
        calls: Mapping[str, tuple[object, ...]] = {
            name: (data, change.name, _bytes(change), key, self.plan.how, until, budget.memory_mb, _value(change))
            for name, (change, key) in self.waiting.items()
        }
        self._tell()
        spread(judge_bytes, calls, self._take, jobs=self.plan.jobs, backend=self.plan.backend, budget=budget)
        self.waiting.clear()

    def _judge_here(self) -> None:
        with self.plan.budget.listening():
            for change, key in self.waiting.values():
                self.plan.budget.check()
                self._tell()
                self._keep(_id(change), self.bench.judge(change, key, self.plan.budget, self.plan.report))
        self.waiting.clear()

    def _take(self, name: str, answer: bytes | str) -> None:
        if isinstance(answer, str):
            raise InputError(f"{name}: {answer}")
        found = from_bytes(answer, self.waiting[name][1])
        if found is None:
            raise InputError(f"{name}: a worker's answer is damaged")
        if found.stopped:
            # It knows only the time that was left to it.
            found = replace(found, stopped=self.plan.budget.spent or found.stopped)
        self._keep(name, found)

    def _keep(self, name: str, found: KeptFindings) -> None:
        self.found[name] = found
        keep_found(self.plan.folder, found)
        self._tell()

    def _tell(self) -> None:
        every = len(self.found) + sum(name not in self.found for name in self.waiting)
        self.plan.report(Stage("judging changes,", len(self.found), every))


@dataclass
class _Bench:
    """What one process needs to judge changes of a model; the unchanged model is judged once, when the first change is."""

    suite: Suite
    how: KeptOptions
    before: Checked | None = None

    def judge(self, change: Change, key: str, budget: Budget, report: Report = silent) -> KeptFindings:
        options = Options(
            engine=self.how.engine,
            budget=budget,
            certificate=certificate_of(self.suite) if self.how.certificate else None,
            demands=runs_of(self.suite) if self.how.certificate else None,
            locations=self.suite.locations,
            witnesses=self.how.witnesses,
            use_rankings=not self.how.without,
            report=report,
        )
        before = self.before
        if before is None:
            plain = replace(options, use_cache=True, witnesses=False)
            resting = resting_without(self.suite.properties, self.how.without)
            before = check_with_evidence(self.suite.model, resting, plain)
            if not before.result.stopped and not budget.spent:
                self.before = before
        try:
            proposal = check_change(change, self.suite, options, before, self.how.ids, self.how.without)
            if self.how.hints:
                proposal = repaired(proposal, self.suite, options)
            return found_of(proposal, key, self.how.keep)
        except ChangeError as error:
            # What only a search shows.
            return KeptFindings(key, refused=refused_by(error))


@cache
def _bench(data: SentSuite, how: KeptOptions) -> _Bench:
    return _Bench(received(data), how)


def judge_bytes(
    data: SentSuite,
    name: str,
    change: bytes,
    key: str,
    how: KeptOptions,
    until: float | None = None,
    memory_mb: int | None = None,
    value: int | None = None,
) -> bytes | str:
    """Judge a change file in whatever process this is, before the clock says ``until``: an answer in bytes, or why there is none.

    Of a sweep, ``value`` says which change is meant. It judges only where model, properties and program are those of whoever
    asks, which the ``key`` tells.
    """
    budget = Budget(None if until is None else max(until - time(), 0.0), memory_mb)
    with ONE_AT_A_TIME:
        try:
            bench = _bench(data, how)
            read = parse_change(change, name)
            if value is not None:
                read = swept_at(read, value)
            version = changed_suite(read, bench.suite)
            if key_of(bench.suite, change, version.model, version.properties, how) != key:
                return "a worker has another version of this program or of the model"
            return to_bytes(bench.judge(read, key, budget))
        except SpentError as error:
            return to_bytes(KeptFindings(key, stopped=str(error)))
        except VmotionError as error:
            return f"a worker can't judge it: {error}"


def _id(change: Change) -> str:
    """What a change is called among the others; the values of a sweep have one file."""
    return change.name if change.sweep is None else f"{change.name}, {change.sweep.text}"


def _value(change: Change) -> int | None:
    return None if change.sweep is None else change.sweep.value


def _bytes(change: Change) -> bytes:
    """The file, from which a worker makes the change again."""
    return change.places.text.encode("utf-8")
