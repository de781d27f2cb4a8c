"""Errors of this package; each message says what to do."""


class KindError(Exception):
    """A diagram that cannot be made as asked."""


class UndecidedError(Exception):
    """A counterexample that was not found, and yet may exist."""


class RendererError(Exception):
    """A picture that cannot be drawn on this machine; the message says what to install."""
