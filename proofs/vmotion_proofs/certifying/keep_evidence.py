"""Evidence that was found in a run, kept as certificates that others can check."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from vmotion_model.common.files import WriteError, check_writable, written_whole
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.results.options import rankings_beside

from .checked_certificate import Certified, Evidence


def refuse_unwritable_folder(folder: Path) -> None:
    """Make the folder, and raise ``WriteError`` at once where nothing can be written there."""
    _make(folder)
    check_writable(folder / "certificate")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WriteError(f"{folder} can't be made: {problem.strerror}") from None


@dataclass(frozen=True)
class Kept:
    """The texts of what verdicts rest on: certificates of the invariants and of the responses, None where none is proved."""

    invariants: str | None = None
    responses: str | None = None

    @classmethod
    def of(cls, evidence: Evidence) -> "Kept":
        """Only what both solvers accepted."""
        both = (_of_invariants(evidence.all), _of_responses(evidence.all))
        return cls(*(None if c is None else c.text for c in both))

    def write(self, folder: Path, name: str) -> tuple[Path, ...]:
        """Write ``NAME.smt2`` and, for responses, ``NAME.liveness.smt2``, each whole or not at all; makes the folder.

        Nothing is written where nothing is proved. Raises ``WriteError``.
        """
        path = folder / f"{name}.smt2"
        texts = {path: self.invariants, rankings_beside(path): self.responses}
        written = []
        for place, text in texts.items():
            if text is None:
                continue
            _make(folder)
            with written_whole(place) as part:
                part.write_text(text, encoding="utf-8")
            written.append(place)
        return tuple(written)


def keep(evidence: Evidence, folder: Path, name: str) -> tuple[Path, ...]:
    """Write what the verdicts ``proved`` rest on; see ``Kept.write``."""
    return Kept.of(evidence).write(folder, name)


def _of_invariants(parts: Sequence[Certified]) -> Certificate | None:
    """One certificate of every invariant that is proved by one of these, and of nothing else."""
    shown = [(c.certificate, {n: f for n, f in c.certificate.properties.items() if c.proves(n)}) for c in parts]
    return _whole([replace(c, properties=proved, responses={}, named={}) for c, proved in shown if proved])


def _of_responses(parts: Sequence[Certified]) -> Certificate | None:
    """The same of responses; lemmas that are properties keep their names, as in the rankings that ship."""
    shown = [(c.certificate, {n: r for n, r in c.certificate.responses.items() if c.proves(n)}) for c in parts]
    used = [(c, proved) for c, proved in shown if proved]
    named = {n: f for c, _ in used for n, f in (*c.named.items(), *c.properties.items())}
    return _whole([replace(c, properties={}, responses=proved, named=named) for c, proved in used])


def _whole(parts: Sequence[Certificate]) -> Certificate | None:
    """Nothing that is kept takes for given what stands in another file."""
    return reduce(Certificate.joined, [*parts, parts[-1]]) if parts else None
