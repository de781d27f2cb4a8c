"""Fonts for Graphviz: on a machine without any, the ones inside matplotlib's package (extra ``pictures``)."""

import os
from html import escape
from importlib.util import find_spec
from pathlib import Path

SYSTEM = Path("/etc/fonts/fonts.conf")


def shipped_fonts() -> Path | None:
    """The folder with DejaVu Sans inside matplotlib, which is looked up and not imported; None where it is not installed."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return folder if folder.is_dir() else None


def font_configuration(folder: Path) -> str:
    """A fontconfig file: what the user or the system has, and DejaVu Sans in any case. ``folder`` takes the cache."""
    theirs = os.environ.get("FONTCONFIG_FILE") or str(SYSTEM)
    fonts = shipped_fonts()
    ours = f"<dir>{escape(str(fonts))}</dir>" if fonts is not None else ""
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f'<include ignore_missing="yes">{escape(theirs)}</include>\n{ours}\n'
        f"<cachedir>{escape(str(folder))}</cachedir>\n</fontconfig>\n"
    )
