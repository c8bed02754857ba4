// Every page: its keys, its lists, and the buttons that act on the page itself.
import { watch, showKeys } from "./keys.js";
import { say } from "./say.js";

const actions = {
  help: showKeys,
  theme() {
    const root = document.documentElement;
    const dark = getComputedStyle(root).colorScheme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("dateline-theme", root.dataset.theme);
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button && actions[button.dataset.do]) actions[button.dataset.do](button);
  // A menu closes when something beside it is clicked.
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("htmx:error", () => say("The workbench did not answer. Is it still running?"));
watch();
