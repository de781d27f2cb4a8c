"""What an administrator says of an attempt (a file or single settings), and what is asked of the protocol under it."""

from vmotion_model.protocol.conditions.setting import OPEN, ConditionsError, read_setting

from .reading import place_of, read_conditions, template

__all__ = ["OPEN", "ConditionsError", "place_of", "read_conditions", "read_setting", "template"]
