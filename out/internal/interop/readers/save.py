"""Opens graph files with NetworkX or igraph and saves them again: each argument is PROGRAM=IN=OUT."""

import json
import sys

import igraph
import networkx


def with_networkx(source, target):
    if source.endswith(".json"):
        with open(source, encoding="utf-8") as file:
            graph = networkx.node_link_graph(json.load(file))
        with open(target, "w", encoding="utf-8") as file:
            json.dump(networkx.node_link_data(graph), file)
    elif source.endswith(".gexf"):
        networkx.write_gexf(networkx.read_gexf(source), target)
    else:
        networkx.write_graphml(networkx.read_graphml(source, force_multigraph=True), target)


def with_igraph(source, target):
    igraph.Graph.Read_GraphML(source).write_graphml(target)


for job in sys.argv[1:]:
    program, source, target = job.split("=")
    {"NetworkX": with_networkx, "igraph": with_igraph}[program](source, target)
