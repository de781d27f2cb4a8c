"""Runs of the model as the logs of a release: what a migration would have written, for trying and for tests."""

from .disturbed import Wishes, made_logs
from .forms import FORMS, Form
from .lines import MadeLine, lines_of

__all__ = ["FORMS", "Form", "MadeLine", "Wishes", "lines_of", "made_logs"]
