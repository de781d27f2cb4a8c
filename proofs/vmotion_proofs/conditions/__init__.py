"""What follows from conditions: how a migration ends under them, and which conditions explain what was seen."""

from .outlook import Certainty, Ending, Notice, Outlook, outlook

__all__ = ["Certainty", "Ending", "Notice", "Outlook", "outlook"]
