"""The shortest way to a picture with NetworkX and matplotlib: networkx_default.py IN.graphml OUT.png"""
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import networkx as nx

import measure

graph = nx.read_graphml(sys.argv[1])
places = nx.spring_layout(graph, seed=1)  # what nx.draw does, but with the same random numbers each time
nx.draw(graph, places, with_labels=True)
plt.savefig(sys.argv[2])

ax = plt.gca()
measure.matplotlib("NetworkX, as it comes", ax, graph, places, names=dict(zip(graph, ax.texts)), labels={})
