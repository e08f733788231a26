"""Reads the rows of a dossier without relgraph: of a folder its tables with csv, of a file with PyYAML, every value as text.

Standard output gets, for each table, its rows as JSON, in their order, without the cells that are blank.
"""

import csv
import json
import os
import sys

import yaml


def text(value):
    """What a cell says: a list has bars between its values."""
    return "|".join(map(text, value)) if isinstance(value, list) else value or ""


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


dossier, rows = sys.argv[1], {}
if os.path.isdir(dossier):
    rows = {name: table(os.path.join(dossier, name + ".csv")) for name in ("actors", "documents", "claims")}
else:
    with open(dossier, encoding="utf-8") as file:
        rows = yaml.load(file, Loader=yaml.BaseLoader)  # which takes no date and no number for anything but text
json.dump({name: [{column: text(cell) for column, cell in row.items() if text(cell)} for row in rows.get(name) or []]
           for name in ("actors", "documents", "claims")}, sys.stdout)
