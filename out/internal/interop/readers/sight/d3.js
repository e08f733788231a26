// D3 draws nothing by itself: this is the drawing of its examples, a line for each of the links and a circle with a name for
// each of the nodes, at the places in the file.
async function sight() {
  const { nodes, links } = JSON.parse(file);
  d3.forceSimulation(nodes).force("link", d3.forceLink(links).id((node) => node.id)).stop(); // which finds each link's nodes
  const [left, right] = d3.extent(nodes, (node) => node.x);
  const [low, high] = d3.extent(nodes, (node) => node.y);
  const margin = 70;
  const scale = Math.min((innerWidth - 2 * margin) / (right - left), (innerHeight - 2 * margin) / (high - low));
  const x = (node) => margin + (node.x - left) * scale;
  const y = (node) => margin + (high - node.y) * scale;
  const svg = d3.select(view).append("svg").attr("width", innerWidth).attr("height", innerHeight);
  const lines = svg.append("g").selectAll("line").data(links).join("line")
    .attr("stroke", (link) => link.color).attr("stroke-width", (link) => Math.sqrt(link.weight))
    .attr("x1", (link) => x(link.source)).attr("y1", (link) => y(link.source))
    .attr("x2", (link) => x(link.target)).attr("y2", (link) => y(link.target));
  const dots = svg.append("g").selectAll("circle").data(nodes).join("circle")
    .attr("cx", x).attr("cy", y).attr("r", 6).attr("fill", (node) => node.color);
  const names = svg.append("g").attr("font-family", "sans-serif").attr("font-size", 10).selectAll("text").data(nodes).join("text")
    .attr("x", (node) => x(node) + 8).attr("y", (node) => y(node) + 3.5).text((node) => node.label);
  return {
    names: names.nodes().map((text, n) => ({ of: nodes[n].id, text: nodes[n].label, ...boxOf(text), letter: 10 })),
    actors: dots.nodes().map((dot, n) => ({ id: nodes[n].id, ...boxOf(dot), colour: nodes[n].color })),
    lines: lines.nodes().map((line, n) => ({ id: links[n].key, from: links[n].source.id, to: links[n].target.id, style: links[n].color, points: pointsOf(line) })),
  };
}
