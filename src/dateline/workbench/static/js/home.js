// Files can be dropped anywhere on the page, folders too; what was chosen is said before it is read.
import { say } from "./say.js";

const form = document.getElementById("files");
const input = document.getElementById("file");
const chosen = document.getElementById("chosen");
const undated = /\.(txt|text|md)$/i;

function show() {
  const files = [...input.files];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const most = Number(form.dataset.largest);
  const plain = files.filter((file) => undated.test(file.name)).length;
  const named = files.some((file) => file.name === "manifest.csv");
  const words = [];
  if (files.length > 1) words.push(`${files.length.toLocaleString("en")} files.`);
  if (size > most) words.push(`That is more than the ${Math.floor(most / 1e6)} MB taken at once: use “dateline add” for it.`);
  else if (plain && !named) words.push(`${plain === files.length ? "Plain text does" : plain > 1 ? `${plain} of plain text do` : "The one of plain text does"} not say when it was published: say it below.`);
  chosen.textContent = words.join(" ");
  form.querySelector("button.do").disabled = size > most;
  if (plain && !named) form.querySelector("details").open = true;
}

// All files below what was dropped; those that systems hide are left out.
async function within(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise((found, failed) => { entry.file(found, failed); })];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const some = await new Promise((found, failed) => { reader.readEntries(found, failed); });
    if (!some.length) return files;
    for (const one of some) files.push(...await within(one));
  }
}

async function drop(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  let files = [...transfer.files];
  if (entries.some((entry) => entry.isDirectory)) files = (await Promise.all(entries.map(within))).flat();
  if (!files.length) return;
  const together = new DataTransfer();
  for (const file of files) together.items.add(file);
  input.files = together.files;
  document.getElementById("adding")?.setAttribute("open", "");
  show();
  form.querySelector("button.do").focus();
}

// Back to a page that says what was wrong with a report must not ask whether it is to be sent again.
if (document.querySelector(".problem")) history.replaceState(null, "", "/");

if (form) {
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  let deep = 0;
  const mark = (on) => { deep = on ? deep : 0; document.documentElement.classList.toggle("dropping", on); };
  addEventListener("dragenter", (event) => { if (carries(event)) { deep += 1; mark(true); } });
  addEventListener("dragleave", (event) => { if (carries(event) && (deep -= 1) <= 0) mark(false); });
  addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(false);
    drop(event.dataTransfer).catch(() => say("That could not be opened. Choose the files by the button."));
  });
  input.addEventListener("change", show);
  document.getElementById("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
  });
  for (const one of [form, document.getElementById("paste")]) {
    const button = one.querySelector("button.do"), words = button.textContent;
    one.addEventListener("submit", () => { button.textContent = "Reading …"; });
    // The page may be come back to as it was left.
    addEventListener("pageshow", () => { button.textContent = words; });
  }
}
