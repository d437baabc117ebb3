// The data provider of `autokg serve`: asks the server, so that the page holds only what was looked at.

function servedProvider(data) {
  absorb(data);
  const ask = async (path, parameters = {}) => {
    const url = new URL(data.api + path, location.href);
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== "") url.searchParams.set(name, value);
    const answer = await fetch(url, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  };
  const asked = new Map(); // entity id -> number of neighbours asked for
  return {
    served: true,
    letters: 2, // from which it searches
    async search(text) {
      const { entities } = await ask("search", { q: text });
      absorb({ entities });
      return entities.map((row) => ({ id: row.id, alias: row.alias ?? "" }));
    },
    async around(id, count) {
      if ((asked.get(id) ?? 0) >= count) return {};
      asked.set(id, count);
      return ask("around", { entity: id, limit: count });
    },
    async path(from, to) {
      const on = (name, known) => (state.off[name].length ? known.filter((value) => !state.off[name].includes(value)).join(",") : "");
      const { statuses, relations } = model.schema;
      const found = await ask("path", { from, to, statuses: on("statuses", statuses), relations: on("relations", Object.keys(relations)) });
      absorb(found);
      return { steps: found.steps };
    },
    async queue() {
      return ask("queue", { limit: 20 });
    },
    async evidence(fact) {
      return fact.evidence ? {} : ask("evidence", { fact: fact.id });
    },
  };
}
