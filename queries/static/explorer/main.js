// Start, and what happens after every change.

let provider = null;
const actions = { commit, select, focus, expand, hide, pin, undo, showPath, showLine, fit };
const explorer = { model, scene, look, actions, state: () => state, network: () => network, labelBoxes: () => look.boxes, settled: () => settled, firstPicture: null };
window.explorer = explorer;

let shownScene = "";
let turns = 0; // a slow answer must not overwrite what was asked for later

/** Show the state: scene, picture, card, filters, table. */
async function refresh() {
  const turn = ++turns;
  await compose();
  if (turn !== turns) return false;
  // The picture last: card and time slider decide how much room it has.
  showTable();
  showCard();
  showLegend();
  showTimeline();
  showButtons();
  summarise();
  draw();
  const key = JSON.stringify([state.mode, state.centres, state.path, state.view]);
  if (key !== shownScene && state.view === "graph") fit();
  shownScene = key;
  return true;
}

function showButtons() {
  $("overview").setAttribute("aria-pressed", String(state.mode === "overview"));
  $("everything").setAttribute("aria-pressed", String(state.mode === "all"));
  $("everything").hidden = provider.served || model.placed.size <= model.overview.length;
}

function summarise() {
  const count = state.view === "table" ? scene.facts.length : scene.lines.reduce((sum, line) => sum + line.facts.length, 0);
  const parts = [`${plural(scene.nodes.size, "entity", "entities")}, ${plural(count, "fact")} shown`];
  if (state.hidden.length) parts.push(`${state.hidden.length} hidden`);
  if (filtering()) parts.push("filtered");
  say(parts.join(" · "));
}

/** Show a state that came from outside: fetch first what it needs. */
async function reload() {
  for (const [id, count] of state.centres) await load(id, count);
  if (state.selected && !entity(state.selected)) await load(state.selected, STEP);
  return refresh();
}

function startButtons() {
  $("show-graph").addEventListener("click", () => commit({ view: "graph" }));
  $("show-table").addEventListener("click", () => commit({ view: "table" }));
  $("overview").addEventListener("click", () => commit({ mode: "overview", centres: [], path: [], selected: "", fact: "" }));
  $("everything").addEventListener("click", () => commit({ mode: "all", centres: [], path: [], fact: "" }));
  $("undo").addEventListener("click", undo);
  $("fit").addEventListener("click", fit);
  $("help").addEventListener("click", openHelp);
  $("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    refresh();
  });
  const closeMenu = startSheet($("more"), $("more-menu"), (open) => ($("more-menu").hidden = !open));
  $("more-menu").addEventListener("click", closeMenu);
  startSheet($("filters-toggle"), $("legend"), (open) => document.body.classList.toggle("filters-open", open));
  attachMatches($("search"), (hit) => focus(hit.id), $("matches"));
}

/** Let a button open and close a panel, which Escape and a press elsewhere close, too; return what closes it. */
function startSheet(opener, panel, reveal) {
  const opened = () => opener.getAttribute("aria-expanded") === "true";
  const show = (open) => {
    reveal(open);
    opener.setAttribute("aria-expanded", String(open));
  };
  const close = () => opened() && show(false);
  opener.addEventListener("click", () => show(!opened()));
  document.addEventListener("pointerdown", (event) => panel.contains(event.target) || opener.contains(event.target) || close(), { capture: true });
  // Before the page's own keys, which would deselect.
  const escape = (event) => {
    if (event.key !== "Escape" || !opened()) return;
    event.stopPropagation();
    close();
    opener.focus();
  };
  document.addEventListener("keydown", escape, { capture: true });
  return close;
}

let home = ""; // served: where the other pages are

function linkHome(api) {
  home = new URL("..", new URL(api, location.href)).href;
  const title = document.querySelector("h1");
  title.replaceChildren(el("a", { href: home, title: "Questions, pages and SPARQL" }, title.textContent));
}

async function start() {
  const data = await readData();
  model.schema = data.schema;
  model.overview = data.overview;
  model.placed = new Map(data.drawing.nodes.map(({ id, x, y }) => [id, [x, y]]));
  provider = data.api ? servedProvider(data) : embeddedProvider(data);
  startCanvas(data.drawing.options);
  startButtons();
  startExports();
  startKeyboard();
  startReview(data);
  if (data.api) linkHome(data.api);
  addEventListener("popstate", () => restore(location.hash.slice(1)));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);
  new ResizeObserver(() => (look.moved ? network.redraw() : fit())).observe($("canvas"));
  const given = location.hash.slice(1);
  if (given) state = decode(given);
  else if (data.start) state = { ...FRESH(), mode: "focus", centres: [[data.start, STEP]], selected: data.start };
  remember(encode(state), false);
  await reload();
  explorer.ready = performance.now();
}

start().catch((error) => {
  say(`The page cannot start: ${error.message}`);
  throw error;
});
