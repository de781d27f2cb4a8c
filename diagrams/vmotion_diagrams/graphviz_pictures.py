"""DOT drawn by Graphviz as SVG, PNG or PDF: either the ``dot`` on PATH or the one inside the package pygraphviz.

pygraphviz runs in a process of its own: a crash in its C code, or fonts that it reads once for the whole process, stay there.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from .errors import RendererError
from .fonts import font_configuration, shipped_fonts
from .style import FONT

PIXELS_PER_INCH = 144
"""PNG: two pixels for each point, so that text is sharp on today's screens."""
SECONDS = 60


def graphviz(dot: str, form: str) -> bytes:
    """DOT as ``svg``, ``png`` or ``pdf``; raises ``RendererError`` where there is no Graphviz, no font, or it fails."""
    with tempfile.TemporaryDirectory(prefix="vmotion-fonts-") as name:
        folder = Path(name)
        configuration = folder / "fonts.conf"
        configuration.write_text(font_configuration(folder), encoding="utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
        if shipped_fonts() is None and not _has_font(environment):
            raise RendererError(
                "there is no font on this machine: install one, such as DejaVu, or vmotion-model[pictures]"
            )
        return _run(dot, form, environment)


def _run(dot: str, form: str, environment: Mapping[str, str]) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own command, nothing of the user's in it
            _command(form),
            input=dot.encode("utf-8"),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise RendererError(f"Graphviz did not finish within {SECONDS} s; --format dot needs no layout") from None
    except OSError as error:
        raise RendererError(f"Graphviz can't be started: {error.strerror}") from None
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        # It says what is wrong first and where afterwards; a Python that failed says it last.
        what = next((line for line in said if line.startswith("Error:")), said[-1] if said else "it said nothing")
        raise RendererError(f"Graphviz failed (exit code {done.returncode}): {what}")
    return done.stdout


def _has_font(environment: Mapping[str, str]) -> bool:
    """Without a font every letter is the same empty box, and as wide as any other; Graphviz says nothing about it."""
    probe = f'graph {{ node [shape=plain, fontname="{FONT}"]; a [label=iiiiiiii]; b [label=mmmmmmmm] }}'
    lines = _run(probe, "plain", environment).decode("utf-8").splitlines()
    widths = {line.split()[4] for line in lines if line.startswith("node ")}
    return len(widths) > 1


def _command(form: str) -> list[str]:
    found = shutil.which("dot")
    if found is not None:
        scale = [f"-Gdpi={PIXELS_PER_INCH}"] if form == "png" else []
        return [found, f"-T{form}", *scale]
    if find_spec("pygraphviz") is not None:
        return [sys.executable, str(Path(__file__).with_name("graphviz_child.py")), form, str(PIXELS_PER_INCH)]
    raise RendererError(
        "pictures need Graphviz: install it (its command dot must be on PATH), or install vmotion-model[pictures]; "
        "the formats dot and mermaid need neither"
    )
