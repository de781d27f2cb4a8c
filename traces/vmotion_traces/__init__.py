"""What really happened: logs of real migrations, replayed on the model.

`trace(paths)` answers per migration whether the model can do what the logs show, names the first line that it cannot
do, and the failures whose messages were logged. Read `tracing` first, then `replay` for what the verdicts mean.
"""

from .errors import LogError
from .events import Outcome
from .report import to_json
from .result import (
    Certainty,
    ConfigSeen,
    Finding,
    Impossible,
    MigrationTrace,
    Open,
    StateSeen,
    TraceResult,
    Verdict,
    WorldsSeen,
)
from .tracing import trace

__all__ = [
    "Certainty",
    "ConfigSeen",
    "Finding",
    "Impossible",
    "LogError",
    "MigrationTrace",
    "Open",
    "Outcome",
    "StateSeen",
    "TraceResult",
    "Verdict",
    "WorldsSeen",
    "to_json",
    "trace",
]
