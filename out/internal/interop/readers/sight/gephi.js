// What Gephi's Preview exports as SVG.
async function sight() {
  view.innerHTML = file.replace(/^[^]*?(?=<svg)/, "");
  const drawing = view.querySelector("svg");
  fit(drawing);
  const idsOf = (element) => [...element.classList].map((name) => name.replace(/^id_/, ""));
  const letter = (text) => parseFloat(text.getAttribute("font-size")) * drawing.getScreenCTM().a;
  return {
    names: [...drawing.querySelectorAll("text")].map((text) => ({ of: idsOf(text)[0], text: text.textContent.trim(), ...boxOf(text), letter: letter(text) })),
    actors: [...drawing.querySelectorAll("#nodes circle")].map((dot) => ({ id: idsOf(dot)[0], ...boxOf(dot), colour: dot.getAttribute("fill") })),
    lines: [...drawing.querySelectorAll("#edges path, #edges line")].map((path) => {
      const [from, to] = idsOf(path);
      return { id: path.id, from, to, style: path.getAttribute("stroke"), points: pointsOf(path) };
    }),
  };
}
