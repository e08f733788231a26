// Sigma, of a graph of graphology.
async function sight() {
  const graph = graphology.Graph.from(JSON.parse(file));
  const sigma = new Sigma(graph, view);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const named = sigma.getNodeDisplayedLabels();
  const at = (id) => sigma.framedGraphToViewport(sigma.getNodeDisplayData(id));
  const radius = (id) => sigma.scaleSize(sigma.getNodeDisplayData(id).size);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${sigma.getSetting("labelSize")}px ${sigma.getSetting("labelFont")}`;
  return {
    names: [...named].map((id) => {
      const { x, y } = at(id);
      const text = sigma.getNodeDisplayData(id).label;
      const size = sigma.getSetting("labelSize");
      return { of: id, text, x: x + radius(id) + 3, y: y - size / 2, width: pen.measureText(text).width, height: size, letter: size };
    }),
    actors: graph.mapNodes((id) => {
      const { x, y } = at(id);
      const r = radius(id);
      return { id, x: x - r, y: y - r, width: 2 * r, height: 2 * r, colour: sigma.getNodeDisplayData(id).color };
    }),
    lines: graph.mapEdges((id, values, from, to) => ({
      id, from, to, style: sigma.getEdgeDisplayData(id).color, points: [at(from), at(to)].map(({ x, y }) => [x, y]),
    })),
  };
}
