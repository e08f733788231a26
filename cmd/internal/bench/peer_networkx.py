"""peer_networkx.py FORMAT FOLDER OUT: the same list as a NetworkX multigraph, written as GraphML."""
import csv, sys
import networkx as nx

form, folder, out = sys.argv[1:]
rows = lambda name: csv.DictReader(open(f"{folder}/{name}.csv", encoding="utf-8", newline=""))
documents = {r["id"]: r for r in rows("documents")}
g = nx.MultiDiGraph()
for r in rows("actors"):
    g.add_node(r.pop("id"), **{k: v for k, v in r.items() if v})
for r in rows("claims"):
    about = {"document_" + k: v for k, v in documents[r["document"]].items() if v and k != "id"}
    g.add_edge(r.pop("actor"), r.pop("recipient"), key=r.pop("id"), **{k: v for k, v in r.items() if v}, **about)
nx.write_graphml(g, out)
