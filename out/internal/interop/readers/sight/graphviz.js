// What a program of Graphviz has drawn as SVG.
async function sight() {
  view.innerHTML = file.replace(/^[^]*?(?=<svg)/, "");
  const drawing = view.querySelector("svg");
  fit(drawing);
  const title = (group) => group.querySelector("title").textContent;
  const letter = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  const nodes = [...drawing.querySelectorAll("g.node")];
  return {
    names: nodes.map((node) => ({ of: title(node), text: node.querySelector("text").textContent, ...boxOf(node.querySelector("text")), letter: letter(node.querySelector("text")) })),
    actors: nodes.map((node) => ({ id: title(node), ...boxOf(node.querySelector("path, polygon")), colour: getComputedStyle(node.querySelector("path, polygon")).stroke })),
    lines: [...drawing.querySelectorAll("g.edge")].map((edge) => {
      const [from, to] = title(edge).split("->");
      const path = edge.querySelector("path");
      return { id: edge.id, from, to, style: styleOf(path), points: pointsOf(path) };
    }),
  };
}
