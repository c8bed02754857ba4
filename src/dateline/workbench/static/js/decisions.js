// The log: "z" takes back the decision that is chosen in the list; a refusal is said without leaving the page.
import { decide } from "./decide.js";
import { bind } from "./keys.js";
import { say } from "./say.js";

async function take(form) {
  const round = form.querySelector("[name=round]")?.value;
  const made = await decide({ act: "undo", id: [form.dataset.undo], ...(round ? { round } : {}) });
  if (made) location.reload();
}

for (const form of document.querySelectorAll("form[data-undo]")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); take(form); });
}

bind("z", "Undo the chosen decision", () => {
  const row = document.querySelector("[data-item].here");
  const form = row?.querySelector("form[data-undo]");
  if (form) take(form);
  else say(row ? "This decision cannot be undone here." : "Choose a decision first: j and k.");
});
bind("o", "A note on the chosen decision", () => {
  const menu = document.querySelector("[data-item].here .noting");
  if (!menu) { say("Choose a decision first: j and k."); return; }
  menu.open = true;
  menu.querySelector("textarea").focus();
});
