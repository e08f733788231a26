// Reads relgraph's exports with JavaScript programs.
//
// Standard input has a job a line: {"consumer": ..., "reads": ..., "file": ...}. Standard output gets the job back with what
// the consumer read, "actors" and "contacts", or with the consumer's words in "error".

import fs from "node:fs";
import readline from "node:readline";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const text = (file) => fs.readFileSync(file, "utf8");

function ofGraphology(graph) {
  return {
    actors: graph.mapNodes((id, values) => ({ ...values, id })),
    contacts: graph.mapEdges((id, values, source, target, from, to, undirected) => ({ ...values, id, source, target, directed: !undirected })),
  };
}

const readers = {
  "graphology graphml": (file) => ofGraphology(graphml.parse(Graph, text(file), { addMissingNodes: false })),
  "graphology gexf": (file) => ofGraphology(gexf.parse(Graph, text(file))),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  try {
    Object.assign(job, await readers[`${job.consumer} ${job.reads}`](job.file));
  } catch (error) {
    job.error = String(error);
  }
  console.log(JSON.stringify(job));
}
