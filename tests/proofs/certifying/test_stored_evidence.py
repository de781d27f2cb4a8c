"""What is on file about a property: a proof is claimed only where the file names this model and this very property."""

from dataclasses import replace
from pathlib import Path

import pytest

from vmotion_model.language import TRUE, Constant, Model
from vmotion_proofs.certifying import recheck_stored
from vmotion_proofs.certifying import stored_evidence as on_file
from vmotion_proofs.certifying.stored_evidence import OnFile, with_records
from vmotion_proofs.evidence.shipped_files import certificate_path
from vmotion_proofs.results.errors import CertificateError
from vmotion_specs.reference import PropertyEntry, reference
from vmotion_specs.suites import SUITES, Suite, suite, vmotion_suite


def _with_certificate(monkeypatch: pytest.MonkeyPatch, path: Path) -> OnFile:
    monkeypatch.setattr(on_file, "certificate_path", lambda _: path)
    return OnFile(vmotion_suite())


@pytest.mark.parametrize("name", SUITES)
def test_every_shipped_invariant_is_on_file_and_every_demand_has_a_run(name: str) -> None:
    entries = [e for e in reference().entries if isinstance(e, PropertyEntry) and e.model == name]
    assert len(entries) == len(suite(name).properties)
    for entry in with_records(entries):
        assert isinstance(entry, PropertyEntry)
        assert entry.record is not None
        if entry.judged == "invariant":
            assert (entry.record.verdict, entry.record.file) == ("proved", f"{name}.smt2"), entry.record.description
        elif entry.judged == "response":
            assert (entry.record.verdict, entry.record.file) == ("proved", f"{name}.liveness.smt2"), (
                entry.record.description
            )
        else:
            # A run on file is replayed by the check, not here: no verdict is claimed.
            assert (entry.record.verdict, entry.record.file) == (None, f"{name}.runs.json")


def test_other_entries_stay_as_they_are() -> None:
    entries = reference().find("fall_back")
    assert with_records(entries) == entries


def test_certificate_of_another_model_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    record = _with_certificate(monkeypatch, certificate_path("admission")).record("S1")
    assert record.verdict is None
    assert "belongs to another version of the model" in record.description


def test_changed_constant_makes_the_certificate_stale() -> None:
    chosen = vmotion_suite()
    model = chosen.model
    constants = tuple(replace(c, value=60) if c.name == "protection_timer" else c for c in model.constants)
    assert all(isinstance(c, Constant) for c in constants)
    changed = Model(model.name, model.variables, constants, model.commands, model.deadlines)
    record = OnFile(replace(chosen, model=changed)).record("S1")
    assert record.verdict is None
    assert record.description.endswith("`vmotion check` judges it anew")


def test_changed_property_is_not_proved_by_the_certificate_of_the_old_one() -> None:
    chosen = vmotion_suite()

    def stronger(model: Model) -> tuple[object, ...]:
        return tuple(replace(p, premise=TRUE) if p.id == "S1" else p for p in chosen.properties_of(model))

    changed: Suite = replace(chosen, properties_of=stronger)  # type: ignore[arg-type]
    assert OnFile(changed).record("S1").verdict is None
    assert "is not the certificate of this model and its properties" in OnFile(changed).record("S1").description
    # The file as a whole is refused by certify, so it proves nothing else either.
    assert OnFile(changed).record("S3").verdict is None


def test_a_response_that_assumes_less_is_not_proved_by_the_rankings_of_the_old_one() -> None:
    chosen = vmotion_suite()

    def bolder(model: Model) -> tuple[object, ...]:
        return tuple(replace(p, assumptions=()) if p.id == "L4" else p for p in chosen.properties_of(model))

    changed: Suite = replace(chosen, properties_of=bolder)  # type: ignore[arg-type]
    record = OnFile(changed).record("L4")
    assert record.verdict is None
    assert "is not the certificate of this model and its properties" in record.description


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("; lemma 3: ", "; lemma 3: not "),
        ("(define-fun lemma.3 () Bool ", "(define-fun lemma.3 () Bool (or true "),
        ("(set-info :status unsat)", "(set-info :status sat)"),
        ("(check-sat)", ""),
    ],
)
def test_a_file_that_certify_refuses_proves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: str, new: str
) -> None:
    text = certificate_path("vmotion").read_text(encoding="utf-8")
    path = tmp_path / "vmotion.smt2"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert _with_certificate(monkeypatch, path).record("S1").verdict is None
    monkeypatch.setattr(recheck_stored, "certificate_path", lambda _: path)
    with pytest.raises(CertificateError):
        recheck_stored.stored_certificate(vmotion_suite())


def test_missing_binary_and_foreign_files_prove_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert _with_certificate(monkeypatch, tmp_path / "absent.smt2").record("S1").verdict is None
    for number, raw in enumerate((b"\xff\xfe\x00", b"", b"(check-sat)\n")):
        path = tmp_path / f"{number}.smt2"
        path.write_bytes(raw)
        assert _with_certificate(monkeypatch, path).record("S1").verdict is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"runs": []}', '{"runs": {"R1": 3}}'])
def test_damaged_runs_are_no_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    path = tmp_path / "runs.json"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(on_file, "runs_path", lambda _: path)
    record = OnFile(vmotion_suite()).record("R1")
    assert (record.verdict, record.file) == (None, None)
    assert "no run is on file" in record.description
