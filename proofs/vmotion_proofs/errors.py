"""What can go wrong with a proof other than that the property is false."""


class SolverGaveUpError(Exception):
    """A solver answered ``unknown``, or ran out of time or memory: never a pass."""


class CertificateError(Exception):
    """A certificate that is missing, damaged, stale or foreign; the message says which file and why."""


class DisagreementError(Exception):
    """Two engines, or an engine and the machines, answer differently: a failure of its own."""
