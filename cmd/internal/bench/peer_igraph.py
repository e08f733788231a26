"""peer_igraph.py FORMAT FOLDER OUT: the same list as a graph of python-igraph, written as GraphML or DOT."""
import csv, sys
import igraph

form, folder, out = sys.argv[1:]
rows = lambda name: csv.DictReader(open(f"{folder}/{name}.csv", encoding="utf-8", newline=""))
documents = {r["id"]: r for r in rows("documents")}
actors, claims = list(rows("actors")), list(rows("claims"))
at = {r["id"]: n for n, r in enumerate(actors)}
g = igraph.Graph(n=len(actors), edges=[(at[r["actor"]], at[r["recipient"]]) for r in claims], directed=True)
for k in actors[0]:
    g.vs[k] = [r[k] for r in actors]
for k in claims[0]:
    g.es[k] = [r[k] for r in claims]
for k in ("title", "publisher", "issued", "url"):
    g.es["document_" + k] = [documents[r["document"]][k] for r in claims]
g.write(out, format=form)
