// Opens graph files with graphology or Cytoscape.js and saves them again: each argument is PROGRAM=IN=OUT.

import fs from "node:fs";
import cytoscape from "cytoscape";
import Graph from "graphology";

const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

const savers = {
  graphology: (file) => Graph.from(read(file)).export(),
  "Cytoscape.js": (file) => cytoscape({ headless: true, styleEnabled: true, ...read(file) }).json(),
};

for (const job of process.argv.slice(2)) {
  const [program, source, target] = job.split("=");
  fs.writeFileSync(target, JSON.stringify(savers[program](source)));
}

process.exit(); // Cytoscape.js keeps timers
