"""Where the user's caches lie: what can be made again, and may be deleted at any time."""

import os
from pathlib import Path

FOLDER = "VMOTION_CACHE"
"""The environment variable that names another folder; empty: nothing is kept."""


def cache_folder() -> Path | None:
    """The folder of all caches, which may not exist yet; None where nothing is to be kept, or nobody has a home."""
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vmotion"
    except RuntimeError:
        return None
