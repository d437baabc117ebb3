// The data provider of a standalone file: everything is in the page.

async function readData() {
  const text = $("data").textContent.trim();
  if (text.startsWith("{")) return JSON.parse(text);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** A provider answers: overview, search, around, path, evidence. All answers are promises of rows to absorb. */
function embeddedProvider(data) {
  absorb(data);
  const names = nameIndex(data.entities);
  return {
    served: false,
    letters: 1, // from which it searches
    async search(text) {
      return findNames(names, text);
    },
    async around() {
      return {};
    },
    async path(from, to, allowed) {
      return { steps: shortestPath(from, to, allowed) };
    },
    async evidence() {
      return {};
    },
  };
}

/** Return the facts of a shortest chain between two entities, or null; breadth first from both ends. */
function shortestPath(from, to, allowed) {
  if (from === to) return [];
  const came = new Map([[from, null]]);
  let edge = [from];
  while (edge.length) {
    const next = [];
    for (const id of edge) {
      for (const row of neighboursOf(id, allowed)) {
        if (came.has(row.id)) continue;
        came.set(row.id, [id, row.facts]);
        if (row.id === to) return walkBack(came, to);
        next.push(row.id);
      }
    }
    edge = next;
  }
  return null;
}

function walkBack(came, to) {
  const steps = [];
  for (let here = to; came.get(here); here = came.get(here)[0]) {
    const [before, facts] = came.get(here);
    steps.unshift({ from: before, to: here, facts: facts.map((fact) => fact.id) });
  }
  return steps;
}
