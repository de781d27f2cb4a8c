"""The picture of the page in README.md, drawn by a browser: a run under conditions, with the step that one expected and why not.

``python docs/report_picture.py [FILE]`` draws it anew (Chromium and the test extra are needed); with ``--check`` it draws
nothing, and exits with 1 where the picture shows something else than the page does now. A browser never draws the same twice,
so the picture carries the digest of what the page was made from: what it says of the run, its code and its style.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from vmotion_model.common.files import written_whole
from vmotion_proofs.conditions.preflight import preflight
from vmotion_proofs.results.options import Options
from vmotion_report.page import NAMES, page
from vmotion_report.subjects import of_preflight
from vmotion_specs.suites import vmotion_suite

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "report.png"
ASSETS = ROOT / "report" / "vmotion_report" / "assets"
KEY = "page"
CONDITIONS = {"network.path_mtu": 1400}
PLACE = "#view=runs&run=rolled+back&step=14"
EXPECTED = "receive_batch"
"""The step whose failing guard is shown."""
SIZE, SCALE, COLOURS = (1240, 900), 1.5, 200
"""In CSS pixels; device pixels to one of them; colours that are kept, which makes the file small."""


def data() -> Mapping[str, Any]:
    """What the page is made from."""
    return of_preflight(vmotion_suite(), preflight(CONDITIONS, (), Options()))


def digest_now(found: Mapping[str, Any]) -> str:
    """The digest of what the picture shows: the run and the machines, and the page's code and style."""
    model = {key: found["model"][key] for key in ("machines", "commands", "variables")}
    shown = [found["title"], found["verdict"], found["book"], model, CONDITIONS, PLACE, EXPECTED, SIZE, SCALE]
    whole = hashlib.sha256(json.dumps(shown, sort_keys=True).encode())
    for name in NAMES:
        whole.update((ASSETS / name).read_bytes())
    return whole.hexdigest()


def digest_in(path: Path) -> str | None:
    """The digest that a picture carries; None where there is none."""
    if not path.is_file():
        return None
    with Image.open(path) as image:
        return image.info.get(KEY)


def draw(found: Mapping[str, Any], target: Path) -> None:
    """Open the page in a browser and keep what is seen."""
    from playwright.sync_api import sync_playwright

    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("no Chromium is installed here (Debian: apt-get install chromium)")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page(found), encoding="utf-8")
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        width, height = SIZE
        at = opened.new_page(
            viewport={"width": width, "height": height}, device_scale_factor=SCALE, color_scheme="light"
        )
        at.goto(file.as_uri() + PLACE)
        at.wait_for_function("document.querySelectorAll('.node.here').length === 3")
        at.get_by_label("Did you expect another step?").select_option(EXPECTED)
        at.evaluate("document.querySelector('.runs .details > .body').scrollTop = 10000")
        at.evaluate("document.activeElement.blur()")
        at.wait_for_timeout(400)
        drawn = at.screenshot()
        opened.close()
    note = PngInfo()
    note.add_text(KEY, digest_now(found))
    small = Image.open(BytesIO(drawn)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    with written_whole(target) as part:
        small.save(part, format="PNG", optimize=True, pnginfo=note)


def main(arguments: Sequence[str]) -> int:
    """Draw, or say whether the picture is out of date; the exit code."""
    found = data()
    target = next((Path(a) for a in arguments if not a.startswith("-")), PICTURE)
    if digest_in(target) == digest_now(found):
        return 0
    if "--check" in arguments:
        sys.stderr.write(f"{target.name} is out of date: run python docs/report_picture.py\n")
        return 1
    draw(found, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
