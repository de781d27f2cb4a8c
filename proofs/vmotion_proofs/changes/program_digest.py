"""Which program judges: a verdict that another version of it gave is not believed."""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import vmotion_model
import vmotion_proofs
import vmotion_specs

_SOLVERS = ("z3-solver", "cvc5")


@cache
def program_digest() -> str:
    """A digest of the code of the packages that judge, and of the versions of the solvers."""
    total = sha256()
    for package in (vmotion_model, vmotion_specs, vmotion_proofs):
        folder = Path(package.__path__[0])
        for file in sorted(folder.rglob("*.py")):
            total.update(f"{package.__name__}/{file.relative_to(folder).as_posix()}\0".encode())
            total.update(sha256(file.read_bytes()).digest())
    for name in _SOLVERS:
        try:
            total.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            total.update(f"{name} is missing\0".encode())
    return total.hexdigest()
