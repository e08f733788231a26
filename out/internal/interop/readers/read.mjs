// Reads relgraph's exports with JavaScript programs.
//
// Standard input has a job a line: {"consumer": ..., "reads": ..., "file": ...}. Standard output gets the job back with what
// the consumer read, "actors" and "contacts", or with the consumer's words in "error".

import fs from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import cytoscape from "cytoscape";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";
import { JSDOM } from "jsdom";

const dom = new JSDOM(""); // Mermaid wants a page, even to read
Object.assign(globalThis, { window: dom.window, document: dom.window.document });
const { default: mermaid } = await import("mermaid");

const text = (file) => fs.readFileSync(file, "utf8");

function ofGraphology(graph) {
  return {
    actors: graph.mapNodes((id, values) => ({ ...values, id })),
    contacts: graph.mapEdges((id, values, source, target, from, to, undirected) => ({ ...values, id, source, target, directed: !undirected })),
  };
}

function ofCytoscape(file) {
  const graph = cytoscape({ headless: true, styleEnabled: true, ...JSON.parse(text(file)) });
  return {
    actors: graph.nodes().map((node) => ({ ...node.data(), x: node.position("x"), y: -node.position("y") })), // Cytoscape's y grows downwards
    contacts: graph.edges().map((edge) => ({ ...edge.data(), directed: edge.style("target-arrow-shape") === "triangle" })),
  };
}

// Mermaid's own marks for the character references that it has put aside.
const shown = (label) => label.replaceAll(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code)).replaceAll(/<br\/?>/g, "\n");

async function ofMermaid(file) {
  const comments = (pattern) => [...text(file).matchAll(pattern)];
  const ids = Object.fromEntries(comments(/^%% (a\d+): ([^,]+),/gm).map(([, id, actor]) => [id, actor]));
  await mermaid.parse(text(file)); // which loads its diagrams
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text(file));
  const contacts = comments(/^\t%% contact ([^,]+),/gm);
  const boxes = [...db.getVertices().values()].filter((vertex) => !/^(sides|side\d+|lone)$/.test(vertex.id));
  const rounds = new Map(boxes.filter((vertex) => /^r\d+$/.test(vertex.id)).map((vertex) => [vertex.id, []])); // what a contact of many meets in
  const edges = [];
  for (const edge of db.getEdges().filter((edge) => edge.stroke !== "invisible")) {
    const round = rounds.get(edge.start) ?? rounds.get(edge.end);
    if (round === undefined || round.push(edge) === 1) edges.push(edge);
  }
  if (edges.length !== contacts.length) throw new Error(`${edges.length} contacts as drawn, want ${contacts.length}`);
  const label = (text) => shown(text).split(/ \[\d|\n/)[0];
  return {
    actors: [
      ...boxes.filter((vertex) => !rounds.has(vertex.id)).map((vertex) => ({ id: ids[vertex.id], label: shown(vertex.text) })),
    ],
    contacts: edges.map((edge, n) => {
      const id = contacts[n][1];
      const round = rounds.has(edge.start) ? edge.start : edge.end;
      const lines = rounds.get(round) ?? [edge];
      const directed = lines.some((line) => line.type === "arrow_point");
      const party = (line) => (line.start === round ? line.end : line.start);
      const parties = (of) => of.map((box) => ids[box]).sort().join("; ");
      const all = rounds.has(round) ? lines.map(party) : [edge.start, edge.end];
      const reached = rounds.has(round) ? lines.filter((line) => line.type === "arrow_point").map(party) : [edge.end];
      return {
        id,
        label: label(rounds.has(round) ? boxes.find((box) => box.id === round).text : edge.text),
        directed,
        starters: parties(directed ? all.filter((box) => !reached.includes(box)) : all),
        enders: parties(directed ? reached : all),
      };
    }),
  };
}

function ofCitations(file) {
  const plain = (title) => title?.replaceAll(/<\/?span[^>]*>/g, "");
  return {
    documents: new Cite(text(file)).data.map((item) => ({
      id: item.id,
      title: plain(item.title),
      url: item.URL,
      publisher: item["container-title"] ?? item.publisher,
      author: item.author?.map((author) => author.literal ?? author.family).join("; "),
    })),
  };
}

const readers = {
  "graphology graphml": (file) => ofGraphology(graphml.parse(Graph, text(file), { addMissingNodes: false })),
  "graphology graphology": (file) => ofGraphology(Graph.from(JSON.parse(text(file)))),
  "Cytoscape.js cyjs": ofCytoscape,
  "Mermaid mermaid": ofMermaid,
  "Citation.js csl": ofCitations,
  "Citation.js bibtex": ofCitations,
  "graphology gexf": (file) => ofGraphology(gexf.parse(Graph, text(file))),
};

let answers = "";
for (const line of fs.readFileSync(0, "utf8").trim().split("\n")) {
  const job = JSON.parse(line);
  try {
    Object.assign(job, await readers[`${job.consumer} ${job.reads}`](job.file));
  } catch (error) {
    job.error = String(error);
  }
  answers += JSON.stringify(job) + "\n";
}
process.stdout.write(answers, () => process.exit()); // some of the programs keep timers
