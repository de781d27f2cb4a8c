"""What an administrator says of an attempt (a file or single settings), and what is asked of the protocol under it."""

from .reading import OPEN, ConditionsError, read_conditions, read_setting, template

__all__ = ["OPEN", "ConditionsError", "read_conditions", "read_setting", "template"]
