// An incident's matrix: arrows go from cell to cell, Enter opens the words; the words show below while a cell is looked at.
import { bind } from "./keys.js";

const table = document.getElementById("cells");
const reading = document.getElementById("reading");
const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("[data-cell]")]);
const part = (name) => reading.querySelector(`[data-reading="${name}"]`);

function place(cell) {
  for (let y = 0; y < rows.length; y++) {
    const x = rows[y].indexOf(cell);
    if (x >= 0) return [y, x];
  }
  return null;
}

const here = () => place(document.activeElement?.closest?.("[data-cell]"));

function go(y, x) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, y))];
  const cell = row?.[Math.max(0, Math.min(row.length - 1, x))];
  if (!cell) return;
  cell.focus({ preventScroll: true });
  // Not under the sticky column.
  const grid = cell.closest(".grid");
  const left = cell.offsetLeft - row[0].offsetLeft;
  if (grid.scrollLeft > left || cell.offsetLeft + cell.offsetWidth > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = left;
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function show(link, cell) {
  if (!cell) { reading.hidden = true; return; }
  const said = link ?? cell.querySelector("a.v");
  reading.hidden = !said;
  if (!said) return;
  const { words, before, after, voices, means } = said.dataset;
  part("where").textContent = `${cell.dataset.of}${voices ? ` · on the word of ${voices}` : ""}: `;
  const mark = document.createElement("mark");
  mark.textContent = words;
  part("words").replaceChildren(...(words ? [before, mark, after] : [said.textContent.trim()]));
  part("means").textContent = ` ${means}`;
}

const look = (event) => {
  const cell = event.target.closest?.("[data-cell]");
  if (cell) show(event.target.closest("a.v"), cell);
};
table.addEventListener("focusin", look);
table.addEventListener("mouseover", look);

if (rows.length && rows[0].length) {
  rows[0][0].tabIndex = 0;
  const inside = () => here() !== null;
  const step = (dy, dx) => () => { const [y, x] = here(); go(y + dy, x + dx); };
  const group = "Matrix";
  bind("ArrowLeft", "A report to the left", step(0, -1), { group, where: inside });
  bind("ArrowRight", "A report to the right", step(0, 1), { group, where: inside });
  bind("ArrowUp", "A field up", step(-1, 0), { group, where: inside });
  bind("ArrowDown", "A field down", step(1, 0), { group, where: inside });
  bind("Enter", "Open the words", () => document.activeElement.closest("[data-cell]").querySelector("a.v")?.click(), {
    group,
    where: () => document.activeElement?.matches?.("[data-cell]"),
  });
  bind("c", "To the matrix", () => { document.getElementById("matrix").scrollIntoView(); go(0, 0); }, { group });
  // The next cell in which something cannot be true together with what is taken.
  bind("e", "Next disagreement", () => {
    const loud = rows.flat().filter((cell) => cell.querySelector(".v.against"));
    if (!loud.length) return;
    const now = loud.indexOf(document.activeElement?.closest?.("[data-cell]"));
    const [y, x] = place(loud[(now + 1) % loud.length]);
    go(y, x);
  }, { group });
}
