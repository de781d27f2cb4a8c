"""What really happened: logs of real migrations, replayed on the model.

`trace(given)` answers per migration whether the model can do what the logs show, names the first line that it cannot
do, and the failures whose messages were logged. Read `tracing` first, then `replay` for what the verdicts mean; `reading`
is the way from files, archives and pipes to events, `joining` says which of them belong together.
"""

from .errors import LogError, OtherHypervisorError
from .events import LoggedOutcome
from .lines import LogLine
from .report import to_json
from .result import (
    Certainty,
    ConfigSeen,
    ExplainedStep,
    Explanation,
    Impossible,
    LoggedMessage,
    MigrationTrace,
    Open,
    Phase,
    PossibleCause,
    StateSeen,
    Summary,
    TraceResult,
    TraceVerdict,
    WorldsSeen,
)
from .tracing import trace

__all__ = [
    "Certainty",
    "ConfigSeen",
    "ExplainedStep",
    "Explanation",
    "Impossible",
    "LogError",
    "LogLine",
    "LoggedMessage",
    "LoggedOutcome",
    "MigrationTrace",
    "Open",
    "OtherHypervisorError",
    "Phase",
    "PossibleCause",
    "StateSeen",
    "Summary",
    "TraceResult",
    "TraceVerdict",
    "WorldsSeen",
    "to_json",
    "trace",
]
