// The drawing: vis-network draws nodes and the lines at hand; many lines in the background are drawn here in one go.

const KINDS = {
  Company: ["dot", "#2563eb", "#6ea8fe"],
  Organization: ["dot", "#0e7490", "#4cc9dc"],
  Government: ["square", "#475569", "#a3b1c6"],
  Person: ["dot", "#c02672", "#f27bb0"],
  Vehicle: ["diamond", "#047857", "#3ecf9a"],
  Platform: ["diamond", "#4d7c0f", "#a3d95b"],
  Component: ["hexagon", "#b45309", "#f0a94a"],
  Technology: ["hexagon", "#7c3aed", "#b794f6"],
  Material: ["hexagon", "#854d2f", "#d3a188"],
  Facility: ["square", "#c2410c", "#ff9461"],
  Place: ["triangleDown", "#52606d", "#b6c2cf"],
  Event: ["star", "#a16207", "#e9c046"],
  Market: ["triangle", "#0369a1", "#5cc0f5"],
};

const STATUSES = {
  asserted: { dashes: false, width: 2 },
  planned: { dashes: [9, 5], width: 2 },
  rumored: { dashes: [2, 5], width: 2.2 },
  denied: { dashes: [10, 4, 2, 4], width: 2 },
  ended: { dashes: [18, 7], width: 1.4 },
};

const MANY = 600; // nodes from which each is drawn without its rim
const CROWD = 60; // lines from which those between two neighbours step back
const MARK = 12; // pixels around a contradiction mark that belong to it
const BATCH = 350; // lines from which the background layer draws what is not at hand

const look = { colours: {}, size: new Map(), more: new Map(), lit: null, lines: [], behind: [], boxes: [], marks: [], grow: 1, moved: false, incident: new Map() };
let network = null;
let nodeSet = null;
let edgeSet = null;

const dark = () => {
  const theme = document.documentElement.dataset.theme;
  return theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
};

const shapeOf = (id) => (KINDS[entity(id)?.kind] ?? ["dot"])[0];
const kindColour = (kind) => (KINDS[kind] ?? ["dot", "#52606d", "#b6c2cf"])[dark() ? 2 : 1];
const sizeOf = (id) => look.grow * bareSize(id);
const bareSize = (id) => 6.5 + Math.min(13, 2.1 * Math.sqrt(entity(id)?.facts ?? 1));

function readColours() {
  const names = { background: "--background", text: "--text", muted: "--muted", accent: "--accent", warning: "--warning", badge: "--badge", badgeText: "--badge-text" };
  look.colours = Object.fromEntries(Object.entries(names).map(([name, variable]) => [name, css(variable)]));
  for (const status of Object.keys(STATUSES)) look.colours[status] = css("--" + status);
}

function startCanvas(options) {
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  network = new vis.Network($("canvas"), { nodes: nodeSet, edges: edgeSet }, options);
  network.on("beforeDrawing", drawBehind);
  network.on("afterDrawing", (pen) => drawLabels(pen, viewport()));
  network.once("afterDrawing", () => (explorer.firstPicture ??= performance.now()));
  network.on("click", (event) => onClick(event));
  network.on("doubleClick", ({ nodes: [id] }) => id && expand(id));
  network.on("hoverNode", ({ node, event }) => showTip(nodeTip(node), event));
  network.on("hoverEdge", ({ edge, event }) => showTip(edgeTip(edge), event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => ($("tip").hidden = true));
  network.on("dragEnd", onDragEnd);
  for (const name of ["zoom", "dragEnd"]) network.on(name, () => (look.moved = true));
}

function viewport() {
  const box = $("canvas");
  const { translation, scale } = network.body.view;
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    scale,
    ratio: network.canvas.pixelRatio || window.devicePixelRatio || 1,
    at: (x, y) => ({ x: x * scale + translation.x, y: y * scale + translation.y }),
  };
}

/** Bring the drawing up to the scene. */
function draw() {
  readColours();
  // vis-network may draw while its data change: until all is new, no lines of the last scene.
  [look.lines, look.behind, look.marks, look.incident] = [[], [], [], new Map()];
  look.size = new Map([...scene.nodes.keys()].map((id) => [id, sizeOf(id)]));
  light();
  const few = scene.nodes.size <= 400;
  look.more = new Map(few && state.mode === "focus" ? [...scene.nodes.keys()].map((id) => [id, unseen(id)]) : []);
  sync(nodeSet, [...scene.nodes].map(([id, [x, y]]) => nodeItem(id, x, y)));
  const near = (line) => !look.lit || line.id === state.fact || line.from === state.selected || line.to === state.selected;
  const batched = scene.lines.length > BATCH;
  const single = scene.lines.filter((line) => (batched ? look.lit && near(line) : true));
  look.behind = batched ? scene.lines.filter((line) => !(look.lit && near(line))) : [];
  sync(edgeSet, single.map((line) => edgeItem(line, near(line) ? (beside(line) ? 0.35 : 0.95) : 0.13)));
  look.lines = single.filter(near);
  for (const line of look.lines) {
    for (const end of [line.from, line.to]) look.incident.set(end, [...(look.incident.get(end) ?? []), line]);
  }
  network.selectNodes(state.selected && scene.nodes.has(state.selected) ? [state.selected] : []);
  network.redraw();
}

/** Decide what is lit: everything, or around the chosen entity when it is not the middle of the picture. */
function light() {
  const chosen = state.selected;
  look.lit = null;
  const line = state.fact && scene.lines.find((one) => one.id === state.fact);
  if (line) look.lit = new Set([line.from, line.to]);
  if (!chosen || !scene.nodes.has(chosen) || state.mode === "path") return;
  if (state.centres.some(([id]) => id === chosen)) return;
  look.lit = new Set([chosen]);
  for (const line of scene.lines) {
    if (line.from === chosen) look.lit.add(line.to);
    if (line.to === chosen) look.lit.add(line.from);
  }
}

function nodeItem(id, x, y) {
  const colour = kindColour(entity(id)?.kind);
  const chosen = id === state.selected;
  const ring = chosen ? look.colours.text : state.pinned[id] ? look.colours.warning : look.colours.background;
  const same = { background: colour, border: ring };
  return {
    id,
    x: Math.round(x),
    y: Math.round(y),
    size: look.size.get(id),
    shape: shapeOf(id),
    color: { ...same, highlight: same, hover: { background: colour, border: look.colours.text } },
    borderWidth: chosen || state.pinned[id] ? 3 : scene.nodes.size > MANY ? 0 : 1.5,
    borderWidthSelected: 3,
    opacity: !look.lit || look.lit.has(id) ? 1 : 0.22,
  };
}

/** Tell whether a line of a crowded focus joins two neighbours: it steps back behind those of the centres. */
function beside(line) {
  if (state.mode !== "focus" || scene.lines.length < CROWD || line.id === state.fact) return false;
  return ![...state.centres.map(([id]) => id), state.selected].some((id) => id === line.from || id === line.to);
}

function edgeItem(line, opacity) {
  const style = STATUSES[line.status] ?? STATUSES.asserted;
  const colour = look.colours[line.status] ?? look.colours.muted;
  const bend = bendOf(line);
  return {
    id: line.id,
    from: line.from,
    to: line.to,
    arrows: { to: { enabled: arrows(line).includes("to"), scaleFactor: 0.55 }, from: { enabled: arrows(line).includes("from"), scaleFactor: 0.55 } },
    dashes: style.dashes,
    width: (style.width + Math.min(2, Math.log2(line.facts.length))) * Math.min(1.8, look.grow) * (line.id === state.fact ? 2 : 1),
    smooth: bend ? { enabled: true, type: bend, roundness: 0.22 } : { enabled: false },
    color: { color: colour, highlight: colour, hover: look.colours.accent, opacity },
  };
}

/** Make a data set hold exactly these items, touching only what differs. */
function sync(set, items) {
  const ids = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !ids.has(id));
  if (gone.length) set.remove(gone);
  const changed = items.filter((item) => JSON.stringify(set.get(item.id)) !== JSON.stringify(item));
  if (changed.length) set.update(changed);
}

/** Draw the lines that are not at hand: one stroke for each status, which is many times faster than one each. */
function drawBehind(pen) {
  if (!look.behind.length) return;
  pen.save();
  pen.globalAlpha = look.lit ? 0.1 : 0.5;
  const scale = network.getScale();
  for (const [status, style] of Object.entries(STATUSES)) {
    pen.strokeStyle = look.colours[status];
    pen.lineWidth = Math.max(1, 0.7 / scale);
    // Far out the gaps cannot be told apart any more, but would take most of the time.
    pen.setLineDash(style.dashes && scale > 0.45 ? style.dashes : []);
    pen.beginPath();
    for (const line of look.behind) {
      if (line.status !== status) continue;
      pen.moveTo(...scene.nodes.get(line.from));
      pen.lineTo(...scene.nodes.get(line.to));
    }
    pen.stroke();
  }
  pen.restore();
}

/** How a line bends away from a centre that it would run through and read as that centre's own; '' for a straight one. */
function bendOf(line) {
  if (state.mode !== "focus") return "";
  const [[ax, ay], [bx, by]] = [scene.nodes.get(line.from), scene.nodes.get(line.to)];
  for (const [id] of state.centres) {
    if (id === line.from || id === line.to || !scene.nodes.has(id)) continue;
    const [x, y] = scene.nodes.get(id);
    const share = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1)));
    if (Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)) >= 42) continue;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) < 0 ? "curvedCCW" : "curvedCW";
  }
  return "";
}

/** Show the whole picture. Where that makes everything small, marks and lines grow, so that they stay visible. */
function fit() {
  const ids = [...scene.nodes.keys()];
  if (!ids.length) return;
  look.moved = false;
  network.redraw();
  const grown = look.grow;
  zoomOut(ids);
  look.grow = Math.max(1, Math.min(3, 0.85 / network.getScale()));
  if (Math.abs(look.grow - grown) > 0.05) {
    draw();
    zoomOut(ids);
  }
}

function zoomOut(ids) {
  network.fit({ nodes: ids, animation: false, maxZoomLevel: 1.4 });
  // Names hang over the outermost nodes: keep a margin for them, and one for the line of words on top.
  network.moveTo({ scale: network.getScale() * 0.88, offset: { x: 0, y: 12 } });
}

function onClick({ nodes: [id], edges: [edge], pointer: { DOM: at } }) {
  $("tip").hidden = true;
  if (id) return select(id);
  const mark = look.marks.find((one) => Math.hypot(one.x - at.x, one.y - at.y) < MARK);
  const line = scene.lines.find((one) => one.id === (mark?.id ?? edge));
  if (line) return commit({ fact: line.id, selected: "" });
  if (state.selected || state.fact) return commit({ selected: "", fact: "" });
}

/** A node that was dragged stays there: dragging pins. */
function onDragEnd({ nodes: [id] }) {
  if (!id || !scene.nodes.has(id)) return;
  const { x, y } = network.getPosition(id);
  commit({ pinned: { ...state.pinned, [id]: [Math.round(x), Math.round(y)] } });
}

function nodeTip(id) {
  const row = entity(id);
  const more = unseen(id);
  const kind = kindLabel(row?.kind);
  return [labelOf(id), `${kind} · ${plural(row?.facts ?? 0, "fact")}${more ? ` · ${more} more neighbours: double-click` : ""}`];
}

function edgeTip(id) {
  const line = scene.lines.find((one) => one.id === id);
  if (!line) return [];
  return line.facts.slice(0, 5).map((fact) => `${shorten(labelOf(fact.s))} ${relationLabel(fact)} ${shorten(objectText(fact))} · ${statusLabel(fact.status)}`);
}

function showTip(lines, event) {
  const tip = $("tip");
  if (!lines.length) return;
  const box = $("canvas").getBoundingClientRect();
  tip.replaceChildren(...lines.map((line, i) => el("div", { class: i ? "" : "first", text: line })));
  tip.hidden = false;
  const x = Math.min(event.clientX - box.left + 14, box.width - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(4, x)}px`;
  tip.style.top = `${Math.max(4, Math.min(event.clientY - box.top + 16, box.height - tip.offsetHeight - 8))}px`;
}

const STATUS_WORDS = { asserted: "asserted", planned: "planned", rumored: "rumoured", denied: "denied", ended: "ended" };
const statusLabel = (status) => STATUS_WORDS[status] ?? status;
