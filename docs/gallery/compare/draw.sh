#!/usr/bin/env bash
# Draws the built-in dossier with Graphviz, NetworkX and relgraph, counts what stands in the way of reading, and writes the table of
# ../compare.md: "make compare" runs it.
set -euo pipefail
cd "$(dirname "$0")"
relgraph=../../../bin/relgraph
work=../../../build/compare
python=${PYTHON:-python3}
export PYTHONDONTWRITEBYTECODE=1

mkdir -p "$work"
"$relgraph" export syria-contacts -o "$work/contacts.dot" -o "$work/contacts.graphml"
for layout in network ledger; do
	"$relgraph" export syria-contacts --layout $layout --size column -o "$work/$layout.svg"
done
for program in dot neato fdp; do
	"$program" -Tpng -Gdpi=60 "$work/contacts.dot" -o "$program.png"
	"$program" -Tjson "$work/contacts.dot" -o "$work/$program.json"
done
{
	for program in dot neato fdp; do
		"$python" measure.py "$program" "$work/$program.json"
	done
	"$python" networkx_default.py "$work/contacts.graphml" networkx-default.png
	"$python" networkx_labelled.py "$work/contacts.graphml" networkx-labelled.png
	"$python" measure.py "relgraph, network" "$work/network.svg"
	"$python" measure.py "relgraph, ledger" "$work/ledger.svg"
} >counts.json
"$python" measure.py table counts.json ../compare.md
"$python" -c 'import matplotlib, networkx; print(f"NetworkX {networkx.__version__}, matplotlib {matplotlib.__version__}")' >programs.txt
dot -V 2>>programs.txt
cat programs.txt counts.json
