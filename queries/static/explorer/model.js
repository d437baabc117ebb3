// What the page knows: entities, facts and articles by id, and which facts touch which entity.

const model = {
  schema: { kinds: {}, relations: {}, attributes: {}, statuses: [] },
  entities: new Map(),
  facts: new Map(),
  articles: new Map(),
  touching: new Map(), // entity id -> facts that name it
  placed: new Map(), // entity id -> [x, y] from the layout of the whole graph
  overview: [], // {id, x, y}
  ranked: new Map(), // served: entity id -> the neighbours that the server sent for it
  left: new Map(), // served: entity id -> neighbours that the server did not send
};

/** Take over rows from a provider; what is known already is kept, evidence that comes later is added. */
function absorb(picture) {
  for (const row of picture.articles ?? []) model.articles.set(row.id, row);
  for (const row of picture.entities ?? []) {
    const known = model.entities.get(row.id);
    model.entities.set(row.id, known ? Object.assign(known, row) : row);
  }
  for (const [id, count] of Object.entries(picture.more ?? {})) model.left.set(id, count);
  for (const row of picture.facts ?? []) {
    const known = model.facts.get(row.id);
    if (known) {
      Object.assign(known, row);
      continue;
    }
    model.facts.set(row.id, row);
    for (const end of new Set([row.s, row.o])) if (end) touching(end).push(row);
  }
  for (const [id, rows] of Object.entries(picture.evidence ?? {})) if (model.facts.has(id)) model.facts.get(id).evidence = rows;
}

function touching(id) {
  if (!model.touching.has(id)) model.touching.set(id, []);
  return model.touching.get(id);
}

const kindLabel = (kind) => {
  const text = model.schema.kinds[kind] ?? kind ?? "";
  return text.slice(0, 1).toUpperCase() + text.slice(1);
};
const entity = (id) => model.entities.get(id);
const labelOf = (id) => plain(entity(id)?.label ?? id) || "(no name)";
const otherEnd = (fact, id) => (fact.s === id ? fact.o : fact.s);

/** Name a relation as read from one of its ends: "supplies", or "supplied by" from the other. */
function relationLabel(fact, from = fact.s) {
  if (fact.value) return model.schema.attributes[fact.value.attribute]?.label ?? fact.value.attribute.replaceAll("_", " ");
  const relation = model.schema.relations[fact.r];
  if (!relation) return fact.r.replaceAll("_", " ");
  if (from === fact.s || relation.symmetric) return relation.label;
  return relation.inverse || `← ${relation.label}`;
}

const symmetric = (fact) => Boolean(model.schema.relations[fact.r]?.symmetric);

const SCALES = { thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, mn: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12, tn: 1e12 };

/** The number that a text writes in digits: 11.2 billion is 11,200,000,000. */
function numberIn(text) {
  const [, digits, scale] = text.match(/(\d[\d,]*(?:\.\d+)?)\s*(?:(thousand|million|billion|trillion|k|mn?|bn|tn)\b)?/i) ?? [];
  return Number(digits?.replaceAll(",", "")) * (SCALES[scale?.toLowerCase()] ?? 1);
}

/** A value in the words of the text, and behind them its normal form where that says something else. */
function valueText({ text, number, unit }) {
  if (!unit || number === undefined) return plain(text);
  // The same number was not converted; the words of a loss have no minus.
  const same = Math.abs(numberIn(text) - number) <= 1e-9 * Math.abs(number);
  const told = same || (number >= 0 && text.split(/[^\p{L}\p{N}/*%]+/u).includes(unit));
  return told ? plain(text) : `${plain(text)} (${number.toLocaleString("en", { maximumFractionDigits: 2 })} ${unit})`;
}

const objectText = (fact) => (fact.value ? valueText(fact.value) : labelOf(fact.o));

/** Order facts: the newest report first, then the better supported. */
const newestFirst = (a, b) =>
  (b.last ?? "").localeCompare(a.last ?? "") || b.sources - a.sources || b.confidence - a.confidence || (a.id < b.id ? -1 : 1);

/** The entities that share a fact with this one, the best supported first, each with its facts. */
function neighboursOf(id, allowed) {
  const found = new Map();
  for (const fact of touching(id)) {
    const other = fact.value ? null : otherEnd(fact, id);
    if (!other || other === id || !allowed(fact)) continue;
    const row = found.get(other) ?? { id: other, facts: [], weight: 0 };
    row.facts.push(fact);
    row.weight += fact.confidence * fact.sources * (fact.status === "asserted" ? 2 : 1);
    found.set(other, row);
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
}
