"""The certificates and runs that ship with the package."""

from importlib.resources import as_file, files
from pathlib import Path

from vmotion_specs.suite import Suite


def certificate_of(suite: Suite) -> Path | None:
    """Where the certificate of a suite lies; nothing is on file of a model that does not ship, whatever it is called."""
    return certificate_path(suite.name) if suite.shipped else None


def runs_of(suite: Suite) -> Path | None:
    """The same of the runs that fulfil the demands."""
    return runs_path(suite.name) if suite.shipped else None


def certificate_path(model: str) -> Path:
    """Where the certificate of a shipped model lies (it may not exist)."""
    return _shipped(f"{model}.smt2")


def runs_path(model: str) -> Path:
    """Where the runs that fulfil the demands on a shipped model lie."""
    return _shipped(f"{model}.runs.json")


def causes_path() -> Path:
    """Where that lies which the searches found of every cause of a failure."""
    return _shipped("vmotion.causes.json")


def _shipped(name: str) -> Path:
    with as_file(files("vmotion_proofs") / "certificates") as folder:
        return Path(folder) / name
