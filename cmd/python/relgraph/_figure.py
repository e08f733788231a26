"""A figure that shows itself in a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from ._program import run


@dataclass(frozen=True)
class Figure:
    """A figure as SVG."""

    svg: str
    alt: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | PathLike[str]) -> None:
        """Write the SVG to a file. For other formats use ``relgraph.run("export", ..., "-o", "figure.pdf")``."""
        Path(path).write_text(self.svg, encoding="utf-8")


def figure(dossier: str | PathLike[str], *flags: str) -> Figure:
    """Draw a dossier. ``flags`` are those of ``relgraph export``, such as ``"--actor", "hts", "--lang", "de"``."""
    where = fspath(dossier)
    svg = run("export", where, "-o", "-", "--format", "svg", *flags).decode("utf-8")
    return Figure(svg, run("export", where, "--alt", *flags).decode("utf-8").strip())
