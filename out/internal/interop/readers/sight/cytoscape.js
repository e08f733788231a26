// Cytoscape.js: the file is its own argument.
async function sight() {
  const cy = cytoscape({ container: view, ...JSON.parse(file) });
  await new Promise((resolve) => cy.ready(resolve));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const box = ({ x1, y1, w, h }) => ({ x: x1, y: y1, width: w, height: h });
  const at = ({ x, y }) => [x, y];
  const between = (from, to, n) => [from[0] + ((to[0] - from[0]) * n) / 40, from[1] + ((to[1] - from[1]) * n) / 40];
  const bend = (a, c, b, n) => between(between(a, c, n), between(c, b, n), n);
  return {
    names: cy.nodes().map((node) => ({ of: node.id(), text: node.style("label"), ...box(node.renderedBoundingBox({ includeNodes: false, includeOverlays: false })), letter: parseFloat(node.style("font-size")) * cy.zoom() })),
    actors: cy.nodes().map((node) => ({ id: node.id(), ...box(node.renderedBoundingBox({ includeLabels: false, includeOverlays: false })), colour: node.style("border-color") })),
    lines: cy.edges().map((edge) => {
      const from = at(edge.renderedSourceEndpoint());
      const to = at(edge.renderedTargetEndpoint());
      const through = (edge[0]._private.rscratch.edgeType === "straight" ? [] : edge.renderedControlPoints()).map(at);
      const curve = through.length === 1 ? (n) => bend(from, through[0], to, n) : (n) => between(from, to, n);
      return {
        id: edge.id(), from: edge.source().id(), to: edge.target().id(),
        style: [edge.style("line-color"), edge.style("width"), edge.style("line-style")].join(" "),
        points: Array.from({ length: 41 }, (_, n) => curve(n)),
      };
    }),
  };
}
