// What is being looked at. The whole state fits into the URL, so a link, the back button and undo all restore it.

const FRESH = () => ({
  mode: "overview", // overview, focus, all, path
  view: "graph", // graph, table
  selected: "",
  fact: "",
  centres: [], // focus: [entity id, number of neighbours shown]
  path: [], // [from, to]
  hidden: [],
  pinned: {}, // entity id -> [x, y]
  off: { kinds: [], relations: [], statuses: [] },
  confidence: 0,
  from: "",
  to: "",
});

let state = FRESH();
const past = [];

const STEP = 40; // neighbours that one expansion adds

/** Change the state. `push` makes a step for the back button and for undo; small changes only replace the URL. */
function commit(change, { push = true } = {}) {
  const before = encode(state);
  state = { ...state, ...change };
  const after = encode(state);
  if (before !== after) {
    if (push) past.push(before);
    remember(after, push);
  }
  return (settled = refresh());
}

let settled = Promise.resolve(); // of the last change: everything is shown
let ownHistory = true;

/** Take the last step back: the same as the back button, but never leaves the page. */
function undo() {
  if (!past.length) return say("Nothing to undo");
  if (ownHistory) return history.back();
  return restore(past.at(-1));
}

/** Show the state that a URL fragment holds, after undo, the back button or an edited address. */
function restore(text) {
  if (past.at(-1) === text) past.pop();
  state = decode(text);
  return (settled = reload());
}

function remember(text, push) {
  try {
    if (push) history.pushState(null, "", "#" + text);
    else history.replaceState(null, "", "#" + text);
  } catch {
    ownHistory = false; // a page inside a notebook has no history of its own
  }
}

const packId = (id) => encodeURIComponent(id);
const unpackId = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function encode(now) {
  const fields = new URLSearchParams();
  const put = (name, value) => value && fields.set(name, value);
  put("mode", now.mode === "overview" ? "" : now.mode);
  put("view", now.view === "graph" ? "" : now.view);
  put("e", now.selected);
  put("fact", now.fact);
  put("focus", now.centres.map(([id, count]) => `${packId(id)}~${count}`).join(" "));
  put("path", now.path.map(packId).join(" "));
  put("hide", now.hidden.map(packId).join(" "));
  put("pin", Object.entries(now.pinned).map(([id, [x, y]]) => `${packId(id)}~${Math.round(x)}~${Math.round(y)}`).join(" "));
  for (const [name, values] of Object.entries(now.off)) put("no-" + name, values.join(" "));
  put("confidence", now.confidence ? String(now.confidence) : "");
  put("from", now.from);
  put("to", now.to);
  return fields.toString();
}

function decode(text) {
  const fields = new URLSearchParams(text);
  const list = (name) => (fields.get(name) ?? "").split(" ").filter(Boolean);
  const now = FRESH();
  const oneOf = (value, known, other) => (known.includes(value) ? value : other);
  now.mode = oneOf(fields.get("mode"), ["overview", "focus", "all", "path"], "overview");
  now.view = oneOf(fields.get("view"), ["graph", "table"], "graph");
  now.selected = fields.get("e") ?? "";
  now.fact = fields.get("fact") ?? "";
  now.centres = list("focus").map((part) => part.split("~")).map(([id, count]) => [unpackId(id), Math.min(400, Number(count) || STEP)]);
  now.path = list("path").slice(0, 2).map(unpackId);
  now.hidden = list("hide").map(unpackId);
  for (const part of list("pin")) {
    const [id, x, y] = part.split("~");
    if (Number.isFinite(Number(x)) && Number.isFinite(Number(y))) now.pinned[unpackId(id)] = [Number(x), Number(y)];
  }
  for (const name of Object.keys(now.off)) now.off[name] = list("no-" + name);
  now.confidence = Math.min(1, Math.max(0, Number(fields.get("confidence")) || 0));
  const month = (name) => (/^\d{4}-\d{2}$/.test(fields.get(name) ?? "") ? fields.get(name) : "");
  now.from = month("from");
  now.to = month("to");
  if (now.mode === "focus" && !now.centres.length) now.mode = "overview";
  if (now.mode === "path" && now.path.length < 2) now.mode = "overview";
  return now;
}

// ---- what people do

async function focus(id) {
  await load(id, STEP);
  return commit({ mode: "focus", centres: [[id, STEP]], selected: id, fact: "", path: [], hidden: state.hidden.filter((one) => one !== id) });
}

/** Add neighbours of an entity to the picture; a second time adds the next ones. */
async function expand(id) {
  if (state.mode !== "focus") return focus(id);
  const rest = unseen(id);
  if (!rest) return say(`${labelOf(id)} has no more neighbours to show`);
  const known = state.centres.find(([centre]) => centre === id);
  const count = known ? known[1] + STEP : STEP;
  await load(id, count);
  const centres = known ? state.centres.map((one) => (one === known ? [id, count] : one)) : [...state.centres, [id, count]];
  return commit({ centres, selected: id, fact: "" });
}

async function load(id, count) {
  try {
    const answer = await provider.around(id, count);
    absorb(answer);
    // What other requests bring must not change who belongs into this neighbourhood.
    if (answer.entities) model.ranked.set(id, new Set(answer.entities.map((row) => row.id)));
  } catch (error) {
    say(`Cannot load more: ${error.message}`);
  }
}

function select(id, { push = true } = {}) {
  if (id && !scene.nodes.has(id) && state.view === "graph") return focus(id);
  return commit({ selected: id, fact: "" }, { push });
}

async function showPath(from, to) {
  return commit({ mode: "path", path: [from, to], selected: "", fact: "", view: "graph" });
}

/** Choose the line between two entities. */
function showLine(a, b) {
  return commit({ fact: [a, b].sort().join("\n"), selected: "" });
}

async function hide(id) {
  if (!id) return;
  await commit({ hidden: [...state.hidden, id], selected: state.selected === id ? "" : state.selected, fact: "" });
  say(`${labelOf(id)} hidden; U undoes`);
}

async function pin(id) {
  if (!id || !scene.nodes.has(id)) return;
  const pinned = { ...state.pinned };
  if (pinned[id]) delete pinned[id];
  else pinned[id] = scene.nodes.get(id);
  await commit({ pinned });
  say(pinned[id] ? `${labelOf(id)} pinned` : `${labelOf(id)} free again`);
}
