// Where entities stand in the focus and path pictures. Nothing is random: the same link gives the same picture.

const WIDE = 1.25; // names need more room to the sides

/** Place a centre in the middle and its neighbours on rings, those of one relation side by side. */
function ringPlaces(around, [x, y] = [0, 0]) {
  const places = new Map();
  const rings = ringCount(around.length);
  around.forEach((id, i) => {
    // Not quite even, or the line between two opposite neighbours would run through the centre.
    const even = (2 * Math.PI * i) / around.length - Math.PI / 2;
    const angle = even + 0.17 * Math.cos(even + 0.9);
    const radius = 185 + 115 * (i % rings) + Math.max(0, around.length - 8) * 2;
    places.set(id, [x + WIDE * radius * Math.cos(angle), y + radius * Math.sin(angle)]);
  });
  return places;
}

/** Order the neighbours around a circle so that linked ones stand near each other and relations stay together. */
function ringOrder(ids, group, links) {
  const order = ids.slice();
  const count = order.length;
  if (count < 4 || count > 80) return order;
  const place = new Map(order.map((id, i) => [id, i]));
  const apart = (a, b) => Math.min(Math.abs(a - b), count - Math.abs(a - b));
  const linked = new Map(order.map((id) => [id, links.filter(([a, b]) => a === id || b === id).map(([a, b]) => (a === id ? b : a))]));
  const cost = (id, at) => linked.get(id).reduce((sum, other) => sum + apart(at, place.get(other)), 0) + [1, -1].reduce((sum, by) => sum + (group.get(order[(at + by + count) % count]) === group.get(id) ? 0 : 0.6), 0);
  for (let round = 0; round < 6; round++) {
    let better = false;
    for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) better = swap(i, j) || better;
    if (!better) break;
  }
  return order;

  function swap(i, j) {
    const [a, b] = [order[i], order[j]];
    const before = cost(a, i) + cost(b, j);
    exchange(i, b, j, a);
    if (cost(b, i) + cost(a, j) < before - 1e-9) return true;
    exchange(i, a, j, b);
    return false;
  }

  function exchange(i, first, j, second) {
    order[i] = first;
    order[j] = second;
    place.set(first, i);
    place.set(second, j);
  }
}

function ringCount(count) {
  let rings = 1;
  for (let room = 14; room < count; room += 14 + 8 * rings) rings++;
  return rings;
}

/** Place the new neighbours of an entity in a fan that points away from the middle. */
function fanPlaces(around, [x, y]) {
  const places = new Map();
  const middle = Math.atan2(y, x / WIDE);
  const width = Math.min(Math.PI * 1.2, around.length * 0.42);
  const rings = Math.max(1, Math.ceil(around.length / 7));
  around.forEach((id, i) => {
    const angle = middle + (around.length > 1 ? width * (i / (around.length - 1) - 0.5) : 0);
    const radius = 190 + 105 * (i % rings);
    places.set(id, [x + WIDE * radius * Math.cos(angle), y + radius * Math.sin(angle)]);
  });
  return places;
}

/** Place the entities of a path on a gentle zigzag, so that their names do not touch. */
function pathPlaces(ids) {
  const places = new Map();
  ids.forEach((id, i) => places.set(id, [(i - (ids.length - 1) / 2) * 240, i % 2 ? 50 : -50]));
  return places;
}

// More than a name takes at full size: pictures with many neighbours are shown smaller, names are not.
const roomFor = (id) => [Math.max(70, shorten(labelOf(id), 26).length * 8.4 + 22), 62];

/** Push apart whatever overlaps; only what `movable` names moves. Up to a few hundred entities. */
function tidy(places, movable) {
  const ids = [...places.keys()];
  if (ids.length > 400) return places;
  const room = new Map(ids.map((id) => [id, roomFor(id)]));
  for (let round = 0; round < 80; round++) {
    let moved = false;
    for (let i = 0; i < ids.length; i++) for (let j = i + 1; j < ids.length; j++) moved = part(ids[i], ids[j]) || moved;
    if (!moved) break;
  }
  return places;

  function part(a, b) {
    const [p, q] = [places.get(a), places.get(b)];
    const dx = (room.get(a)[0] + room.get(b)[0]) / 2 - Math.abs(p[0] - q[0]);
    const dy = (room.get(a)[1] + room.get(b)[1]) / 2 - Math.abs(p[1] - q[1]);
    if (dx <= 0.5 || dy <= 0.5) return false;
    const [first, second] = [movable.has(a), movable.has(b)];
    if (!first && !second) return false;
    const axis = dy < dx * 0.6 ? 1 : 0;
    const push = (axis ? dy : dx) / (first && second ? 2 : 1) + 1;
    const sign = p[axis] < q[axis] || (p[axis] === q[axis] && a < b) ? -1 : 1;
    if (first) p[axis] += sign * push;
    if (second) q[axis] -= sign * push;
    return true;
  }
}
