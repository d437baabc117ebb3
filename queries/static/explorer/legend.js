// The legend, which is the set of filters too: what is switched off disappears from picture, card and table.

const SHAPES = {
  dot: "M8 2a6 6 0 1 0 0.01 0z",
  square: "M3 3h10v10h-10z",
  diamond: "M8 1l6 7l-6 7l-6-7z",
  hexagon: "M4.5 2h7l3.5 6l-3.5 6h-7l-3.5-6z",
  triangle: "M8 2l6.5 11.5h-13z",
  triangleDown: "M8 14l6.5-11.5h-13z",
  star: "M8 1l2 4.7l5 .4l-3.8 3.3l1.2 5l-4.4-2.7l-4.4 2.7l1.2-5l-3.8-3.3l5-.4z",
};

function kindSwatch(kind) {
  const [shape] = KINDS[kind] ?? ["dot"];
  return svg("svg", { class: "swatch", width: 14, height: 14, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: SHAPES[shape], fill: kindColour(kind) }));
}

/** The parts of the legend; `of` gives the pairs of a value and what is counted there: the fact, or for kinds its ends. */
const LEGEND = [
  { name: "statuses", title: "Status", counts: "facts", of: (fact) => [[fact.status, fact.id]], label: statusLabel, mark: (value) => el("span", { class: "line " + value }, statusMark(value)) },
  { name: "kinds", title: "Kind", counts: "entities", of: (fact) => [fact.s, fact.o].filter(Boolean).map((id) => [entity(id)?.kind, id]), label: (value) => model.schema.kinds[value] ?? value, mark: kindSwatch },
  { name: "relations", title: "Relation", counts: "facts", of: (fact) => [[fact.r, fact.id]], label: (value) => model.schema.relations[value]?.label ?? value.replaceAll("_", " "), mark: () => null },
];

/** The facts that the counts beside the filters count: of what is in the picture, or of the whole page. */
const legendFacts = () => [...model.facts.values()];

function showLegend() {
  const focused = document.activeElement?.id;
  const open = new Set([...$("legend").querySelectorAll("details:not([open])")].map((one) => one.dataset.name));
  $("legend").replaceChildren(
    el("div", { class: "legend-head" }, el("h2", { text: "Legend and filters" }), filtering() ? button("Clear", clearFilters, { class: "link", id: "clear-filters" }) : null),
    ...(model.facts.size ? [...LEGEND.map((part) => legendPart(part, !open.has(part.name))), confidencePart()] : []),
  );
  if (focused) $(focused)?.focus({ preventScroll: true });
}

function legendPart(part, open) {
  const found = new Map(); // value -> what has it and passes the other filters
  const test = allowed(part.name);
  for (const fact of legendFacts()) {
    const passes = test(fact);
    for (const [value, counted] of part.of(fact)) {
      if (!found.has(value)) found.set(value, new Set());
      if (passes) found.get(value).add(counted);
    }
  }
  const count = (value) => found.get(value).size;
  const order = part.name === "statuses" ? model.schema.statuses : [...found.keys()].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  const known = order.filter((value) => found.has(value));
  const rows = known.map((value) => legendRow(part, value, count(value)));
  const box = el("details", { class: "filter", open, "data-name": part.name }, el("summary", {}, part.title, el("span", { class: "count", text: part.counts })), el("div", { role: "group", "aria-label": part.title }, rows));
  if (known.length > 3) box.lastChild.append(switches(part, known));
  return box;
}

function legendRow(part, value, count) {
  const id = `filter-${part.name}-${value}`;
  const box = el("input", {
    type: "checkbox",
    id,
    checked: !state.off[part.name].includes(value),
    onchange: (event) => {
      const rest = state.off[part.name].filter((one) => one !== value);
      return commit({ off: { ...state.off, [part.name]: event.target.checked ? rest : [...rest, value] } });
    },
  });
  return el("div", { class: "row" }, el("label", { for: id }, box, part.mark(value), el("span", { class: "label", text: part.label(value) })), button("only", () => commit({ off: { ...state.off, [part.name]: onlyThis(part, value) } }), { class: "only", "aria-label": `Show only ${part.label(value)}` }), el("span", { class: "count", text: count.toLocaleString("en") }));
}

const allValues = (part) => [...new Set(legendFacts().flatMap(part.of).map(([value]) => value))];
const onlyThis = (part, value) => allValues(part).filter((one) => one !== value);

function switches(part, known) {
  return el("p", { class: "switches" }, button("all", () => commit({ off: { ...state.off, [part.name]: [] } }), { class: "link", "aria-label": `All: ${part.title}` }), button("none", () => commit({ off: { ...state.off, [part.name]: known } }), { class: "link", "aria-label": `None: ${part.title}` }));
}

function confidencePart() {
  const text = (value) => (value > 0 ? `at least ${Math.round(value * 100)} %` : "any");
  const output = el("output", { text: text(state.confidence) });
  const slider = el("input", { type: "range", id: "filter-confidence", min: 0, max: 1, step: 0.05, value: state.confidence, "aria-valuetext": text(state.confidence) });
  slider.addEventListener("input", () => {
    output.textContent = text(Number(slider.value));
    slider.setAttribute("aria-valuetext", output.textContent);
  });
  slider.addEventListener("change", () => commit({ confidence: Number(slider.value) }));
  return el("div", { class: "filter range" }, el("label", { for: "filter-confidence" }, "Confidence ", output), slider);
}
