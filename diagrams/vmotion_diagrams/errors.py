"""Errors of this package; each message says what to do."""

from vmotion_model.common.errors import VmotionError


class KindError(VmotionError):
    """A diagram that cannot be made as asked."""


class NothingToDrawError(VmotionError):
    """A counterexample that was not found, and yet may exist."""


class RendererError(VmotionError):
    """A picture that cannot be drawn on this machine; the message says what to install."""
