"""Small models whose answers are known by hand: those that ship for teaching."""

from vmotion_model.teaching import counter, mutual_exclusion, timed_lock

__all__ = ["counter", "mutual_exclusion", "timed_lock"]
