"""Measures graphs with NetworkX, to compare relgraph's measures with.

    python3 measure.py > measures.json            the graphs that are checked in
    python3 measure.py random 200 > random.json   as many made at random, the same each time

Each graph is a list of edges [x, y, links] between the nodes 0, 1, 2 ... "modularity" is that of the communities in "partition",
"louvain" the one that NetworkX's own Louvain method reaches.
"""
import json
import random
import sys

import networkx as nx

def measured(name, g):
    plain = nx.convert_node_labels_to_integers(g, ordering="sorted")
    nodes = sorted(plain)
    row = lambda values: [values[n] for n in nodes]
    partition, louvain = [], []
    if plain.edges:
        partition = nx.community.greedy_modularity_communities(plain)
        louvain = nx.community.louvain_communities(plain, weight=None, seed=1)
    return {
        "name": name,
        "nodes": len(nodes),
        "edges": [[x, y, d.get("links", 1)] for x, y, d in sorted(plain.edges(data=True), key=lambda e: e[:2])],
        "degree": row(dict(plain.degree())),
        "weighted-degree": row(dict(plain.degree(weight="links"))),
        "betweenness": row(nx.betweenness_centrality(plain, weight=None)),
        "closeness": row(nx.closeness_centrality(plain)),
        "pagerank": row(nx.pagerank(plain, weight=None, tol=1e-15, max_iter=100000)) if nodes else [],
        "core": row(nx.core_number(plain)),
        "components": sorted((sorted(c) for c in nx.connected_components(plain)), key=lambda c: (-len(c), c)),
        "cuts": sorted(nx.articulation_points(plain)),
        "bridges": sorted(sorted(e) for e in nx.bridges(plain)) if plain.edges else [],
        "partition": sorted(sorted(c) for c in partition),
        "modularity": nx.community.modularity(plain, partition, weight=None) if partition else 0,
        "louvain": nx.community.modularity(plain, louvain, weight=None) if louvain else 0,
    }


def with_links(g, rng):
    for _, _, data in g.edges(data=True):
        data.clear()
        data["links"] = rng.randint(1, 4)
    return g


def known():
    rng = random.Random(1)
    two = nx.disjoint_union(nx.complete_graph(4), nx.path_graph(3))
    lonely = nx.path_graph(3)
    lonely.add_nodes_from([3, 4])
    graphs = {
        "empty": nx.empty_graph(0),
        "single node": nx.empty_graph(1),
        "two nodes, no edge": nx.empty_graph(2),
        "one edge": nx.path_graph(2),
        "path of 5": nx.path_graph(5),
        "star of 6": nx.star_graph(5),
        "ring of 6": nx.cycle_graph(6),
        "complete graph of 5": nx.complete_graph(5),
        "barbell": nx.barbell_graph(4, 2),
        "two components": two,
        "nodes without edges": lonely,
        "binary tree": nx.balanced_tree(2, 3),
        "grid of 3 by 4": nx.grid_2d_graph(3, 4),
        "Petersen graph": nx.petersen_graph(),
        "Krackhardt's kite": nx.krackhardt_kite_graph(),
        "karate club": nx.karate_club_graph(),
        "Florentine families": nx.florentine_families_graph(),
    }
    return [measured(name, with_links(g, rng)) for name, g in graphs.items()]


def at_random(count):
    rng = random.Random(2)
    for i in range(count):
        n = rng.randint(1, 40)
        g = nx.gnp_random_graph(n, rng.choice([0.02, 0.05, 0.1, 0.3]), seed=rng.randint(0, 10**9))
        yield measured("random graph %d" % i, with_links(g, rng))


def main(args):
    graphs = list(at_random(int(args[1]))) if args[:1] == ["random"] else known()
    print("[\n" + ",\n".join(json.dumps(g) for g in graphs) + "\n]")


main(sys.argv[1:])
