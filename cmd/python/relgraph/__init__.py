"""Hand-checked lists of reported contacts, in pandas and NetworkX.

    import relgraph

    dossier = relgraph.read("my-dossier")
    dossier.contacts            # a pandas frame, a row a contact
    dossier.graph()             # a networkx.MultiGraph with typed attributes
    relgraph.figure("my-dossier")   # shows itself in a notebook

Nothing is parsed here: the program ``relgraph`` reads the dossier, checks it, and answers as JSON. What it refuses is a
:class:`RelgraphError` with its own words.
"""

from __future__ import annotations

from ._dossier import Dossier, read
from ._figure import Figure, figure
from ._program import RelgraphError, program, run

__all__ = ["Dossier", "Figure", "RelgraphError", "figure", "program", "read", "run"]
