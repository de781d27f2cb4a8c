"""Runs of the model as the logs of a release: what a migration would have written, for trying and for tests."""

from .disturbed import Wishes, made_logs
from .forms import FORMS, Form
from .lines import FIRST_ID, MadeLine, first_id_of, lines_of

__all__ = ["FIRST_ID", "FORMS", "Form", "MadeLine", "Wishes", "first_id_of", "lines_of", "made_logs"]
