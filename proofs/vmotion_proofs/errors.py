"""What can go wrong with a proof other than that the property is false."""


class GaveUpError(Exception):
    """Work that ended without an answer: never a pass."""


class SpentError(GaveUpError):
    """Time or memory ran out, or somebody pressed Ctrl-C."""

    INTERRUPTED = "interrupted"


class SolverGaveUpError(GaveUpError):
    """A solver answered ``unknown``, or ran out of memory."""


class CertificateError(Exception):
    """A certificate that is missing, damaged, stale or foreign; the message says which file and why."""


class DisagreementError(Exception):
    """Two engines, or an engine and the machines, answer differently: a failure of its own."""


class NotProvedError(Exception):
    """What was to be certified is not proved; ``exit_code`` is that of the worst verdict."""

    def __init__(self, message: str, exit_code: int) -> None:
        """Keep the message and the code."""
        super().__init__(message)
        self.exit_code = exit_code
