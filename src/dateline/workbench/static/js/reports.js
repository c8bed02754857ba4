// The list of reports: to the facets, and the copies of the report one is at.
import { bind } from "./keys.js";

const facets = document.getElementById("facets");
// Where there is little room, the facets are folded until they are asked for.
if (facets && matchMedia("(max-width: 48rem)").matches) facets.open = false;

bind("f", "To the facets", () => {
  facets.open = true;
  (facets.querySelector("a[aria-current]") ?? facets.querySelector("a"))?.focus();
}, { where: () => Boolean(facets) });

bind("c", "Show or fold its copies", () => {
  const folded = document.querySelector("[data-item].here details.copies") ?? document.querySelector("details.copies");
  if (!folded) return;
  folded.open = !folded.open;
  folded.querySelector("summary").focus();
}, { group: "List", where: () => Boolean(document.querySelector("details.copies")) });
