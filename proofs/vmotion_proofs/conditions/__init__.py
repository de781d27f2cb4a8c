"""What follows from conditions: how a migration ends under them, and which conditions explain what was seen."""

from .outlook import Forecast, Notice, Outlook, outlook

__all__ = ["Forecast", "Notice", "Outlook", "outlook"]
