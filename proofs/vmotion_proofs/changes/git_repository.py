"""What is asked of git: files of a revision, and a copy of one that leaves nothing behind in the repository."""

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from vmotion_model.language import ModelError

TIMEOUT_S = 120
_QUIET = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "gc.auto=0")
"""No hook runs, and nothing is started in the background."""


@dataclass(frozen=True)
class Repository:
    """The working tree whose top folder this is."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> "Repository | None":
        """The repository that a folder is in; None where there is none, or no git."""
        try:
            done = git("rev-parse", "--show-toplevel", folder=folder)
        except ModelError:
            # Without git there is no repository; a file can be compared all the same.
            return None
        return None if done.returncode else cls(Path(os.fsdecode(done.stdout).strip()).resolve())

    def path_of(self, path: Path) -> str | None:
        """A path as git writes it, from the top; None for what lies outside."""
        try:
            return path.resolve().relative_to(self.top).as_posix()
        except ValueError:
            return None

    def refuse_unknown(self, revision: str) -> None:
        """Raise ``ModelError`` where the repository has no such revision."""
        if revision.startswith("-"):
            raise ModelError(f"{revision!r} is no revision")
        done = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", folder=self.top)
        if done.returncode == 0:
            return
        said = git("rev-parse", "--is-shallow-repository", folder=self.top).stdout.strip()
        hint = ""
        if said == b"true":
            hint = (
                "; this is a shallow clone, which lacks most revisions: git fetch --unshallow, or fetch-depth: 0 in CI"
            )
        raise ModelError(f"{revision} is neither a file nor a revision of the repository {self.top}{hint}")

    def text_at(self, revision: str, path: str) -> str | None:
        """A file of a revision, None where it has none; raises ``ModelError``."""
        self.refuse_unknown(revision)
        done = git("show", "--end-of-options", f"{revision}:{path}", folder=self.top)
        return None if done.returncode else done.stdout.decode("utf-8", errors="replace")

    def dirty(self, path: str | None = None) -> bool:
        """Whether something (or this file) is not as it was committed last."""
        rest = ("--", path) if path else ("--untracked-files=no",)
        return bool(git("status", "--porcelain", *rest, folder=self.top).stdout.strip())

    @contextmanager
    def copy_of(self, revision: str) -> Iterator[Path]:
        """All files of a revision in a temporary folder, which is gone after the block, also after a Ctrl-C or SIGTERM.

        They come by way of an index of their own: the repository does not know of the copy, and no hook runs. Raises
        ``ModelError``.
        """
        self.refuse_unknown(revision)
        with (
            _ending_in_order(),
            tempfile.TemporaryDirectory(prefix="vmotion-revision-", ignore_cleanup_errors=True) as folder,
        ):
            tree = Path(folder).resolve() / "tree"
            tree.mkdir()
            # What filters fetch from elsewhere (large files) stays a pointer.
            own = {"GIT_INDEX_FILE": str(Path(folder) / "index"), "GIT_LFS_SKIP_SMUDGE": "1", "GIT_NO_LAZY_FETCH": "1"}
            for arguments in (
                ("read-tree", f"{revision}^{{tree}}"),
                ("checkout-index", "--all", "--quiet", f"--prefix={tree}{os.sep}"),
            ):
                done = git(*arguments, folder=self.top, environment=own)
                if done.returncode:
                    said = done.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
                    raise ModelError(f"the files of {revision} can't be written: {said[0]}")
            yield tree


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """SIGTERM ends the block as a Ctrl-C does, so that what stands in it is cleaned up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def git(
    *arguments: str, folder: Path, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder; raises ``ModelError`` where it can't be run."""
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; a revision is one argument and no option
            ["git", *_QUIET, *arguments],  # noqa: S607
            cwd=folder,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", **(environment or {})},
            capture_output=True,
            check=False,
            timeout=TIMEOUT_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ModelError(f"git can't be asked for {arguments[-1]}: {error}") from None
