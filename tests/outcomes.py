"""Small results of every kind, for tests of what is made from results."""

import sys
from pathlib import Path

from click.testing import CliRunner, Result

from vmotion_cli.main import cli

LOCK = """schema = 1
title = "One process enters without asking the lock"
model = "mutual-exclusion"

[[guard]]
command = "enter_p"
action = "drop"
conjunct = "the lock is free"
"""
HARMLESS = """schema = 1
title = "Say it in other words"
model = "mutual-exclusion"

[[guard]]
command = "enter_p"
action = "replace"
conjunct = "the lock is free"
expression = "not lock.taken and not lock.taken"
"""
DROPPED = """schema = 1
title = "Nobody needs that"
model = "mutual-exclusion"

[[property]]
action = "drop"
id = "exclusion"
"""


MAIN = [sys.executable, "-c", "from vmotion_cli.main import main; main()"]
"""The command in a process of its own."""


def vmotion(*arguments: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(cli, list(arguments))


def check(folder: Path, text: str, *arguments: str, name: str = "change.toml") -> Result:
    """The check of a change of the lock, written to a folder; by search alone, which takes no time."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return vmotion("check", "--model", "mutual-exclusion", "--engine", "explicit", "--change", str(path), *arguments)
