// The names on the picture: drawn over it in screen size, the most important first, none over another.

const NODE_LABELS = { small: 90, large: 40 };
const HUBS = 15; // the most important entities have a name even where it lies on other dots

/** A set of boxes on the screen that tells whether a new one is free. */
function boxes() {
  const [taken, dots] = [[], []];
  const clear = (box, others) => !others.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1]);
  const takeAll = (parts, others) => parts.every((box) => clear(box, taken) && clear(box, others)) && taken.push(...parts) > 0;
  return {
    take: (box) => takeAll([box], dots),
    takeAll: (parts) => takeAll(parts, dots),
    takeOverDots: (box) => takeAll([box], []),
    block: (box) => taken.push(box),
    dot: (box) => dots.push(box),
  };
}

const widths = new Map();

function textWidth(pen, text) {
  const key = pen.font + text;
  if (!widths.has(key)) {
    if (widths.size > 5000) widths.clear();
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

/** Draw all labels; `pen` is the canvas' context in picture coordinates, `at` turns them into screen pixels. */
function drawLabels(pen, view) {
  const free = boxes();
  pen.save();
  pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  pen.lineJoin = "round";
  const inside = visibleNodes(view);
  const many = inside.length > 300;
  // Where dots lie on dots, names may lie on them, too: the hubs in the middle are what people look for.
  if (!many) for (const node of inside) free.dot([node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r]);
  const words = $("status");
  if (words.offsetWidth) free.block([0, 0, words.offsetLeft + words.offsetWidth + 4, words.offsetTop + words.offsetHeight + 2]);
  look.marks = look.lines.filter((line) => line.contradicted).map((line) => ({ id: line.id, ...pointOn(line, 0.5, view) }));
  for (const mark of look.marks) contradictionMark(pen, mark, free);
  for (const node of inside) if (node.more) moreBadge(pen, node, free);
  const drawn = { nodes: 0, lines: 0 };
  look.boxes = [];
  const most = many ? NODE_LABELS.large : NODE_LABELS.small;
  inside.forEach((node, i) => drawn.nodes < most && (drawn.nodes += nameLabel(pen, view, { ...node, hub: i < HUBS, lead: i < inside.length / 10 }, free)));
  drawLineLabels(pen, view, free, drawn);
  pen.restore();
  view.drawn = drawn;
}

/** The nodes inside the window, the most important first: chosen, then its neighbours, then by number of facts. */
function visibleNodes(view) {
  const nodes = [];
  for (const [id, [x, y]] of scene.nodes) {
    if (!look.size.has(id)) continue;
    const spot = view.at(x, y);
    if (spot.x < -80 || spot.y < -40 || spot.x > view.width + 80 || spot.y > view.height + 40) continue;
    const lit = !look.lit || look.lit.has(id);
    const chosen = id === state.selected;
    const rank = (chosen ? 1e9 : 0) + (state.pinned[id] ? 1e8 : 0) + (lit ? 1e7 : 0) + (entity(id)?.facts ?? 0);
    nodes.push({ id, x: spot.x, y: spot.y, r: look.size.get(id) * view.scale, chosen, lit, rank, more: lit && look.more.get(id) });
  }
  return nodes.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
}

function nameLabel(pen, view, node, free) {
  const size = node.chosen ? 15 : 12.5;
  pen.font = `${node.chosen || node.lead ? 650 : 500} ${size}px ${FONT}`;
  const text = shorten(labelOf(node.id), node.chosen ? 40 : 26);
  const width = textWidth(pen, text);
  const r = node.r + 4;
  const spots = [
    [node.x - width / 2, node.y + r],
    [node.x - width / 2, node.y - r - size - 2],
    [node.x + r + 2, node.y - size / 2],
    [node.x - r - 2 - width, node.y - size / 2],
    [node.x + r * 0.75, node.y + r * 0.75],
    [node.x + r * 0.75, node.y - r * 0.75 - size],
    [node.x - r * 0.75 - width, node.y + r * 0.75],
    [node.x - r * 0.75 - width, node.y - r * 0.75 - size],
  ];
  const box = ([x, y]) => [x - 2, y - 1, x + width + 2, y + size + 2];
  const inside = spots.filter(([x, y]) => x > 0 && x + width < view.width && y > 0 && y + size < view.height);
  clearest(inside, box, node, view);
  const known = inside.length ? inside : spots;
  let spot = known.find((place) => free.take(box(place)));
  if (!spot && node.hub) spot = known.find((place) => free.takeOverDots(box(place)));
  if (!spot && node.chosen) spot = spots[0];
  if (!spot) return 0;
  look.boxes.push(box(spot));
  pen.globalAlpha = node.lit ? 1 : 0.45;
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.lineWidth = 4;
  pen.strokeStyle = look.colours.background;
  pen.fillStyle = look.colours.text;
  pen.strokeText(text, ...spot);
  pen.fillText(text, ...spot);
  pen.globalAlpha = 1;
  return 1;
}

/** Order the spots for a name: first those that the fewest lines of the node run through. */
function clearest(spots, box, node, view) {
  const lines = look.incident.get(node.id) ?? [];
  if (!lines.length || lines.length > 60) return;
  const ends = lines.map((line) => view.at(...scene.nodes.get(line.from === node.id ? line.to : line.from)));
  const crossed = new Map(spots.map((spot, i) => [spot, ends.filter((end) => crosses(node, end, box(spot))).length + i * 0.1]));
  spots.sort((a, b) => crossed.get(a) - crossed.get(b));
}

/** Tell whether the line between two points runs through a box (Liang and Barsky). */
function crosses(a, b, [left, top, right, bottom]) {
  let [enters, leaves] = [0, 1];
  for (const [start, by, low, high] of [[a.x, b.x - a.x, left, right], [a.y, b.y - a.y, top, bottom]]) {
    if (!by && (start < low || start > high)) return false;
    const cuts = by ? [(low - start) / by, (high - start) / by].sort((p, q) => p - q) : [0, 1];
    [enters, leaves] = [Math.max(enters, cuts[0]), Math.min(leaves, cuts[1])];
  }
  return enters < leaves;
}

/** A small count beside a node: so many neighbours are not in the picture. */
function moreBadge(pen, node, free) {
  const text = `+${node.more > 999 ? "999" : node.more}`;
  pen.font = `600 10.5px ${FONT}`;
  const width = textWidth(pen, text) + 8;
  const [x, y] = [node.x + node.r * 0.75, node.y - node.r * 0.75 - 12];
  free.block([x, y, x + width, y + 15]);
  pen.fillStyle = look.colours.badge;
  pen.beginPath();
  pen.roundRect(x, y, width, 15, 7.5);
  pen.fill();
  pen.fillStyle = look.colours.badgeText;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, x + width / 2, y + 8);
}

/** Where a line is on the screen at a share of its way, bent or not. */
function pointOn(line, share, view) {
  const { x, y } = network.body.edges[line.id].edgeType.getPoint(share);
  return view.at(x, y);
}

/** Write the relation along each line where there is room; mark contradicted lines. */
function drawLineLabels(pen, view, free, drawn) {
  if (scene.lines.length > 400 && !look.lit) return;
  for (const line of look.lines) {
    const [a, b] = [view.at(...scene.nodes.get(line.from)), view.at(...scene.nodes.get(line.to))];
    const { x, y } = pointOn(line, 0.5, view);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const length = Math.hypot(b.x - a.x, b.y - a.y) - (look.size.get(line.from) + look.size.get(line.to)) * view.scale;
    pen.font = `500 11px ${FONT}`;
    const text = lineLabel(line);
    const width = textWidth(pen, text);
    if (width + 24 > length || drawn.lines > 150) continue;
    // Off the middle where the middle is taken.
    for (const share of line.contradicted ? [0.3, 0.7, 0.25, 0.75] : [0.5, 0.38, 0.62]) {
      const at = pointOn(line, share, view);
      const angle = slope(pointOn(line, share - 0.03, view), pointOn(line, share + 0.03, view));
      if (!free.takeAll(along(at.x, at.y, width, angle))) continue;
      lineText(pen, text, at.x, at.y, angle);
      drawn.lines++;
      break;
    }
  }
}

/** The angle of text along a line through two points, never upside down. */
function slope(a, b) {
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  return Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle;
}

/** Cover slanted text with small boxes: one around all of it would be mostly empty. */
function along(x, y, width, angle) {
  const count = Math.max(1, Math.ceil((width * Math.abs(Math.sin(angle))) / 14), Math.ceil((width * Math.abs(Math.sin(2 * angle))) / 14));
  const [w, h] = [Math.abs((width / count) * Math.cos(angle)) / 2 + 5, Math.abs((width / count) * Math.sin(angle)) / 2 + 6];
  return Array.from({ length: count }, (_, i) => {
    const at = ((i + 0.5) / count - 0.5) * width;
    const [px, py] = [x + at * Math.cos(angle), y + at * Math.sin(angle)];
    return [px - w, py - h, px + w, py + h];
  });
}

function lineText(pen, text, x, y, angle) {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const width = textWidth(pen, text) + 8;
  pen.fillStyle = look.colours.background;
  pen.fillRect(-width / 2, -7, width, 14);
  pen.fillStyle = look.colours.muted;
  pen.fillText(text, 0, 0.5);
  pen.restore();
}

/** A diamond with an exclamation mark: the sources disagree. */
function contradictionMark(pen, { x, y }, free) {
  free.block([x - 9, y - 9, x + 9, y + 9]);
  pen.save();
  pen.translate(x, y);
  pen.rotate(Math.PI / 4);
  pen.fillStyle = look.colours.warning;
  pen.strokeStyle = look.colours.background;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.rect(-6.5, -6.5, 13, 13);
  pen.stroke();
  pen.fill();
  pen.rotate(-Math.PI / 4);
  pen.fillStyle = look.colours.badgeText;
  pen.font = `700 11px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText("!", 0, 0.5);
  pen.restore();
}
