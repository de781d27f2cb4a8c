"""What can go wrong with a proof other than that the property is false."""

from vmotion_model.common.errors import GaveUpError, VmotionError
from vmotion_model.common.exit_codes import UNDECIDED


class SolverGaveUpError(GaveUpError):
    """A solver answered ``unknown``, or ran out of memory."""


class CertificateError(VmotionError):
    """A certificate that is missing, damaged, stale or foreign; the message says which file and why."""


class DisagreementError(VmotionError):
    """Two engines, or an engine and the machines, answer differently: a failure of its own."""

    exit_code = UNDECIDED


class NotProvedError(VmotionError):
    """What was to be certified is not proved; ``exit_code`` is that of the worst verdict."""

    def __init__(self, message: str, exit_code: int) -> None:
        """Keep the message and the code."""
        super().__init__(message)
        self.exit_code = exit_code
