"""The corpus, judged: what each engine says of an entry, and where that is not what the manifest says.

An engine that is to be held against the corpus is one function more in ``ENGINES``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError
from vmotion_model.common.progress import Report, silent
from vmotion_proofs.check.check import check
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.results.options import SPACER, Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict
from vmotion_proofs.search.explore import decided_in_ticks, explore
from vmotion_specs.corpus import Corpus, CorpusEntry, Row
from vmotion_specs.properties import PropertyKind

from .checker import CheckerError, Counts, MissingToolError
from .question import question_of
from .spin import SPIN, SpinOptions, count_with_spin
from .tlc import TLC, TlcOptions, count_with_tlc

CHECK, SEARCH = "check", "search"
SMALL = 10_000
"""Up to so many states compiling a checker costs more than what it then saves."""


@dataclass(frozen=True)
class EngineAnswer:
    """What an engine says of an entry: the verdicts that are its business, and the counts that it makes.

    ``exactly``: its verdict words are those that users see, so ``proved`` and ``exhausted`` are told apart.
    """

    verdicts: Mapping[str, Verdict]
    states: int | None = None
    transitions: int | None = None
    depth: int | None = None
    exactly: bool = False


Engine = Callable[[CorpusEntry, Options], EngineAnswer]


def answer_of(result: CheckResult) -> EngineAnswer:
    """A whole check as an answer."""
    verdicts = {p.id: p.verdict for p in result.properties}
    return EngineAnswer(verdicts, result.states, result.transitions, result.depth, exactly=True)


def flips(entry: CorpusEntry, answer: EngineAnswer) -> tuple[str, ...]:
    """Where an answer is not what the entry says, in words; empty where it is."""
    found = []
    if answer.exactly and (odd := sorted(entry.verdicts.keys() ^ answer.verdicts.keys())):
        found.append(f"{', '.join(odd)}: not in both the manifest and the model")
    # That time can go on is stated of single states, which is more than is needed: where one breaks it, time may go on by other
    # steps. Only the check looks for those.
    local = set() if answer.exactly else {p.id for p in entry.properties if p.progress}
    for name, verdict in answer.verdicts.items():
        wanted = entry.verdicts.get(name)
        if name in local and verdict is Verdict.VIOLATED and wanted != Verdict.PROVED:
            continue
        if wanted is not None and not _agrees(wanted, verdict, answer.exactly):
            found.append(f"{name}: {wanted} was expected, it is {verdict}")
    for what in ("states", "transitions", "depth"):
        counted, known = getattr(answer, what), getattr(entry.counts, what)
        if counted is not None and counted != known:
            found.append(f"{what}: {known:,} were expected, there are {counted:,}")
    return tuple(found)


def _agrees(wanted: str, verdict: Verdict, exactly: bool) -> bool:
    if wanted == "pass" or (wanted == Verdict.PROVED and not exactly):
        return verdict.passes
    if wanted == Verdict.UNKNOWN and not exactly:
        # The check takes it back, because it speaks of nothing or because time stops; or nobody could prove what lies between
        # two ticks. No state in ticks breaks it, all the same.
        return verdict is not Verdict.VIOLATED
    return verdict.value == wanted


def _check(entry: CorpusEntry, options: Options) -> EngineAnswer:
    """What users get: search, then discovered induction whose certificate both solvers read; and the demands."""
    result = check(entry.model, entry.properties, options)
    options.budget.check()
    return answer_of(result)


def _search(entry: CorpusEntry, options: Options) -> EngineAnswer:
    """The explicit search alone, to its end, of what whole ticks decide; then its search for fair cycles."""
    invariants = {p.id: p for p in entry.properties if p.kind is PropertyKind.INVARIANT}
    formulas = {n: p.formula for n, p in invariants.items()}
    found = explore(entry.model, formulas, options)
    options.budget.check()
    verdicts = {n: found.verdict(p) for n, p in invariants.items() if found.decides(p)}
    claims = {p.id: claim_of(entry.model, p) for p in entry.properties if p.kind is PropertyKind.RESPONSE}
    if claims and found.complete:
        from vmotion_proofs.liveness.judge_response import answer

        verdicts |= {n: answer(found.graph, c, entry.suite.locations).verdict for n, c in claims.items()}
    return EngineAnswer(verdicts, found.search.states, found.search.transitions, found.depth)


def _spacer(entry: CorpusEntry, options: Options) -> EngineAnswer:
    """Spacer, of all that it is to prove at once; what only the search says is no answer of it."""
    items = [p for p in entry.properties if p.kind is PropertyKind.INVARIANT]
    result = check(entry.model, items, replace(options, engine=SPACER))
    if options.budget.interrupted:
        options.budget.check()
    asked = (p for p in result.properties if p.verdict is not Verdict.VIOLATED)
    unproved = (Verdict.EXHAUSTED, Verdict.BOUNDED)
    return EngineAnswer({p.id: Verdict.UNKNOWN if p.verdict in unproved else p.verdict for p in asked})


def _spin(entry: CorpusEntry, options: Options) -> EngineAnswer:
    small = entry.counts.states <= SMALL
    how = SpinOptions(
        hash_bits=10 if small else 22,
        optimise="-O0" if small else "-O2",
        budget=options.budget,
    )
    items = [p for p in entry.properties if p.kind is PropertyKind.INVARIANT]
    return _outside(entry, count_with_spin(question_of(entry.model, items), how, options.report))


def _tlc(entry: CorpusEntry, options: Options) -> EngineAnswer:
    items = [p for p in entry.properties if p.kind is PropertyKind.INVARIANT]
    how = TlcOptions(budget=options.budget)
    return _outside(entry, count_with_tlc(question_of(entry.model, items), how, options.report))


def _outside(entry: CorpusEntry, counts: Counts) -> EngineAnswer:
    invariants = [p for p in entry.properties if p.kind is PropertyKind.INVARIANT]
    sound = {p.id: Verdict.EXHAUSTED for p in invariants if decided_in_ticks(entry.model, p)}
    verdicts = {**sound, **dict.fromkeys(counts.violated, Verdict.VIOLATED)}
    return EngineAnswer(verdicts, counts.states, counts.transitions, counts.depth)


ENGINES: Mapping[str, Engine] = {CHECK: _check, SEARCH: _search, SPACER: _spacer, SPIN: _spin, TLC: _tlc}
"""The engines by name."""
USUAL = (CHECK, SPACER, SPIN)
"""Those that are asked where none is named: the check holds the search, and TLC takes its time."""


@dataclass(frozen=True)
class EngineJudgement:
    """One engine on one entry: ``flips`` in words, or ``missing``, why it was not asked or did not answer."""

    name: str
    engine: str
    flips: tuple[str, ...]
    seconds: float
    missing: str = ""
    failed: bool = False


def judge(
    known: Corpus,
    rows: Sequence[Row],
    engines: Sequence[str] = (),
    budget: Budget | None = None,
    seconds: float | None = None,
    report: Report = silent,
) -> Iterator[EngineJudgement]:
    """Ask the named engines (``USUAL`` where there is none) about some rows, one after the other.

    An engine that the manifest holds back from a model is left out; what is not installed is a judgement without an answer.
    ``budget`` is for all of them, ``seconds`` bounds each. What it cuts short is a judgement that has failed.
    """
    whole = budget or Budget()
    for row in rows:
        entry = row.entry()
        for name in engines or USUAL:
            begun = monotonic()
            if reason := known.without.get((name, row.model)):
                yield EngineJudgement(entry.name, name, (), 0.0, reason)
                continue
            options = Options(locations=entry.suite.locations, budget=whole.part(seconds), report=report)
            try:
                options.budget.check()
                found, missing, failed = flips(entry, ENGINES[name](entry, options)), "", False
            except (CheckerError, SpentError) as error:
                found, missing, failed = (), str(error), not isinstance(error, MissingToolError)
            yield EngineJudgement(entry.name, name, found, monotonic() - begun, missing, failed)
