#!/usr/bin/env bash
# Draws the built-in dossier with Graphviz and with NetworkX, and counts what stands in the way of reading: "make compare" runs it.
set -euo pipefail
cd "$(dirname "$0")"
relgraph=../../../bin/relgraph
work=../../../build/compare
python=${PYTHON:-python3}
export PYTHONDONTWRITEBYTECODE=1

mkdir -p "$work"
"$relgraph" export syria-contacts -o "$work/contacts.dot" -o "$work/contacts.graphml" -o "$work/contacts.svg"
dot -Tpng -Gdpi=72 "$work/contacts.dot" -o graphviz.png
dot -Tjson "$work/contacts.dot" -o "$work/contacts.json"

{
	dot -V 2>&1
	"$python" measure.py "$work/contacts.json"
	"$python" -c 'import matplotlib, networkx; print(f"NetworkX {networkx.__version__}, matplotlib {matplotlib.__version__}, as it comes")'
	"$python" networkx_default.py "$work/contacts.graphml" networkx-default.png
	echo "NetworkX, labelled"
	"$python" networkx_labelled.py "$work/contacts.graphml" networkx-labelled.png
	echo "relgraph"
	"$python" measure.py "$work/contacts.svg"
} >counts.txt
cat counts.txt
