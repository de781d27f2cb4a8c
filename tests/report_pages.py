"""What the tests of the report share: text that must stay text, and where pictures of the page are left."""

from pathlib import Path

HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'><!--&lt;\u202e{{7*7}}"
"""Text that would run, hide or break out, were it ever read as anything but text."""
ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build" / "screenshots"
"""Where pictures of the page are left to be looked at."""
