"""What follows from conditions: how a migration ends under them, and which conditions explain what was seen."""

from .outlook import Certainty, Notice, Outlook, outlook
from .signs import Ending

__all__ = ["Certainty", "Ending", "Notice", "Outlook", "outlook"]
