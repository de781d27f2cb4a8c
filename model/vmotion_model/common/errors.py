"""The errors that are raised on purpose: one root, which knows where the fault lies and how a command ends by it."""

from .exit_codes import BAD_INPUT, UNDECIDED


class VmotionError(Exception):
    """Why something can't be done; the message says where and what to do.

    ``file``, ``line`` and ``column`` (the first is 1) are the place to blame, None where there is no single one.
    ``exit_code`` is that of a command which ends by this error.
    """

    exit_code = BAD_INPUT
    file: str | None = None
    line: int | None = None
    column: int | None = None


class InputError(VmotionError, ValueError):
    """Input that cannot be used; the message says where, what is wrong and what to do."""


class GaveUpError(VmotionError):
    """Work that ended without an answer: never a pass."""

    exit_code = UNDECIDED


class SpentError(GaveUpError):
    """Time or memory ran out, or somebody pressed Ctrl-C."""

    INTERRUPTED = "interrupted"
