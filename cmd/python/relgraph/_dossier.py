"""A dossier as frames and as a graph."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from ._program import RelgraphError, run

if TYPE_CHECKING:
    import networkx
    import pandas

VERSION = 1  # of the JSON that is understood here

Record = dict[str, Any]


@dataclass(frozen=True)
class Dossier:
    """What a dossier holds, each list as the program's JSON has it.

    ``actors``, ``documents`` and ``claims`` are the rows; ``contacts`` and ``ties`` are what the claims add up to. Cells with
    several values are lists; dates are text in EDTF, since "about September 2014" is no day.
    """

    actors: pandas.DataFrame
    documents: pandas.DataFrame
    claims: pandas.DataFrame
    contacts: pandas.DataFrame
    ties: pandas.DataFrame

    dossier: str
    flags: tuple[str, ...] = ()

    def graph(self, *, ties: bool = False) -> networkx.MultiGraph[str]:
        """The contacts as a NetworkX graph, as ``relgraph export -o graph.nodelink.json`` has it; with ``ties``, these too.

        Nodes are actors by their ids. A contact is an edge; a round of n actors is one for each pair, each of weight 1/(n-1), so
        that it counts once for each of them, and with the contact's id in ``contact``. A contact whose ``direction`` is
        "directed" runs from the end in ``from`` to the other.
        """
        import networkx

        data = json.loads(run("export", self.dossier, "-o", "-", "--format", "nodelink", *self.flags))
        graph: networkx.MultiGraph[str] = networkx.node_link_graph(data, edges="edges")
        if not ties:
            edges: list[tuple[str, str, str, Record]] = list(graph.edges(keys=True, data=True))
            for one, other, key, says in edges:
                if says.get("class") == "tie":
                    graph.remove_edge(one, other, key)
        return graph


def read(dossier: str | PathLike[str], *flags: str) -> Dossier:
    """Read a dossier: a folder, a YAML file, a sheet, a workbook, or the name of one that comes with relgraph.

    ``flags`` choose among claims and contacts as on the command line, such as ``"--since", "2024"``. Raises
    :class:`RelgraphError` if the dossier has errors.
    """
    import pandas

    def frame(name: str) -> pandas.DataFrame:
        answer = json.loads(run("list", name, fspath(dossier), "--json", *flags))
        if answer.get("version") != VERSION:
            raise RelgraphError(
                f"the program speaks version {answer.get('version')} of its JSON, and this package knows {VERSION}: "
                "want both of one release",
                1,
            )
        rows: list[Record] = answer[name]
        for row in rows:
            row.update(_flat(row))
        columns = list(dict.fromkeys([*answer.get("columns", []), *itertools.chain.from_iterable(rows)]))
        return pandas.DataFrame(rows, columns=columns or None).convert_dtypes()

    return Dossier(
        actors=frame("actors"),
        documents=frame("documents"),
        claims=frame("claims"),
        contacts=frame("contacts"),
        ties=frame("ties"),
        dossier=fspath(dossier),
        flags=flags,
    )


def _flat(row: Record) -> Record:
    """What of a row is nested is made columns: the range of origins, the number of claims, the columns of one's own."""
    flat: Record = {}
    if isinstance(origins := row.get("origins"), dict):
        flat["origins_min"], flat["origins_max"] = origins["min"], origins["max"]
        flat["origins"] = origins.get("list", [])
    if isinstance(claims := row.get("claims"), list):
        flat["claims"] = [claim["id"] for claim in claims]
    flat.update(row.pop("extra", None) or {})
    return flat

