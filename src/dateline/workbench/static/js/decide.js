// Decides by asking the workbench; says what came of it. Every script that decides goes through here.
import { say } from "./say.js";

// what: {act, id: [...], field, value, reason, round}. Gives the decisions that were made, or null where it was refused.
export async function decide(what) {
  const answer = await fetch("/decide", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) }).catch(() => null);
  if (!answer) { say("The workbench did not answer. Is it still running?"); return null; }
  const said = await answer.json().catch(() => ({ error: "That was not understood." }));
  if (!answer.ok) { say(said.error); return null; }
  return said.decisions;
}

export const undo = (decisions) => decide({ act: "undo", id: decisions.map((d) => d.id) });
