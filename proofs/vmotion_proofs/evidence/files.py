"""The certificates and runs that ship with the package."""

from importlib.resources import as_file, files
from pathlib import Path


def certificate_path(model: str) -> Path:
    """Where the certificate of a shipped model lies (it may not exist)."""
    return _shipped(f"{model}.smt2")


def runs_path(model: str) -> Path:
    """Where the runs that fulfil the demands on a shipped model lie."""
    return _shipped(f"{model}.runs.json")


def _shipped(name: str) -> Path:
    with as_file(files("vmotion_proofs") / "certificates") as folder:
        return Path(folder) / name
