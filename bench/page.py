"""How fast the page opens and steps in a browser; with ``--against`` beside that of an older version.

Run: python bench/page.py [--against REV] [--runs N]. Both pages are opened in turn by one Chromium, because the machine may be
shared; printed are the best first paint, the median time of a step, and with two versions the old one's over the new one's.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("model", "specs", "convergence", "proofs", "traces", "diagrams", "report", "cli")
STEPS = """async () => {
    const times = [];
    for (let n = 1; n <= 20; n++) {
        const start = performance.now();
        dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
        const at = () => document.querySelector(".steps [aria-current] .n").textContent;
        while (at() !== String(n) && performance.now() < start + 2000) await new Promise((done) => setTimeout(done));
        document.body.offsetHeight;
        times.push(performance.now() - start);
    }
    return times;
}"""


def written(root: Path, folder: Path) -> Path:
    """The page of the shipped model, made by the version at ``root``."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(str(root / f) for f in FOLDERS)}
    path = folder / f"{root.name}.html"
    command = [sys.executable, "-c", "from vmotion_cli.main import main; main()", "report", "--output", str(path)]
    subprocess.run(command, env=env, cwd=root, check=True, stdout=subprocess.DEVNULL)
    return path


def opened(browser: Browser, path: Path) -> tuple[float, float]:
    """Milliseconds to the first paint, and of a step."""
    at = browser.new_page()
    at.goto(path.as_uri() + "#property=R1&step=0")
    at.locator(".node.here").first.wait_for()
    paint = at.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    step = statistics.median(at.evaluate(STEPS))
    at.close()
    return paint, step


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="REV", help="a git revision to measure beside this version")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vmotion-bench-") as name, sync_playwright() as play:
        folder = Path(name)
        roots = [ROOT]
        if options.against:
            old = folder / "old"
            subprocess.run(["git", "clone", "-q", "--shared", str(ROOT), str(old)], check=True)
            subprocess.run(["git", "-C", str(old), "checkout", "-q", "--detach", options.against], check=True)
            roots.append(old)
        pages = [written(root, folder) for root in roots]
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        taken: list[list[tuple[float, float]]] = [[] for _ in pages]
        for _ in range(options.runs):
            for number, path in enumerate(pages):
                taken[number].append(opened(browser, path))
        browser.close()
    for what, best in (("first paint", lambda t: min(p for p, _ in t)), ("one step", lambda t: min(s for _, s in t))):
        figures = [best(t) for t in taken]
        ratio = f"   old / new {figures[1] / figures[0]:.2f}" if len(figures) > 1 else ""
        print(f"{what:12}" + "   ".join(f"{f:7.1f} ms" for f in figures) + ratio)


if __name__ == "__main__":
    main()
