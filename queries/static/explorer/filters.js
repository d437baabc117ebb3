// Which facts the filters let through.

/** Return a test for facts under the present filters; `except` leaves one of them out, for the counts beside it. */
function allowed(except = "") {
  const off = { kinds: new Set(state.off.kinds), relations: new Set(state.off.relations), statuses: new Set(state.off.statuses) };
  const hidden = new Set(state.hidden);
  const kindOff = (id) => off.kinds.has(entity(id)?.kind);
  return (fact) => {
    if (hidden.has(fact.s) || (fact.o && hidden.has(fact.o))) return false;
    if (except !== "relations" && off.relations.has(fact.r)) return false;
    if (except !== "statuses" && off.statuses.has(fact.status)) return false;
    if (except !== "kinds" && (kindOff(fact.s) || (fact.o && kindOff(fact.o)))) return false;
    if (except !== "confidence" && fact.confidence < state.confidence) return false;
    return except === "time" || inTime(fact);
  };
}

/** A fact is in time when one of its reports can be; without a date only while no period is chosen. */
function inTime(fact) {
  if (!state.from && !state.to) return true;
  if (!fact.last) return false;
  return (!state.from || fact.last.slice(0, 7) >= state.from) && (!state.to || fact.first.slice(0, 7) <= state.to);
}

const filtering = () => Boolean(state.off.kinds.length || state.off.relations.length || state.off.statuses.length || state.confidence || state.from || state.to);

function clearFilters() {
  return commit({ off: FRESH().off, confidence: 0, from: "", to: "" });
}
