"""Counts what stands in the way of reading a picture: measure.py NAME FILE, of Graphviz's "-Tjson" or an SVG by relgraph, writes a line
of JSON; measure.py table COUNTS PAGE puts the table of such lines into the page.

A text's box is as wide as the drawing program says and as high as its letters. A line runs through a text if it passes its box more
than a point within the edge; a line's own label, and the names of the actors at its ends, do not count.

Two lines cross where they cut farther than 8 points from an end of either; a crossing is flat below 30 degrees. A line is merged where it
runs within 3 points of another and within 20 degrees of its direction, farther than 12 points from an end of either. Letters are told in
points for a picture that is printed 160 mm wide, a column of a report, and never larger than it was made. All lengths are of the picture
at that scale at which its program says it in points.
"""
import json
import math
import re
import sys
import xml.etree.ElementTree as xml
from itertools import combinations


def overlap(a, b, least=0.7):
    return min(a[2], b[2]) - max(a[0], b[0]) > least and min(a[3], b[3]) - max(a[1], b[1]) > least


def inside(point, box, edge=1):
    return box[0] + edge < point[0] < box[2] - edge and box[1] + edge < point[1] < box[3] - edge


def segments(points):
    """The pieces of a line, of about two points each, so that all lines are cut alike."""
    short = []
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        n = max(1, round(math.hypot(x2 - x1, y2 - y1) / 2))
        short += [(x1 + (x2 - x1) * k / n, y1 + (y2 - y1) * k / n, x1 + (x2 - x1) * (k + 1) / n, y1 + (y2 - y1) * (k + 1) / n) for k in range(n)]
    return short


def angle(s, t):
    a, b = math.atan2(s[3] - s[1], s[2] - s[0]), math.atan2(t[3] - t[1], t[2] - t[0])
    return abs((a - b + math.pi / 2) % math.pi - math.pi / 2)


def cut(s, t):
    d = (s[2] - s[0]) * (t[3] - t[1]) - (s[3] - s[1]) * (t[2] - t[0])
    if abs(d) < 1e-9:
        return None
    u = ((t[0] - s[0]) * (t[3] - t[1]) - (t[1] - s[1]) * (t[2] - t[0])) / d
    v = ((t[0] - s[0]) * (s[3] - s[1]) - (t[1] - s[1]) * (s[2] - s[0])) / d
    return (s[0] + u * (s[2] - s[0]), s[1] + u * (s[3] - s[1])) if 0 <= u <= 1 and 0 <= v <= 1 else None


def tangle(lines):
    """Crossings, flat ones, and the share of length that is merged, of lines by name; a name's first two parts are the contact's."""
    whole = {}
    for name, points in lines.items():
        whole.setdefault(name[:2], []).append(points)
    pieces = {name: [s for points in parts for s in segments(points)] for name, parts in whole.items()}
    ends = {name: [p for points in parts for p in (points[0], points[-1])] for name, parts in whole.items()}

    def near(p, name, far):
        return any(math.dist(p, q) < far for q in ends[name])

    crossings, flat, merged, total = 0, 0, 0.0, 0.0
    def box(name):
        return tuple(f(s[i] for s in pieces[name] for i in at) for f, at in ((min, (0, 2)), (min, (1, 3)), (max, (0, 2)), (max, (1, 3))))

    boxes = {name: box(name) for name in pieces}
    for a, b in combinations(pieces, 2):
        found = []
        if not overlap(boxes[a], boxes[b], -1):
            continue
        for s in pieces[a]:
            if max(s[0], s[2]) < boxes[b][0] or min(s[0], s[2]) > boxes[b][2] or max(s[1], s[3]) < boxes[b][1] or min(s[1], s[3]) > boxes[b][3]:
                continue
            for t in pieces[b]:
                if max(s[0], s[2]) < min(t[0], t[2]) or max(t[0], t[2]) < min(s[0], s[2]) or max(s[1], s[3]) < min(t[1], t[3]) or max(t[1], t[3]) < min(s[1], s[3]):
                    continue
                p = cut(s, t)
                if p and not (near(p, a, 8) and near(p, b, 8)) and all(math.dist(p, q) > 2 for q in found):
                    found.append(p)
                    crossings += 1
                    flat += angle(s, t) < math.radians(30)
    cells = {}
    for name, mine in pieces.items():
        for s in mine:
            p = ((s[0] + s[2]) / 2, (s[1] + s[3]) / 2)
            cells.setdefault((p[0] // 3, p[1] // 3), []).append((name, p, s))
    for (x, y), here in cells.items():
        around = [other for i in (-1, 0, 1) for k in (-1, 0, 1) for other in cells.get((x + i, y + k), [])]
        for a, p, s in here:
            length = math.hypot(s[2] - s[0], s[3] - s[1])
            total += length
            for b, q, t in around:
                if b != a and math.dist(p, q) < 3 and angle(s, t) < math.radians(20) and not (near(p, a, 12) and near(p, b, 12)):
                    merged += length
                    break
    return crossings, flat, 100 * merged / max(total, 1)


def report(name, texts, lines, own, of, width, smallest, told=0, states=False, sources="no"):
    """Writes the counts of one picture as a line of JSON."""
    overlapping = [pair for pair in combinations(texts, 2) if overlap(texts[pair[0]], texts[pair[1]])]
    struck = {
        (line[:2], text)
        for line, points in lines.items()
        for text, box in texts.items()
        if not own(line, text) and any(inside(p, box) for p in points)
    }
    labels = {text: box for text, box in texts.items() if text[0] == "contact"}
    strange = sum(1 for text, box in labels.items() if not own(min(lines, key=lambda line: distance(lines[line], box)), text))
    crossings, flat, merged = tangle(lines)
    print(json.dumps({
        "by": name, "contacts": of, "lines": len({line[:2] for line in lines}), "told_in_boxes": told, "labels": len(labels),
        "crossings": crossings, "flat": flat, "merged_per_cent": round(merged), "texts_overlap": len(overlapping),
        "lines_through_texts": len(struck), "labels_nearest_to_another": strange,
        "letters_at_160_mm": round(smallest * min(1, 160 * 72 / 25.4 / width), 1), "states_told_apart": states, "sources": sources,
    }))


ROWS = (
    ("edges, or contacts and affiliations, with a line of their own", lambda c: f"{c['lines']} of {c['contacts']}"),
    ("told in words in boxes instead", lambda c: c["told_in_boxes"]),
    ("labels at them", lambda c: c["labels"]),
    ("crossings of lines", lambda c: c["crossings"]),
    ("of these, flatter than 30 degrees", lambda c: c["flat"]),
    ("length of lines that runs within another", lambda c: f"{c['merged_per_cent']} %"),
    ("pairs of texts that overlap", lambda c: c["texts_overlap"]),
    ("times a line runs through or behind a text", lambda c: c["lines_through_texts"]),
    ("labels nearest to the line of another contact", lambda c: c["labels_nearest_to_another"] if c["labels"] else "–"),
    ("smallest letters where the picture is printed 160 mm wide", lambda c: f"{c['letters_at_160_mm']:.1f} pt"),
    ("states of a contact told apart", lambda c: "yes" if c["states_told_apart"] else "no"),
    ("sources in the picture", lambda c: c["sources"]),
)


def table(counts, page):
    """Puts the table of the counts in the place of the page's first table."""
    columns = [json.loads(line) for line in open(counts)]
    rows = ["| | " + " | ".join(c["by"] for c in columns) + " |", "| --- |" + " --- |" * len(columns)]
    rows += [f"| {what} | " + " | ".join(str(value(c)) for c in columns) + " |" for what, value in ROWS]
    text = open(page, encoding="utf-8").read()
    start = text.index("| |")
    end = text.index("\n\n", start)
    with open(page, "w", encoding="utf-8") as out:
        out.write(text[:start] + "\n".join(rows) + text[end:])


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


def graphviz(name, file):
    placed = json.load(open(file))
    texts, lines, sizes = {}, {}, []

    def read(kind, name, operations):
        size, rows = 0, []
        for o in operations or []:
            if o["op"] == "F":
                size = o["size"]
                sizes.append(size)
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
        name, texts, lines, states=True, sources="as numbers", of=len(placed["edges"]), width=float(placed["bb"].split(",")[2]), smallest=min(sizes),
        own=lambda line, text: text == line[:2] or text[0] == "actor" and text[1] in line[2:] or text[0] == "side",
    )


def matplotlib(name, ax, graph, places, names, labels):
    """Counts for a picture by NetworkX: places of the actors, text artists of their names and, by pairs, of the contacts' labels."""
    pen = ax.figure.canvas.get_renderer()

    def box(text):
        b = text.get_window_extent(pen)
        return (b.x0, b.y0, b.x1, b.y1)

    def line(a, b):
        (x1, y1), (x2, y2) = ax.transData.transform(places[a]), ax.transData.transform(places[b])
        return [(x1 + (x2 - x1) * t / 400, y1 + (y2 - y1) * t / 400) for t in range(401)]

    pairs = {tuple(sorted(e[:2])) for e in graph.edges}
    dots = ax.figure.dpi / 72  # lengths are in dots
    report(
        name, texts={("actor", n): box(t) for n, t in names.items()} | {("contact", tuple(sorted(e))): box(t) for e, t in labels.items()},
        lines={("contact", e): line(*e) for e in sorted(pairs)},
        own=lambda line, text: text == line or text[0] == "actor" and text[1] in line[1],
        of=graph.number_of_edges(), width=ax.figure.bbox.width / dots, smallest=min(t.get_fontsize() for t in [*names.values(), *labels.values()]),
    )


SVG = "{http://www.w3.org/2000/svg}"


def path(d):
    """The points of an SVG path of lines and cubic curves."""
    points = []
    for letter, numbers in re.findall(r"([MLC])([^MLCZ]*)", d):
        values = [float(n) for n in re.findall(r"-?[0-9.]+", numbers)]
        places = list(zip(values[::2], values[1::2]))
        if letter == "M":
            points += places
        elif letter == "L":
            for place in places:
                points += segment(points[-1], place)
        else:
            points += bezier([points[-1], *places])
    return points


def segment(a, b):
    return [(a[0] + (b[0] - a[0]) * t / 100, a[1] + (b[1] - a[1]) * t / 100) for t in range(1, 101)]


def relgraph(name, file):
    texts, lines, told = {}, {}, set()
    root = xml.parse(file).getroot()
    for part in root.iter(SVG + "g"):
        kind = part.get("class", "").split(" ")[0]
        if kind == "tie":
            told.add(part.get("id"))
        if kind not in ("actor", "contact"):
            continue
        of = part.get("id").removeprefix(kind + "-")
        boxes = []
        for t in part.iter(SVG + "text"):
            x, y, size, width = (float(t.get(a)) for a in ("x", "y", "font-size", "textLength"))
            boxes.append((x, y - 0.75 * size, x + width, y + 0.2 * size))
        texts[kind, of] = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        for i, p in enumerate(part.iterfind(SVG + "path[@fill='none']")):
            points = path(p.get("d"))
            if points[0] != points[-1]:
                lines[kind, of, i] = points
    sizes = [float(t.get("font-size")) for t in root.iter(SVG + "text")]
    report(
        name, texts, lines, states=True, sources="as links to the passage", told=len(told),
        of=sum(kind == "contact" for kind, _ in texts) + len(told), width=float(root.get("viewBox").split()[2]), smallest=min(sizes),
        own=lambda line, text: text == line[:2] or text[0] == "actor" and text[1].split("--")[0] in line[1].split("--"),
    )


if __name__ == "__main__":
    if sys.argv[1] == "table":
        table(*sys.argv[2:])
    else:
        (relgraph if sys.argv[2].endswith(".svg") else graphviz)(*sys.argv[1:])
