"""Reads relgraph's exports with Python programs.

Standard input has a job a line: {"consumer": ..., "format": ..., "file": ...}. Standard output gets the job back with what the
consumer read, "actors" and "contacts", each a list of objects, or with the consumer's words in "error".
"""

import csv
import html
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree
import zipfile

import followthemoney
import frictionless
import igraph
import networkx
import openpyxl
import pyld.jsonld
import rdflib
import rdflib.collection


CLAIM_COLUMNS = [
    ("claim_ids", "id"), ("stances", "stance"), ("summaries", "summary"), ("locators", "locator"), ("hedges", "hedge"), ("asserted_by", "asserted_by"),
]


def of_networkx(graph):
    actors = [{**data, "id": node} for node, data in graph.nodes(data=True)]
    contacts = [
        {"id": key, **data, "source": source, "target": target, "directed": graph.is_directed()}
        for source, target, key, data in graph.edges(keys=True, data=True)
    ]
    return actors, contacts


YED = {"y": "http://www.yworks.com/xml/graphml", "g": "http://graphml.graphdrawing.org/xmlns"}


def read_graphml(file):
    """NetworkX knows what yEd saves: labels and places of boxes, and groups."""
    actors, contacts = of_networkx(networkx.read_graphml(file, force_multigraph=True))
    boxes = {node.get("id"): node for node in xml.etree.ElementTree.parse(file).iterfind(".//g:node", YED)}
    placed = []
    for actor in actors:
        box = boxes[actor["id"]]
        if box.get("yfiles.foldertype") == "group":
            continue
        size = box.find("g:data/y:ShapeNode/y:Geometry", YED)
        if size is not None:
            actor["x"] = float(actor["x"]) + float(size.get("width")) / 2
            actor["label"] = actor["label"].rpartition("› ")[2].rpartition("›\n")[2]  # before it stands what the actor is part of
            actor["y"] = -float(actor["y"]) - float(size.get("height")) / 2  # yEd's y grows downwards
        placed.append(actor)
    return placed, contacts


def read_igraph(file):
    graph = igraph.Graph.Read_GraphML(file)
    given = lambda data: {name: value for name, value in data.items() if value == value}  # a number that is not given is NaN
    actors = [given(vertex.attributes()) for vertex in graph.vs]
    contacts = [
        {**given(edge.attributes()), "source": actors[edge.source]["id"], "target": actors[edge.target]["id"], "directed": graph.is_directed()}
        for edge in graph.es
    ]
    return actors, contacts


def record(text):
    """Reads a record as the head of the file says: "name: value" between " | "; a list repeats its name."""
    fields = {}
    for part in text.split(" | ") if text else []:
        name, _, value = part.partition(": ")
        fields.setdefault(name, []).append(plain(value))
    return fields


def plain(text):
    """Undoes the escapes of what Graphviz only keeps."""
    out, chars = [], iter(text)
    for char in chars:
        if char == "\\":
            char = {"n": "\n"}.get(following := next(chars), following)
        out.append(char)
    return "".join(out)


def read_graphviz(file):
    drawing = json.loads(subprocess.run(["dot", "-Tdot_json", file], check=True, capture_output=True).stdout)
    columns = lambda fields: {name: "; ".join(values) for name, values in fields.items()}
    items = lambda of, what: [record(of[f"{what}_{n}"]) for n in range(1, len(of) + 1) if f"{what}_{n}" in of]
    nodes = [node for node in drawing["objects"] if "nodes" not in node] if "objects" in drawing else []
    role = lambda node: "".join(record(node["actor"]).get("role", []))
    styled = lambda node: {"label": plain(html.unescape(node["label"])).removesuffix("\n" + role(node)), "drawn": str("dashed" not in node.get("style", "")).lower()}
    actors = [{**columns(record(node["actor"])), **styled(node)} for node in nodes] + [columns(fields) for fields in items(drawing, "not_connected")]
    contacts, edges = [], drawing.get("edges", [])
    shown = lambda edge: re.split(r" \[\d|\n", plain(html.unescape(edge.get("label", ""))))[0]
    labels = {edge["contact"]: shown(edge) for edge in sorted(edges, key=lambda edge: bool(shown(edge)))}  # of a contact of many one line has it
    for edge in edges:
        contact = {name: plain(value) if isinstance(value, str) else value for name, value in edge.items() if not name.startswith("claim_")}
        claims = items(edge, "claim")
        for column, name in CLAIM_COLUMNS:
            told = ["".join(claim.get(name, [])) for claim in claims]
            contact[column] = "; ".join(text or "-" for text in told) if any(told) else None
        contacts.append({
            **contact,
            "claims": len(claims),
            "relation": edge["kind"],
            "directed": edge.get("dir") != "none",
            "source": nodes[[node["_gvid"] for node in nodes].index(edge["tail"])]["name"],
            "target": nodes[[node["_gvid"] for node in nodes].index(edge["head"])]["name"],
            "label": labels[edge["contact"]],
        })
        if "share" in edge:
            contacts[-1]["id"] = "--".join([edge["contact"], contacts[-1]["source"], contacts[-1]["target"]])
    return actors, contacts


def read_gexf(file):
    graph = networkx.read_gexf(file)
    if not graph.is_multigraph():  # which it is read as only where contacts are parallel
        graph = (networkx.MultiDiGraph if graph.is_directed() else networkx.MultiGraph)(graph)
    actors, contacts = of_networkx(graph)
    return [{**actor, **actor["viz"]["position"]} if "position" in actor.get("viz", {}) else actor for actor in actors], contacts


def of_tables(tables):
    """Joins the rows of contacts with those of their claims and documents."""
    claims = {claim["id"]: {**claim, "stance": claim["stance"] or "reports"} for claim in tables["claims"]}  # what a blank cell says
    documents = {document["id"]: document for document in tables["documents"]}
    cells = lambda row, **renamed: {renamed.get(name, name): value for name, value in row.items() if value not in (None, "")}
    joined = lambda texts: "; ".join(text or "-" for text in texts) if any(texts) else None
    contacts = []
    for row in tables["contacts"]:
        about = [claims[claim] for claim in row["claim_ids"].split("; ")]
        contacts.append({
            **row,
            "source": row["from"],
            "target": row["to"],
            "directed": row["direction"] == "directed",
            **{column: joined([claim[name] for claim in about]) for column, name in CLAIM_COLUMNS},
            "urls": joined([documents[document]["url"] for document in (row["documents"] or "").split("; ") if document]),
            "claim": [cells(claim, contact="contact_id") for claim in about],
            "document": [cells(documents[document]) for document in (row["documents"] or "").split("; ") if document],
        })
    listed = lambda cell: (cell or "").replace("|", "; ")
    actors = [
        {**actor, "label": actor.get("short") or actor["name"], "aliases": listed(actor.get("alias")), "part_of": listed(actor.get("part_of"))}
        for actor in tables["actors"]
    ]
    return actors, contacts


def read_workbook(file):
    tables = {}
    for sheet in openpyxl.load_workbook(file):
        header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        tables[sheet.title] = [dict(zip(header, row)) for row in rows]
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        if formulas:
            raise ValueError(f"{sheet.title}: formulas in {formulas}")
    return of_tables(tables)


def read_package(file):
    report = frictionless.validate(file)
    if not report.valid:
        raise ValueError(report.flatten(["title", "message"]))
    return of_tables({resource.name: [row.to_dict() for row in resource.read_rows()] for resource in frictionless.Package(file).resources})


def read_neo4j(file):
    """Reads tables by their arguments as neo4j-admin's import does: ids have a group, a list has its delimiter, blank is nothing."""
    archive = zipfile.ZipFile(file)
    options = [line.partition("=")[::2] for line in archive.read("import.args").decode().splitlines() if not line.startswith("#")]
    delimiter = chr(int(dict(options)["--array-delimiter"].removeprefix("U+"), 16))
    nodes, ties = {}, {}

    def rows(name):
        lines = csv.reader(io.StringIO(archive.read(name).decode(), newline=""), strict=True)
        head = [re.fullmatch(r"([^:]*)(?::(\w+(?:\[\])?)(?:\((\w+)\))?)?", column).groups() for column in next(lines)]
        for line in lines:
            if len(line) != len(head):
                raise ValueError(f"{name}: {len(line)} cells below {len(head)} heads")
            row = {}
            for (column, kind, group), text in zip(head, line):
                if kind in ("ID", "START_ID", "END_ID"):
                    row[kind] = (group, text)
                    row[column or kind.lower()] = text
                elif text:
                    row[column] = text.split(delimiter) if kind and kind.endswith("[]") else int(text) if kind == "int" else text
            yield row

    for option, value in options:
        label, _, table = value.partition("=")
        for row in rows(table) if option == "--nodes" else []:
            if nodes.setdefault(row["ID"], {**row, "label:": label}) is not nodes[row["ID"]] or row["ID"][0] != label:
                raise ValueError(f"{table}: {row['ID']} stands there twice, or in the wrong group")
    for option, value in options:
        name, _, table = value.partition("=")
        for row in rows(table) if option == "--relationships" else []:
            for end in ("START_ID", "END_ID"):
                if row[end] not in nodes:
                    raise ValueError(f"{table}: no node {row[end]}")
            ties.setdefault((name, row["START_ID"][0]), []).append(row)

    def ends(name, group, id):
        found = [row for row in ties.get((name, group), []) if row["START_ID"] == (group, id)]
        return [row["END_ID"][1] for row in sorted(found, key=lambda row: row.get("position", 0))]

    texts = lambda value: "; ".join(value) if isinstance(value, list) else value
    of = lambda label: [{name: texts(value) for name, value in node.items() if not name.isupper() and name != "label:"} for node in nodes.values() if node["label:"] == label]
    claims = {claim["id"]: {**claim, "document": "; ".join(ends("DOCUMENT", "Claim", claim["id"]))} for claim in of("Claim")}
    documents = {document["id"]: document for document in of("Document")}
    each = lambda *values: "; ".join(value or "-" for value in values) if any(values) else ""
    drawn = {}
    for name in ("CONTACT", "AFFILIATION", "TIE"):
        for row in ties.get((name, "Actor"), []):
            drawn.setdefault(row["id"], []).append(row)
    contacts = []
    for contact in of("Contact"):
        told = [claims[id] for id in ends("CLAIM", "Contact", contact["id"])]
        papers = list(dict.fromkeys(claim["document"] for claim in told if claim["document"]))
        lines = drawn.get(contact["id"], [])
        for line in lines:
            for column, value in contact.items():
                if texts(line.get(column)) != value:
                    raise ValueError(f"{contact['id']}: {column}: the relationship says {line.get(column)}, the node {value}")
        source, target = ends("FROM", "Contact", contact["id"])[0], ends("TO", "Contact", contact["id"])[0]
        contacts.append({
            **contact, "source": source, "target": target, "from": source, "to": target, "relation": contact["kind"],
            "directed": contact["direction"] == "directed", "claims": len(told), "documents": "; ".join(papers),
            "urls": each(*(documents[id].get("url") for id in papers)), "members": "; ".join(ends("MEMBERS", "Contact", contact["id"])),
            "confirmed_by": "; ".join(ends("CONFIRMED_BY", "Contact", contact["id"])), "via": "; ".join(ends("VIA", "Contact", contact["id"])),
            "lines": "; ".join(sorted(f"{line['start_id']}>{line['end_id']}" for line in lines)),
            **{column: each(*(claim.get(name) for claim in told)) for column, name in CLAIM_COLUMNS},
        })
    actors = [{**actor, "aliases": actor.get("alias"), "part_of": "; ".join(ends("PART_OF", "Actor", actor["id"]))} for actor in of("Actor")]
    return actors, contacts


TERM = rdflib.Namespace("urn:relgraph:term:")


def of_triples(graph):
    """Makes the tables again from relgraph's own terms, and wants every annotation to have its document as the target."""
    rdf, oa = rdflib.RDF, rdflib.Namespace("http://www.w3.org/ns/oa#")
    identifier = rdflib.URIRef("https://schema.org/identifier")
    name = lambda node: str(graph.value(node, identifier)) if isinstance(node, rdflib.URIRef) else str(node)
    tables = {"actors": [], "documents": [], "claims": [], "contacts": []}
    for table, kind in [("actors", TERM.Actor), ("documents", TERM.Document), ("claims", TERM.Claim), ("contacts", TERM.Contact)]:
        for node in graph.subjects(rdf.type, kind):
            row = {column: None for column in ["url", *(name for _, name in CLAIM_COLUMNS)]}
            for predicate in set(graph.predicates(node)):
                if predicate in TERM:
                    values = list(graph.objects(node, predicate))
                    if (values[0], rdf.first, None) in graph:
                        values = list(rdflib.collection.Collection(graph, values[0]))
                    else:
                        values.sort()
                    row[str(predicate).removeprefix(TERM)] = "; ".join(name(value) for value in values)
            row["id"] = name(node)
            tables[table].append(row)
            if table == "claims" and row.get("document"):
                target = graph.value(node, oa.hasTarget)
                if name(graph.value(target, oa.hasSource)) != row["document"]:
                    raise ValueError(f"{row['id']}: the annotation is of another document than {row['document']}")
    claims = {claim["id"]: claim for claim in tables["claims"]}
    for contact in tables["contacts"]:
        ids = contact["claim"].split("; ")
        contact.update({
            "claim_ids": contact["claim"],
            "claims": len(ids),
            "stances": "; ".join(claims[claim]["stance"] for claim in ids),
            "relation": contact["kind"],
            "documents": "; ".join(dict.fromkeys(claims[claim]["document"] for claim in ids if claims[claim].get("document"))),
        })
    return of_tables(tables)


def read_rdflib(file):
    return of_triples(rdflib.Graph().parse(file, format="json-ld"))


def read_pyld(file):
    with open(file, encoding="utf-8") as text:
        quads = pyld.jsonld.to_rdf(json.load(text), {"format": "application/n-quads"})
    return of_triples(rdflib.Graph().parse(data=quads, format="nt"))


def read_ftm(file):
    """Wants FollowTheMoney to keep every value, and every reference to lead to an entity of the schema that it asks for."""
    with open(file, encoding="utf-8") as lines:
        entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    for entity in entities.values():
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            kept = proxy.get(name, quiet=False)
            if len(kept) != len(set(values)):
                raise ValueError(f"{entity['id']}: {name}: {kept} is kept of {values}")
            reference = proxy.schema.get(name).range
            for value in values if reference else []:
                if not followthemoney.model.get(entities[value]["schema"]).is_a(reference):
                    raise ValueError(f"{entity['id']}: {name}: {value} is no {reference.name}")
    plain = lambda text: re.sub(r"\.([0-9a-f]{6})", lambda code: chr(int(code[1], 16)), text.partition("-")[2])
    first = lambda entity, *names: next((entity["properties"][name][0] for name in names if name in entity["properties"]), "")
    actors, contacts = [], []
    for entity in entities.values():
        if entity["id"].startswith("actor-"):
            actors.append({"id": plain(entity["id"]), "name": first(entity, "name"), "country": first(entity, "country").upper(), "wikidata": first(entity, "wikidataId")})
        if entity["id"].startswith("claim-"):
            document = entities.get(first(entity, "proof"))
            contacts.append({
                "id": plain(entity["id"]),
                "claim": first(entity, "recordId"),
                "source": plain(first(entity, "subject", "member")),
                "target": plain(first(entity, "object", "organization")),
                "state": first(entity, "status"),
                "summary": first(entity, "summary"),
                "documents": plain(document["id"]) if document else "",
                "urls": first(document, "sourceUrl") if document else "",
            })
    return actors, contacts


def read_node_link(file):
    with open(file, encoding="utf-8") as text:
        return of_networkx(networkx.node_link_graph(json.load(text)))


READERS = {
    ("NetworkX", "graphml"): read_graphml,
    ("NetworkX", "gexf"): read_gexf,
    ("NetworkX", "nodelink"): read_node_link,
    ("igraph", "graphml"): read_igraph,
    ("Graphviz", "dot"): read_graphviz,
    ("RDFLib", "jsonld"): read_rdflib,
    ("PyLD", "jsonld"): read_pyld,
    ("followthemoney", "ftm"): read_ftm,
    ("openpyxl", "xlsx"): read_workbook,
    ("frictionless", "datapackage"): read_package,
    ("Neo4j's tables", "neo4j"): read_neo4j,
}

for line in sys.stdin:
    job = json.loads(line)
    try:
        job["actors"], job["contacts"] = READERS[job["consumer"], job["reads"]](job["file"])
    except Exception as error:
        job["error"] = f"{type(error).__name__}: {error}"
    print(json.dumps(job, default=str), flush=True)
