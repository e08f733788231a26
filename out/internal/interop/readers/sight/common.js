// What the scripts beside this one have in common: each shows a file as its program does with nothing but defaults, and then
// tells where the names, actors and lines stand in the picture, in pixels.
//
// The page has the file's text in `file`, and an element "view" to be filled.

const view = document.getElementById("view");

const boxOf = (element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
};

// pointsOf walks along an SVG path, in pixels of the page.
function pointsOf(path) {
  const length = path.getTotalLength();
  const steps = Math.max(2, Math.min(400, Math.ceil(length / 3)));
  const toPage = path.getScreenCTM();
  return Array.from({ length: steps + 1 }, (_, n) => {
    const p = path.getPointAtLength((length * n) / steps).matrixTransform(toPage);
    return [p.x, p.y];
  });
}

// styleOf is what the eye tells lines apart by.
function styleOf(path) {
  const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(path);
  return [stroke, strokeWidth, strokeDasharray].join(" ");
}

// fit shrinks a drawing to the page, as a viewer does.
function fit(svg) {
  const box = svg.viewBox.baseVal;
  const scale = Math.min(1, innerWidth / box.width, innerHeight / box.height);
  svg.setAttribute("width", box.width * scale);
  svg.setAttribute("height", box.height * scale);
  svg.style.maxWidth = "none";
}
