"""What was found out about a change, as bytes: sent by whoever judged it, and kept on file for the next time.

A file is found again by what was asked: the model, the changed model and the properties of both, the bytes of the change file,
the options, and the program that judged. Only what was decided to its end is kept. What is on file is believed where it is
whole, to the letter, and of the right types.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from vmotion_model.common.caches import cache_folder
from vmotion_model.common.files import WriteError, written_whole
from vmotion_model.language import Model
from vmotion_proofs.certifying.keep_evidence import Kept
from vmotion_proofs.results.verdicts import Behaviour, CheckResult, Verdict
from vmotion_specs.change import Change, ChangeError
from vmotion_specs.properties import Property
from vmotion_specs.suite import Suite
from vmotion_specs.suite_json import form_of

from .compare_statements import StatementChange, StatementFinding
from .program_digest import program_digest
from .proposal import Proposal

FORMAT = 2


@dataclass(frozen=True)
class KeptOptions:
    """The options that an answer depends on; ``certificate``: those on file may be used; ``without``: assumptions not made.

    ``hints``: repairs are looked for, too; ``keep``: the certificates belong to the answer.
    """

    engine: str = "auto"
    ids: tuple[str, ...] = ()
    certificate: bool = True
    witnesses: bool = False
    without: tuple[str, ...] = ()
    hints: bool = False
    keep: bool = False


@dataclass(frozen=True)
class KeptRefusal:
    """Why the language refuses a change, and where in its file."""

    message: str
    line: int
    column: int


@dataclass(frozen=True)
class KeptFindings:
    """What was found out about a change: the parts of a ``Proposal`` that are data. ``key`` is what was asked."""

    key: str
    before: CheckResult | None = None
    after: CheckResult | None = None
    behaviour: Behaviour | None = None
    refused: KeptRefusal | None = None
    stopped: str = ""
    findings: tuple[StatementFinding, ...] = ()
    asked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    certificates: Kept | None = None

    @property
    def decided(self) -> bool:
        """Whether every question has its final answer."""
        return (
            self.after is not None
            and not self.stopped
            and not self.after.stopped
            and not (self.after.hints is not None and self.after.hints.stopped)
            and bool(self.after.properties or self.findings)
            and all(p.verdict.passes or p.verdict is Verdict.VIOLATED for p in self.after.properties)
            and self.behaviour is not None
            and self.behaviour.complete
            and all(f.change is not StatementChange.UNDECIDED for f in self.findings)
        )

    def proposal(self, change: Change) -> Proposal:
        """The proposal again, without its evidence."""
        refusal = None
        if self.refused is not None:
            refusal = ChangeError(self.refused.message, change.name, self.refused.line, self.refused.column)
        return Proposal(
            change,
            self.before,
            self.after,
            self.behaviour,
            refusal,
            self.stopped,
            self.findings,
            frozenset(self.asked),
            self.notes,
            seconds=self.seconds,
            certificates=self.certificates,
        )


def found_of(proposal: Proposal, key: str, keep: bool = False) -> KeptFindings:
    """The data of a proposal, with its certificates if they are to ``keep``. Of the unchanged model the verdicts are enough."""
    before = proposal.before
    if before is not None:
        before = replace(before, properties=tuple(replace(p, run=None, witness=None) for p in before.properties))
    return KeptFindings(
        key,
        before,
        proposal.after,
        proposal.behaviour,
        None if proposal.refusal is None else refused_by(proposal.refusal),
        proposal.stopped,
        proposal.findings,
        tuple(sorted(proposal.asked)),
        proposal.notes,
        proposal.seconds,
        Kept.of(proposal.evidence) if keep and proposal.evidence is not None else None,
    )


def refused_by(error: ChangeError) -> KeptRefusal:
    """An error without the name of its file, which may be another one tomorrow."""
    message = str(error).removeprefix(f"{error.file}:{error.line}:{error.column}: ")
    return KeptRefusal(message, error.line, error.column)


def key_of(suite: Suite, data: bytes, model: Model, properties: Sequence[Property], how: KeptOptions) -> str:
    """What is asked of a change file with these bytes, which makes ``model`` and ``properties`` of the suite's."""
    asked = [
        FORMAT,
        program_digest(),
        form_of(suite),
        form_of(suite.version(model, tuple(properties))),
        sha256(data).hexdigest(),
        [
            how.engine,
            sorted(set(how.ids)),
            how.certificate,
            how.witnesses,
            sorted(set(how.without)),
            how.hints,
            how.keep,
        ],
    ]
    return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def to_bytes(found: KeptFindings) -> bytes:
    """JSON on two lines: a digest of the second, and what was found."""
    body: bytes = msgspec.json.encode(found)
    return f"{FORMAT} {sha256(body).hexdigest()}\n".encode() + body + b"\n"


def from_bytes(data: bytes, key: str) -> KeptFindings | None:
    """What was found; None for what is not whole, was damaged, or answers another question."""
    head, _, body = data.partition(b"\n")
    body = body.removesuffix(b"\n")
    if head != f"{FORMAT} {sha256(body).hexdigest()}".encode():
        return None
    try:
        found = msgspec.json.decode(body, type=KeptFindings)
    except msgspec.DecodeError:
        return None
    return found if found.key == key else None


def default_folder() -> Path | None:
    """Where verdicts are kept: in the user's folder for what can be made again, if there is one."""
    folder = cache_folder()
    return None if folder is None else folder / "changes"


def read_kept(folder: Path | None, key: str) -> KeptFindings | None:
    """The answer on file to a question; None where there is none to believe."""
    if folder is None:
        return None
    try:
        data = (folder / f"{key}.json").read_bytes()
    except OSError:
        return None
    found = from_bytes(data, key)
    return found if found is not None and found.decided else None


def keep_found(folder: Path | None, found: KeptFindings) -> None:
    """Keep an answer, if it is one; raises ``WriteError`` where the folder can't be written to."""
    if folder is None or not found.decided:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WriteError(f"{folder} can't be written: {problem.strerror}") from None
    with written_whole(folder / f"{found.key}.json") as part:
        part.write_bytes(to_bytes(found))
