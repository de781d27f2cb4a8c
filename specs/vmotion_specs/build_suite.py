"""Builds the suite of ``package.module:name`` in a process of its own: how a revision's model is read without its JSON form.

The process is started with what it needs as JSON on standard input, and answers with JSON. What the code prints is no answer.
It has no network: that is refused to Python's sockets.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from vmotion_model.language import ModelError

from .own import load_suite
from .suite_json import form_of

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto")


def main() -> None:
    """Read ``{"argument", "folder", "tree", "top"}`` from standard input, and write ``{"form"}`` or ``{"error"}``."""
    asked = json.loads(sys.stdin.read())
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # From here on whatever is printed goes where nobody reads an answer.
    os.dup2(2, 1)
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse_network)
    tree, top = Path(asked["tree"]), Path(asked["top"])
    os.chdir(asked["folder"])
    sys.path[:] = [asked["folder"], *(_there(entry, top, tree) for entry in sys.path)]
    try:
        result: dict[str, Any] = {"form": form_of(_built(asked["argument"], tree))}
    except ModelError as error:
        result = {"error": str(error)}
    with answer:
        json.dump(result, answer)


def _built(argument: str, tree: Path) -> Any:
    suite = load_suite(argument)
    name = argument.partition(":")[0]
    file = getattr(sys.modules[name], "__file__", None)
    if file is None or not Path(file).resolve().is_relative_to(tree):
        raise ModelError(f"the module {name} lies in {file}, which is no part of the repository")
    return suite


def _there(entry: str, top: Path, tree: Path) -> str:
    """A folder of Python's path, in the copy of the revision where that has it."""
    try:
        inside = tree / Path(entry).resolve().relative_to(top)
    except ValueError:
        return entry
    return str(inside) if inside.is_dir() else entry


def _refuse_network(event: str, _: Any) -> None:
    if event in _NETWORK:
        raise OSError("the model of another revision is built without network")


if __name__ == "__main__":
    main()
