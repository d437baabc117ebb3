// Finding names: without accents and case, by part, by alias, and with typing errors.

const fold = (text) => plain(text).normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").replace(/ø/g, "o").toLowerCase();

/** Number of edits (insert, delete, replace, swap neighbours) between two words, or more than `most` as most + 1. */
function edits(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      best = Math.min(best, row[j]);
    }
    if (best > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

/** Rank how well a name answers what was typed: 0 the same, 1 starts, 2 a word starts, 3 contains, 4+ misspelt, null not. */
function match(name, typed) {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  const at = name.indexOf(typed);
  if (at > 0) return /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
  return null;
}

function misspelt(name, typed) {
  const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  if (!most) return null;
  const whole = edits(name, typed, most);
  if (whole <= most) return 4 + whole;
  const first = edits(name.slice(0, typed.length), typed, most);
  if (first <= most) return 5 + first;
  const word = Math.min(...name.split(/[^\p{L}\p{N}]+/u).map((one) => edits(one, typed, most)));
  return word <= most ? 6 + word : null;
}

const MAX_NAME = 120;

/** Make an index of names: entity id, folded name, the name as written. */
function nameIndex(entities) {
  const names = [];
  for (const row of entities) {
    names.push({ id: row.id, name: fold(row.label).slice(0, MAX_NAME), written: "" });
    for (const alias of row.aliases ?? []) names.push({ id: row.id, name: fold(alias).slice(0, MAX_NAME), written: plain(alias) });
  }
  return names;
}

/** Return up to `limit` hits: {id, alias}; labels before aliases as like; misspelt names only when nothing is spelt like this. */
function findNames(names, text, limit = 12) {
  const typed = fold(text).slice(0, MAX_NAME);
  if (!typed) return [];
  const collect = (rank) => {
    const best = new Map();
    for (const one of names) {
      const score = rank(one.name, typed);
      if (score === null) continue;
      const known = best.get(one.id);
      if (!known || score < known.score) best.set(one.id, { id: one.id, alias: one.written, score });
    }
    return best;
  };
  let hits = collect(match);
  if (!hits.size) hits = collect(misspelt);
  const size = (hit) => entity(hit.id)?.facts ?? 0;
  return [...hits.values()].sort((a, b) => a.score - b.score || Boolean(a.alias) - Boolean(b.alias) || size(b) - size(a) || (a.id < b.id ? -1 : 1)).slice(0, limit);
}
