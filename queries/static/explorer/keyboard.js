// Keys. Letters work outside of text fields; arrows on the canvas walk from neighbour to neighbour.

const KEYS = [
  ["/", "search"],
  ["Arrows", "walk to the neighbour in that direction"],
  ["Enter", "focus on or expand the selected entity"],
  ["P", "pin or free the selected entity"],
  ["H", "hide the selected entity"],
  ["U", "undo"],
  ["T", "table or graph"],
  ["F", "fit the picture into the window"],
  ["Esc", "deselect, then back to the overview"],
  ["?", "this help"],
];

function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help-dialog").open) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
    const act = shortcuts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  $("canvas").addEventListener("keydown", (event) => {
    const toward = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (toward) walk(toward);
    else if (event.key === "Enter" && state.selected) expand(state.selected);
    else return;
    event.preventDefault();
  });
}

const shortcuts = {
  "/": () => $("search").focus(),
  "?": openHelp,
  u: undo,
  f: fit,
  t: () => commit({ view: state.view === "table" ? "graph" : "table" }),
  h: () => hide(state.selected),
  p: () => pin(state.selected),
  Escape: () => (state.selected || state.fact ? commit({ selected: "", fact: "" }) : commit({ mode: "overview", centres: [], path: [] })),
};

/** Select the neighbour that lies best in a direction and say what leads there. */
async function walk([dx, dy]) {
  const here = scene.nodes.get(state.selected);
  if (!here) return scene.nodes.size && select([...scene.nodes.keys()][0]);
  let best = null;
  for (const line of scene.lines) {
    if (line.from !== state.selected && line.to !== state.selected) continue;
    const other = line.from === state.selected ? line.to : line.from;
    const [x, y] = scene.nodes.get(other);
    const long = Math.hypot(x - here[0], y - here[1]) || 1;
    const score = ((x - here[0]) * dx + (y - here[1]) * dy) / long - long * 1e-4;
    if (score > 0.3 && (!best || score > best.score)) best = { other, score, line };
  }
  if (!best) return say("No neighbour in that direction");
  const fact = best.line.facts[0];
  await select(best.other, { push: false });
  say(`${labelOf(fact.s)} ${relationLabel(fact)} ${objectText(fact)}, ${statusLabel(fact.status)}. Now at ${labelOf(best.other)}`);
}

function openHelp() {
  const dialog = $("help-dialog");
  const statusHelp = {
    asserted: "stated as fact",
    planned: "announced for later",
    rumored: "in talks, considered, reported by unnamed sources",
    denied: "ruled out or negated",
    ended: "was so, is over",
  };
  dialog.replaceChildren(
    el("h2", { id: "help-title", text: "Reading and keys" }),
    el("p", { text: "Lines are facts; their style tells the status. Several facts between two entities share one line and a count. A diamond with an exclamation mark means that sources disagree. A number beside an entity counts neighbours that are not shown." }),
    el("dl", { class: "help" }, Object.entries(statusHelp).flatMap(([status, text]) => [el("dt", {}, statusChip(status)), el("dd", { text })])),
    el("dl", { class: "help" }, KEYS.flatMap(([key, text]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text })])),
    el("p", { class: "muted", text: "Click selects, double-click expands, dragging pins. The link in the address bar holds the whole view." }),
    button("Close", () => dialog.close(), { class: "primary" }),
  );
  dialog.showModal();
}
