"""The same with names, sides, contacts and relgraph's own places: networkx_labelled.py IN.graphml OUT.png"""
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import networkx as nx

import measure

graph = nx.read_graphml(sys.argv[1])
graph.remove_nodes_from(list(nx.isolates(graph)))  # speakers and go-betweens, who have no contact of their own
places = {n: (d["x"], d["y"]) for n, d in graph.nodes(data=True)}
contacts = {(a, b): d["label"] for a, b, d in graph.edges(data=True)}  # of several between two actors, the last

fig, ax = plt.subplots(figsize=(11, 9))
nx.draw_networkx_nodes(graph, places, node_color=[d["color"] for _, d in graph.nodes(data=True)], alpha=0.4, ax=ax)
nx.draw_networkx_edges(graph, places, edge_color="#999999", ax=ax)
names = nx.draw_networkx_labels(graph, places, dict(graph.nodes(data="label")), font_size=9, font_weight="bold", ax=ax)
labels = nx.draw_networkx_edge_labels(graph, places, contacts, font_size=7, rotate=False, ax=ax)
ax.axis("off")
fig.tight_layout()
fig.savefig(sys.argv[2], dpi=80)

measure.matplotlib("NetworkX, labelled", ax, graph, places, names, labels)
