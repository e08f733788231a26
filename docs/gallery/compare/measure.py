"""Counts what stands in the way of reading a picture: measure.py FILE, of Graphviz's "dot -Tjson" or an SVG by relgraph.

A text's box is as wide as the drawing program says and as high as its letters. A line runs through a text if it passes its box more
than a point within the edge; a line's own label, and the names of the actors at its ends, do not count.
"""
import json
import re
import sys
import xml.etree.ElementTree as xml
from itertools import combinations


def overlap(a, b, least=0.7):
    return min(a[2], b[2]) - max(a[0], b[0]) > least and min(a[3], b[3]) - max(a[1], b[1]) > least


def inside(point, box, edge=1):
    return box[0] + edge < point[0] < box[2] - edge and box[1] + edge < point[1] < box[3] - edge


def report(texts, lines, own, of):
    overlapping = [pair for pair in combinations(texts, 2) if overlap(texts[pair[0]], texts[pair[1]])]
    struck = {
        (line, text)
        for line, points in lines.items()
        for text, box in texts.items()
        if not own(line, text) and any(inside(p, box) for p in points)
    }
    labels = {text: box for text, box in texts.items() if text[0] == "contact"}
    strange = sum(1 for text, box in labels.items() if not own(min(lines, key=lambda line: distance(lines[line], box)), text))
    print(f"{of} contacts and affiliations: lines for {len({line[:2] for line in lines})}, {len(labels)} labels; {len(overlapping)} pairs of texts overlap;",
          f"{len(struck)} times a line runs through or behind a text; {strange} labels are nearest to the line of another contact")


def distance(points, box):
    return min(max(box[0] - x, x - box[2], 0) ** 2 + max(box[1] - y, y - box[3], 0) ** 2 for x, y in points)


def bezier(points):
    """Points along cubic curves, each from its first point on by threes."""
    path = []
    for i in range(0, len(points) - 3, 3):
        a, b, c, d = points[i:i + 4]
        for k in range(101):
            t, u = k / 100, 1 - k / 100
            path.append(tuple(u**3 * a[j] + 3 * u * u * t * b[j] + 3 * u * t * t * c[j] + t**3 * d[j] for j in (0, 1)))
    return path


def graphviz(file):
    placed = json.load(open(file))
    texts, lines = {}, {}

    def read(kind, name, operations):
        size, rows = 0, []
        for o in operations or []:
            if o["op"] == "F":
                size = o["size"]
            elif o["op"] == "T":
                left = o["pt"][0] - {"l": 0, "c": o["width"] / 2, "r": o["width"]}[o["align"]]
                rows.append((left, o["pt"][1] - 0.2 * size, left + o["width"], o["pt"][1] + 0.75 * size))
        if rows:
            texts[kind, name] = (min(r[0] for r in rows), min(r[1] for r in rows), max(r[2] for r in rows), max(r[3] for r in rows))

    for n in placed["objects"]:
        read("side" if n["name"].startswith("cluster") else "actor", n["_gvid"], n.get("_ldraw_"))
    for e in placed["edges"]:
        read("contact", e["_gvid"], e.get("_ldraw_"))
        lines["contact", e["_gvid"], e["tail"], e["head"]] = [p for o in e["_draw_"] if o["op"] in "bB" for p in bezier(o["points"])]
    report(
        texts, lines, of=len(placed["edges"]),
        own=lambda line, text: text == line[:2] or text[0] == "actor" and text[1] in line[2:] or text[0] == "side",
    )


def matplotlib(ax, graph, places, names, labels):
    """Counts for a picture by NetworkX: places of the actors, text artists of their names and, by pairs, of the contacts' labels."""
    pen = ax.figure.canvas.get_renderer()

    def box(text):
        b = text.get_window_extent(pen)
        return (b.x0, b.y0, b.x1, b.y1)

    def line(a, b):
        (x1, y1), (x2, y2) = ax.transData.transform(places[a]), ax.transData.transform(places[b])
        return [(x1 + (x2 - x1) * t / 400, y1 + (y2 - y1) * t / 400) for t in range(401)]

    pairs = {tuple(sorted(e[:2])) for e in graph.edges}
    report(
        texts={("actor", n): box(t) for n, t in names.items()} | {("contact", tuple(sorted(e))): box(t) for e, t in labels.items()},
        lines={("contact", e): line(*e) for e in sorted(pairs)},
        own=lambda line, text: text == line or text[0] == "actor" and text[1] in line[1],
        of=graph.number_of_edges(),
    )


SVG = "{http://www.w3.org/2000/svg}"


def relgraph(file):
    texts, lines = {}, {}
    for part in xml.parse(file).iter(SVG + "g"):
        kind = part.get("class", "").split(" ")[0]
        if kind not in ("actor", "contact"):
            continue
        name = part.get("id").removeprefix(kind + "-")
        boxes = []
        for t in part.iter(SVG + "text"):
            x, y, size, width = (float(t.get(a)) for a in ("x", "y", "font-size", "textLength"))
            boxes.append((x, y - 0.75 * size, x + width, y + 0.2 * size))
        texts[kind, name] = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        for i, path in enumerate(part.iterfind(SVG + "path[@fill='none']")):
            numbers = [float(n) for n in re.findall(r"-?[0-9.]+", path.get("d"))]
            if "C" in path.get("d"):
                lines[kind, name, i] = bezier(list(zip(numbers[::2], numbers[1::2])))
    report(texts, lines, of=sum(kind == "contact" for kind, _ in texts), own=lambda line, text: text == line[:2] or text[0] == "actor" and text[1] in line[1].split("--"))


if __name__ == "__main__":
    (relgraph if sys.argv[1].endswith(".svg") else graphviz)(sys.argv[1])
