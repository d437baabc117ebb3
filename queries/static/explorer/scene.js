// The scene: which entities and lines the state and the filters put into the picture, and where.

const scene = {
  nodes: new Map(), // entity id -> [x, y]
  lines: [], // {id, from, to, facts, status, contradicted}
  facts: [], // all facts of the scene, values included
  steps: [], // path: {from, to, facts}
  focused: new Map(), // focus: entity id -> [x, y], kept while the picture grows
  focusKey: "",
};

/** Recompute the scene from the state. */
async function compose() {
  const [now, test] = [state, allowed()];
  const places = { overview: overviewPlaces, all: allPlaces, focus: focusPlaces, path: pathScene }[state.mode];
  const nodes = await places(test);
  if (now !== state) return;
  for (const id of state.hidden) nodes.delete(id);
  for (const [id, place] of Object.entries(state.pinned)) if (nodes.has(id)) nodes.set(id, place);
  const keep = new Set([state.selected, ...state.centres.map(([id]) => id), ...state.path]);
  const facts = factsAmong(nodes, test);
  const linked = new Set(facts.flatMap((fact) => (fact.value ? [] : [fact.s, fact.o])));
  for (const id of nodes.keys()) if (!linked.has(id) && !keep.has(id)) nodes.delete(id);
  scene.nodes = nodes;
  scene.facts = facts;
  scene.lines = mergeLines(facts);
}

function overviewPlaces() {
  return tidied("overview", stretched(model.overview.map(({ id, x, y }) => [id, [x, y]])));
}

function allPlaces() {
  return tidied("all", stretched([...model.placed]));
}

/** Give a layout the shape of the window, within limits; one whose names have room the size of the window, too. */
function stretched(entries) {
  if (entries.length < 3) return entries;
  const extent = (axis) => {
    const values = entries.map(([, place]) => place[axis]);
    return Math.max(...values) - Math.min(...values) || 1;
  };
  const box = $("canvas");
  const wanted = box.clientWidth / Math.max(1, box.clientHeight) / (extent(0) / extent(1));
  const by = Math.sqrt(Math.max(0.4, Math.min(2.5, wanted)));
  // Room is made for names at full size: in a layout of twice the window they would be twice as wide.
  const size = entries.length > TIDIED ? 1 : Math.min(1, box.clientWidth / (extent(0) * by), (box.clientHeight * by) / extent(1));
  return entries.map(([id, [x, y]]) => [id, [x * by * size, (y / by) * size]]);
}

const TIDIED = 150; // entities of a layout up to which names are given room
const layouts = new Map();

function tidied(name, entries) {
  if (!layouts.has(name)) {
    const places = new Map(entries.map(([id, place]) => [id, [...place]]));
    layouts.set(name, entries.length > TIDIED ? places : tidy(places, new Set(places.keys())));
  }
  return new Map(layouts.get(name));
}

/** Place the centres one after the other; what stands already stays where it is. */
function focusPlaces(test) {
  const key = state.centres[0][0] + " " + JSON.stringify([state.off, state.hidden]);
  if (scene.focusKey !== key) scene.focused = new Map();
  scene.focusKey = key;
  const nodes = new Map();
  for (const [centre, count] of state.centres) {
    if (!entity(centre)) continue;
    const sent = model.ranked.get(centre);
    const around = neighboursOf(centre, test).filter((row) => !sent || sent.has(row.id)).slice(0, count);
    const group = new Map(around.map((row) => [row.id, relationLabel(row.facts[0], centre)]));
    const ids = around.map((row) => row.id).sort((a, b) => (group.get(a) < group.get(b) ? -1 : group.get(a) > group.get(b) ? 1 : 0));
    if (!scene.focused.has(centre)) scene.focused.set(centre, [0, 0]);
    const fresh = ringOrder(ids.filter((id) => !scene.focused.has(id)), group, linksAmong(ids, test));
    const middle = scene.focused.get(centre);
    const first = centre === state.centres[0][0] && scene.focused.size === 1;
    for (const [id, place] of first ? ringPlaces(fresh) : fanPlaces(fresh, middle)) scene.focused.set(id, place);
    tidy(scene.focused, new Set(fresh));
    for (const id of [centre, ...ids]) nodes.set(id, scene.focused.get(id));
  }
  return nodes;
}

/** The pairs of these entities that share a fact. */
function linksAmong(ids, test) {
  const known = new Set(ids);
  return ids.flatMap((id) => touching(id).filter((fact) => fact.s === id && fact.o !== id && known.has(fact.o) && test(fact)).map((fact) => [id, fact.o]));
}

async function pathScene(test) {
  const [from, to] = state.path;
  let found = { steps: null };
  try {
    found = await provider.path(from, to, test);
  } catch (error) {
    say(`Cannot look for a path: ${error.message}`);
  }
  scene.steps = found.steps ?? [];
  scene.noPath = found.steps === null;
  const ids = scene.steps.length ? [scene.steps[0].from, ...scene.steps.map((step) => step.to)] : [from, to];
  return pathPlaces(ids.filter((id) => entity(id)));
}

/** Facts with both ends in the scene, and the values of the scene's entities. */
function factsAmong(nodes, test) {
  const facts = [];
  for (const id of nodes.keys()) {
    for (const fact of touching(id)) if (fact.s === id && (fact.value || nodes.has(fact.o)) && test(fact)) facts.push(fact);
  }
  return facts;
}

const STANDING = ["asserted", "planned", "rumored", "ended", "denied"];

/** Make one line of all facts between two entities; it has the look of the best established one. */
function mergeLines(facts) {
  const lines = new Map();
  for (const fact of facts) {
    if (fact.value || fact.s === fact.o) continue;
    const [a, b] = fact.s < fact.o ? [fact.s, fact.o] : [fact.o, fact.s];
    const id = `${a}\n${b}`;
    if (!lines.has(id)) lines.set(id, { id, from: a, to: b, facts: [] });
    lines.get(id).facts.push(fact);
  }
  for (const line of lines.values()) {
    line.facts.sort((a, b) => STANDING.indexOf(a.status) - STANDING.indexOf(b.status) || newestFirst(a, b));
    line.status = line.facts[0].status;
    line.contradicted = line.facts.some((fact) => fact.contradicted);
  }
  return [...lines.values()];
}

/** Where a line's arrows point: to, from, both or none (symmetric relations have no direction). */
function arrows(line) {
  const directed = line.facts.filter((fact) => !symmetric(fact));
  const to = directed.some((fact) => fact.o === line.to);
  const from = directed.some((fact) => fact.o === line.from);
  return to && from ? "to,from" : to ? "to" : from ? "from" : "";
}

/** Name a line by its first fact as read from `from`, and count the rest. */
function lineLabel(line) {
  const rest = line.facts.length - 1;
  return relationLabel(line.facts[0]) + (rest ? ` +${rest}` : "");
}

/** How many neighbours of an entity the filters allow that the picture does not show. */
function unseen(id) {
  const here = neighboursOf(id, allowed()).filter((row) => !scene.nodes.has(row.id)).length;
  const known = model.left.get(id);
  return here + (known ?? (provider.served ? Math.max(0, (entity(id)?.facts ?? 0) - touching(id).length) : 0));
}
