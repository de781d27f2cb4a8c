"""How a check is to be done: the options, and the engines that can be asked for by name (``--engine``)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, silent
from vmotion_model.language import WHOLE, Instance

AUTO, EXPLICIT, INDUCTION, SPACER = "auto", "explicit", "induction", "spacer"
ENGINES = (AUTO, EXPLICIT, INDUCTION, SPACER)


@dataclass(frozen=True)
class Options:
    """How a check is to be done.

    ``engine`` restricts the engines: ``explicit`` only searches, ``induction`` proves with lemmas, ``spacer`` lets Z3's
    Spacer look for the invariant; ``auto`` takes what is needed. ``budget`` bounds time and memory of the whole check,
    ``states`` the search. ``certificate`` is a file to try first; if it belongs to
    another version of the model, its lemmas are candidates. ``demands`` is a file of runs that may fulfil reachability
    demands, reach premises, or show that assumptions go together. ``locations`` names the variable in which each role keeps
    where it stands. ``witnesses`` asks for shortest runs that reach the premises. ``use_rankings`` is false where the responses
    are not those that the rankings on file were made for. ``use_cache``: solvers need not be asked again what they have answered
    on another day, letter by letter. ``background``: a second core may do independent work at the same time.
    """

    instance: Instance = WHOLE
    engine: str = AUTO
    budget: Budget = field(default_factory=Budget)
    states: int | None = None
    certificate: Path | None = None
    demands: Path | None = None
    locations: Mapping[str, str] = field(default_factory=dict)
    witnesses: bool = False
    use_rankings: bool = True
    use_cache: bool = False
    background: bool = False
    report: Report = silent

    @property
    def rankings(self) -> Path | None:
        """The certificate of the responses, where it may be used; it lies beside that of the invariants."""
        if self.certificate is None or not self.use_rankings:
            return None
        return rankings_beside(self.certificate)

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise ValueError(f"there is no engine {self.engine!r}: {', '.join(ENGINES)}")


def rankings_beside(certificate: Path) -> Path:
    """Where the rankings belong that go with a certificate of invariants."""
    return certificate.with_name(f"{certificate.stem}.liveness.smt2")
