"""Finding and running the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path


class RelgraphError(Exception):
    """What relgraph says when it does not do what it was asked for.

    ``code`` is the exit code: 1 for problems in a list, 2 for a command line that it does not understand.
    """

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def program() -> str:
    """The path of the program: that of ``RELGRAPH``, else the one that came with this package, else the one on the path.

    The wheel puts the programs where commands stand, so that they start without Python.
    """
    if given := os.environ.get("RELGRAPH"):
        return given
    name = "relgraph.exe" if sys.platform == "win32" else "relgraph"
    for folder in _folders():
        if (folder / name).is_file():
            return str(folder / name)
    if found := shutil.which("relgraph"):
        return found
    raise RelgraphError(
        "the program relgraph is not found: want it on the PATH, or its path in the variable RELGRAPH", 1
    )


def _folders() -> list[Path]:
    """Where an installer puts the commands of a package: of the environment, of the user, below a folder of its own."""
    schemes = [sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")]
    folders = [Path(sysconfig.get_path("scripts", scheme)) for scheme in schemes]
    return [*folders, Path(__file__).resolve().parent.parent / "bin"]


def run(*args: str) -> bytes:
    """Run relgraph with these arguments, and return what it writes to standard output.

    Raises :class:`RelgraphError` with what it says on standard error if its exit code is not 0.
    """
    done = subprocess.run([program(), *args], capture_output=True, check=False)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise RelgraphError(said or f"relgraph ended with exit code {done.returncode}", done.returncode)
    return done.stdout


def main() -> None:
    """Be the program: what ``python -m relgraph`` does."""
    path = program()
    if sys.platform == "win32":  # has no exec that keeps the console
        sys.exit(subprocess.run([path, *sys.argv[1:]], check=False).returncode)
    os.execv(path, [path, *sys.argv[1:]])
