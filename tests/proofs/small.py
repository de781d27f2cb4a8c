"""Small models whose answers are known by hand: those that ship for teaching."""

from vmotion_model.teaching import counter, mutual_exclusion, timed_lock
from vmotion_model.teaching.exclusion import Where

__all__ = ["Where", "counter", "mutual_exclusion", "timed_lock"]
