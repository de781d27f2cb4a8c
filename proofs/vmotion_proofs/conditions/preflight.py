"""Prediction: does a migration complete under these conditions, must it fail, may it fail, and where does that show?"""

from collections.abc import Mapping
from dataclasses import dataclass

from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import Value
from vmotion_model.protocol.conditioned import healthy
from vmotion_proofs.results.options import Options

from .outlook import Forecast
from .table import Outlooks, Prospect
from .unknowns import combinations


@dataclass(frozen=True)
class Preflight:
    """The answer: for all values of what is ``opened``, one prospect for every combination of causes that they allow.

    ``reason`` says why there is no answer.
    """

    prospects: tuple[Prospect, ...]
    opened: tuple[str, ...]
    certainty: Forecast
    reason: str = ""


def preflight(given: Mapping[str, Value], opened: tuple[str, ...], options: Options) -> Preflight:
    """What follows where the conditions have the values given and those that are ``opened`` any.

    Raises ``ModelError`` for a name that is no condition and for a value that is not of its type.
    """
    well = healthy()
    known = {n: v for n, v in {**well, **given}.items() if n not in opened}
    outlooks = Outlooks(options)
    prospects: list[Prospect] = []
    try:
        for values in combinations(known, options.budget) if opened else (known,):
            prospects.append(outlooks.of({n: v for n, v in values.items() if v != well[n]}, struck=True))  # noqa: PERF401 - kept when it ends early
    except GaveUpError as error:
        return Preflight(tuple(prospects), opened, Forecast.UNKNOWN, str(error))
    reasons = "; ".join(dict.fromkeys(p.outlook.reason for p in prospects if p.outlook.reason))
    return Preflight(tuple(prospects), opened, _together({p.outlook.certainty for p in prospects}), reasons)


def _together(certainties: set[Forecast]) -> Forecast:
    if len(certainties) == 1:
        return next(iter(certainties))
    return Forecast.UNKNOWN if Forecast.UNKNOWN in certainties else Forecast.MAY_FAIL
