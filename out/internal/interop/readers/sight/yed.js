// yEd is a program with a window, and no library: this draws what a file of its flavour says, box by box and line by line, as
// yEd's manual describes it.
async function sight() {
  const page = new DOMParser().parseFromString(file, "application/xml");
  const all = (of, name) => [...of.getElementsByTagNameNS("http://www.yworks.com/xml/graphml", name)];
  const one = (of, name) => all(of, name)[0];
  const number = (of, name) => parseFloat(of.getAttribute(name));
  const boxes = new Map([...page.getElementsByTagName("node")].map((node) => {
    const geometry = one(node, "Geometry");
    return [node.id, { node, x: number(geometry, "x"), y: number(geometry, "y"), width: number(geometry, "width"), height: number(geometry, "height") }];
  }));
  const list = [...boxes.values()];
  const margin = 30;
  const left = Math.min(...list.map((box) => box.x)) - margin;
  const top = Math.min(...list.map((box) => box.y)) - margin;
  const right = Math.max(...list.map((box) => box.x + box.width)) + margin;
  const bottom = Math.max(...list.map((box) => box.y + box.height)) + margin;
  const svg = d3.select(view).append("svg").attr("viewBox", [left, top, right - left, bottom - top].join(" "));
  svg.append("defs").append("marker").attr("id", "standard").attr("viewBox", "0 0 10 8").attr("refX", 10).attr("refY", 4)
    .attr("markerWidth", 10).attr("markerHeight", 8).attr("markerUnits", "userSpaceOnUse").attr("orient", "auto").append("path").attr("d", "M0,0L10,4L0,8L2,4z").attr("fill", "context-stroke");
  fit(svg.node());
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  // leave is where a line from the middle of a box towards a point leaves it.
  const leave = (box, [x, y]) => {
    const [mx, my] = middle(box);
    const [dx, dy] = [x - mx, y - my];
    const part = Math.min(dx ? box.width / 2 / Math.abs(dx) : Infinity, dy ? box.height / 2 / Math.abs(dy) : Infinity, 1);
    return [mx + dx * part, my + dy * part];
  };
  const dashes = { line: null, dashed: "6 4", dotted: "1 3" };
  const lines = [];
  for (const edge of page.getElementsByTagName("edge")) {
    const [from, to] = [boxes.get(edge.getAttribute("source")), boxes.get(edge.getAttribute("target"))];
    const bends = all(edge, "Point").map((point) => [number(point, "x"), number(point, "y")]);
    const way = [leave(from, bends[0] ?? middle(to)), ...bends, leave(to, bends.at(-1) ?? middle(from))];
    const style = one(edge, "LineStyle");
    const path = svg.append("path").attr("d", "M" + way.join("L")).attr("fill", "none").attr("stroke", style.getAttribute("color"))
      .attr("stroke-width", style.getAttribute("width")).attr("stroke-dasharray", dashes[style.getAttribute("type")]);
    if (one(edge, "Arrows").getAttribute("target") === "standard") path.attr("marker-end", "url(#standard)");
    lines.push({ path: path.node(), edge, way });
  }
  const texts = (label, [x, y], ground) => {
    const rows = label.textContent.split("\n").filter((row) => row !== "");
    const size = number(label, "fontSize");
    const group = svg.append("g").attr("font-family", "Arial, sans-serif").attr("font-size", size).attr("text-anchor", "middle")
      .attr("font-weight", label.getAttribute("fontStyle") === "bold" ? "bold" : null).attr("fill", label.getAttribute("textColor"));
    rows.forEach((row, n) => group.append("text").attr("x", x).attr("y", y + (n - (rows.length - 1) / 2) * size * 1.25 + size * 0.35).text(row));
    if (ground && rows.length) {
      const box = group.node().getBBox();
      group.insert("rect", "text").attr("x", box.x).attr("y", box.y).attr("width", box.width).attr("height", box.height).attr("fill", ground);
    }
    return { element: group.node(), size };
  };
  for (const { edge, way } of lines) {
    const at = way.length === 3 ? way[1] : [(way[0][0] + way[1][0]) / 2, (way[0][1] + way[1][1]) / 2];
    texts(one(edge, "EdgeLabel"), at, one(edge, "EdgeLabel").getAttribute("backgroundColor"));
  }
  const names = [];
  const actors = [];
  for (const [id, box] of boxes) {
    const rect = svg.append("rect").attr("x", box.x).attr("y", box.y).attr("width", box.width).attr("height", box.height).attr("rx", 5)
      .attr("fill", one(box.node, "Fill").getAttribute("color")).attr("stroke", one(box.node, "BorderStyle").getAttribute("color"));
    const { element, size } = texts(one(box.node, "NodeLabel"), middle(box));
    names.push({ of: id, text: element.textContent, ...boxOf(element), letter: size * svg.node().getScreenCTM().a });
    actors.push({ id, ...boxOf(rect.node()), colour: one(box.node, "BorderStyle").getAttribute("color") });
  }
  return { names, actors, lines: lines.map(({ path, edge }) => ({ id: edge.id, from: edge.getAttribute("source"), to: edge.getAttribute("target"), style: styleOf(path), points: pointsOf(path) })) };
}
