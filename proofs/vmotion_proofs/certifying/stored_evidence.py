"""What is on file about a property, read without a solver: enough to explain it, not to judge it.

A certificate must be the text, letter by letter, that the printer makes of the model, the properties as they are now and the
lemmas that it lists: what ``vmotion certify`` refuses proves nothing here either. Whether its answers are those of a proof is for
the solvers to say: ``vmotion certify`` and ``vmotion check`` ask them.
"""

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from vmotion_model.language import Expr, digest
from vmotion_proofs.evidence.certificate import digest_in, read_certificate
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.evidence.shipped_files import certificate_path, runs_path
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.results.options import rankings_beside
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.reference import Entry, PropertyEntry, Record
from vmotion_specs.suites import Suite, suite


def with_records(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, those of properties with what is on file about them."""
    files: dict[str, OnFile] = {}
    found: list[Entry] = []
    for entry in entries:
        if isinstance(entry, PropertyEntry):
            if entry.model not in files:
                files[entry.model] = OnFile(suite(entry.model))
            entry = replace(entry, record=files[entry.model].record(entry.name))
        found.append(entry)
    return tuple(found)


@dataclass(frozen=True)
class OnFile:
    """The files of one suite, each read once."""

    suite: Suite

    def record(self, property_id: str) -> Record:
        """What is on file about one property; raises ``KeyError`` for an id that the suite does not have."""
        item = self._properties[property_id]
        match item.kind:
            case PropertyKind.INVARIANT:
                return self._certified(item)
            case PropertyKind.RESPONSE:
                return self._ranked(item)
            case PropertyKind.REACHABLE:
                return self._run(item)

    def _certified(self, item: Property) -> Record:
        name = certificate_path(self.suite.name).name
        if self._certificate is None:
            return Record(None, None, f"no certificate is on file ({name}); `{self._check}` looks for a proof")
        if digest_in(self._certificate) != self._digest:
            return self._foreign(name)
        return self._proof(name, item.id in self._invariants)

    def _ranked(self, item: Property) -> Record:
        name = rankings_beside(certificate_path(self.suite.name)).name
        text = self._rankings
        if text is None:
            return Record(None, None, f"no ranking is on file ({name}); `{self._check}` searches for a fair cycle")
        if digest_in(text) != self._digest:
            return self._foreign(name)
        return self._proof(name, item.id in self._responses)

    def _foreign(self, name: str) -> Record:
        says = f"{name} belongs to another version of the model; `{self._check}` judges it anew"
        return Record(None, name, says)

    def _proof(self, name: str, there: bool) -> Record:
        if not there:
            says = f"{name} is not the certificate of this model and its properties; `{self._check}` judges it anew"
            return Record(None, name, says)
        says = f"by {name}, the certificate on file for this model; `{self._certify}` has two solvers re-check it"
        return Record(Verdict.PROVED.value, name, says)

    def _run(self, item: Property) -> Record:
        name = runs_path(self.suite.name).name
        run = self._runs.get(item.id)
        if not isinstance(run, list):
            return Record(None, None, f"no run is on file ({name}); `{self._check}` searches for one")
        says = f"a run of {len(run)} steps is on file, {name}; `{self._check}` replays it on the machines"
        return Record(None, name, says)

    @property
    def _check(self) -> str:
        return f"vmotion check{self._model}"

    @property
    def _certify(self) -> str:
        return f"vmotion certify{self._model}"

    @property
    def _model(self) -> str:
        return "" if self.suite.name == "vmotion" else f" --model {self.suite.name}"

    @cached_property
    def _properties(self) -> Mapping[str, Property]:
        return {p.id: p for p in self.suite.properties}

    @cached_property
    def _digest(self) -> str:
        return digest(self.suite.model)

    @cached_property
    def _certificate(self) -> str | None:
        return _text(certificate_path(self.suite.name))

    @cached_property
    def _rankings(self) -> str | None:
        return _text(rankings_beside(certificate_path(self.suite.name)))

    @cached_property
    def _responses(self) -> Container[str]:
        """The responses that the rankings on file are about: all, or none where the text is not what the printer makes of it."""
        claims = {
            p.id: claim_of(self.suite.model, p) for p in self._properties.values() if p.kind is PropertyKind.RESPONSE
        }
        try:
            return read_certificate(self._rankings or "", self.suite.model, {}, "", claims, self._formulas).responses
        except CertificateError:
            return ()

    @cached_property
    def _invariants(self) -> Container[str]:
        """The invariants that the certificate on file is about: all, or none where the printer makes another text of it."""
        try:
            return read_certificate(self._certificate or "", self.suite.model, self._formulas, "").properties
        except CertificateError:
            return ()

    @cached_property
    def _formulas(self) -> Mapping[str, Expr[bool]]:
        return {p.id: p.formula for p in self._properties.values() if p.kind is PropertyKind.INVARIANT}

    @cached_property
    def _runs(self) -> Mapping[str, Any]:
        try:
            data = json.loads(runs_path(self.suite.name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        runs = data.get("runs") if isinstance(data, dict) else None
        return runs if isinstance(runs, dict) else {}


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
