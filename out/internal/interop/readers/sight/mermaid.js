// Mermaid, as a page of Markdown shows it.
async function sight() {
  mermaid.initialize({ startOnLoad: false });
  const { svg } = await mermaid.render("drawing", file);
  view.innerHTML = svg;
  const drawing = view.querySelector("svg");
  view.style.height = "auto"; // a page of text is as long as it needs, and as wide as it is
  drawing.style.width = `${Math.min(innerWidth, drawing.viewBox.baseVal.width)}px`;
  drawing.style.maxWidth = "none";
  const ids = Object.fromEntries([...file.matchAll(/^%% (a\d+): ([^,]+),/gm)].map(([, id, actor]) => [id, actor]));
  const idOf = (box) => box.replace(/^(.*-)?flowchart-/, "").replace(/-\d+$/, "");
  const boxes = [...drawing.querySelectorAll("g.node")].map((node) => ({ node, id: idOf(node.id) }));
  const actors = boxes.filter(({ id }) => ids[id]);
  const letter = (node) => parseFloat(getComputedStyle(node).fontSize) * drawing.getScreenCTM().a;
  return {
    names: actors.map(({ node, id }) => ({ of: ids[id], text: node.textContent.trim(), ...boxOf(node.querySelector(".label, foreignObject, text")), letter: letter(node.querySelector(".nodeLabel") ?? node) })),
    actors: boxes.map(({ node, id }) => ({ id: ids[id] ?? id, ...boxOf(node.querySelector("rect, path, polygon") ?? node), colour: getComputedStyle(node.querySelector("rect, path, polygon") ?? node).fill })),
    lines: [...drawing.querySelectorAll("path.flowchart-link")].filter((path) => !path.classList.contains("edge-thickness-invisible")).map((path) => {
      const [, from, to] = path.id.match(/L[-_](r?a?\d+|[ar]\d+)[-_]([ar]\d+)[-_]\d+$/) ?? path.getAttribute("data-id")?.match(/L[-_]([ar]\d+)[-_]([ar]\d+)[-_]\d+$/) ?? [];
      return { id: path.id, from: ids[from] ?? from ?? "", to: ids[to] ?? to ?? "", style: styleOf(path), points: pointsOf(path) };
    }),
  };
}

