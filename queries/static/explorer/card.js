// The panel of details: an entity with its facts, the facts of one line, a path, or how to start.

const CARD_FACTS = 60;

const statusChip = (status) => el("span", { class: "chip " + status }, statusMark(status), statusLabel(status));

function statusMark(status) {
  const { dashes } = STATUSES[status] ?? STATUSES.asserted;
  const line = svg("line", { x1: 0, y1: 4, x2: 22, y2: 4, "stroke-width": 2.4, stroke: "currentColor" });
  if (dashes) line.setAttribute("stroke-dasharray", dashes.map((part) => part * 0.55).join(" "));
  return svg("svg", { width: 22, height: 8, "aria-hidden": "true" }, line);
}

function showCard() {
  const parts = state.mode === "path" && !state.selected ? pathCard() : state.fact ? lineCard() : state.selected && entity(state.selected) ? entityCard(state.selected) : startCard();
  $("card").replaceChildren(...parts.filter(Boolean));
  $("card").scrollTop = 0;
  document.body.classList.toggle("has-card", Boolean(state.selected || state.fact || state.mode === "path"));
}

const entityLink = (id) => button(shorten(labelOf(id), 60), () => focus(id), { class: "link", title: plain(labelOf(id)).slice(0, 300) });

function startCard() {
  const top = [...model.entities.values()].filter((row) => row.kind === "Company").sort((a, b) => b.facts - a.facts || (a.id < b.id ? -1 : 1));
  const rows = (top.length ? top : [...model.entities.values()]).slice(0, 12);
  const most = Math.max(1, ...rows.map((row) => row.facts));
  const item = (row) => {
    const bar = el("i", { "aria-hidden": "true" });
    bar.style.width = `${(100 * row.facts) / most}%`;
    return el("li", {}, entityLink(row.id), el("span", { class: "bar" }, bar), el("span", { class: "count", text: plural(row.facts, "fact") }));
  };
  return [
    el("h2", { text: "Start here" }),
    el("p", { class: "muted", text: "Search for a name or choose one. Every line is a fact. Every fact shows the sentences that say so, who published them, and whether it is asserted, planned, rumoured, denied or over." }),
    rows.length ? el("h3", { text: top.length ? "Most connected companies" : "Most connected" }) : el("p", { class: "note", text: "This graph holds no facts yet. Read some articles: autokg ingest FOLDER" }),
    el("ol", { class: "top" }, rows.map(item)),
  ];
}

function entityCard(id) {
  const row = entity(id);
  const facts = touching(id).filter(allowed()).sort(newestFirst);
  const total = Math.max(row.facts ?? 0, touching(id).length);
  const aliases = (row.aliases ?? []).map((alias) => shorten(alias, 40)).slice(0, 8);
  const swatch = kindSwatch(row.kind);
  return [
    el("p", { class: "kind" }, swatch, kindLabel(row.kind)),
    el("h2", { dir: "auto", tabindex: -1 }, shorten(labelOf(id), 120)),
    aliases.length ? el("p", { class: "muted", dir: "auto", text: "also " + aliases.join(", ") }) : null,
    identities(row),
    entityActions(id),
    pathForm(id),
    el("h3", { text: factCount(facts.length, total) }),
    ...factGroups(facts, id),
  ];
}

function factCount(shown, total) {
  if (shown === total) return plural(total, "fact") + (total > 1 ? ", newest first" : "");
  return `${shown} of ${plural(total, "fact")}` + (filtering() || state.hidden.length ? "; the filters hide the others" : "; the others are not in this page");
}

function identities(row) {
  const links = (row.same ?? []).map((iri) => [safeUrl(iri), iri]).filter(([url]) => url).slice(0, 4);
  if (!links.length) return null;
  return el("p", { class: "muted" }, links.map(([url, iri]) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shorten(iri.replace(/^https?:\/\/(www\.)?/, ""), 44), " ↗")));
}

const expandText = (more) => `Expand: ${plural(Math.min(more, STEP), "more neighbour")}${more > STEP ? ` of ${more.toLocaleString("en")}` : ""}`;

function entityActions(id) {
  const more = unseen(id);
  const centre = state.mode === "focus" && state.centres.some(([one]) => one === id);
  return el(
    "div",
    { class: "actions" },
    centre || state.mode === "focus" ? null : button("Focus", () => focus(id), { class: "primary" }),
    state.mode === "focus" && more ? button(expandText(more), () => expand(id), { class: "primary", id: "expand" }) : null,
    scene.nodes.has(id) ? button(state.pinned[id] ? "Unpin" : "Pin", () => pin(id), { "aria-pressed": String(Boolean(state.pinned[id])) }) : null,
    button("Hide", () => hide(id)),
    home ? el("a", { class: "button", href: `${home}entity/${id.split("/").map(encodeURIComponent).join("/")}` }, "Page") : null,
    state.mode === "focus" && !more ? el("span", { class: "note", text: "All neighbours are shown" }) : null,
  );
}

function pathForm(id) {
  const input = el("input", { type: "search", id: "path-to", placeholder: "Path to another entity", "aria-label": "Path to", autocomplete: "off" });
  const go = async () => {
    const [hit] = await provider.search(input.value);
    if (!hit) return say(input.value ? `No entity is called “${shorten(input.value)}”` : "Type the name of the other entity");
    return showPath(id, hit.id);
  };
  attachMatches(input, async (hit) => showPath(id, hit.id));
  return el("form", { class: "path-form", onsubmit: (event) => (event.preventDefault(), go()) }, input, el("button", { type: "submit" }, "Path"));
}

/** Group facts by what they say (relation and direction, figures together), groups with the newest fact first. */
function factGroups(facts, id) {
  const groups = new Map();
  for (const fact of facts.slice(0, CARD_FACTS)) {
    const name = fact.value ? "figures" : relationLabel(fact, id);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(fact);
  }
  const parts = [...groups].map(([name, own]) => el("section", { class: "facts" }, el("h4", {}, name, el("span", { class: "count", text: String(own.length) })), own.map((fact) => factItem(fact, id))));
  if (facts.length > CARD_FACTS) parts.push(el("p", { class: "note", text: `${facts.length - CARD_FACTS} more: open the table` }));
  return parts;
}

function factItem(fact, id) {
  const heading = fact.value ? `${relationLabel(fact)}: ${valueText(fact.value)}` : id ? labelOf(otherEnd(fact, id)) : `${labelOf(fact.s)} ${relationLabel(fact)} ${objectText(fact)}`;
  const item = el(
    "details",
    { class: "fact" },
    el("summary", {}, el("span", { class: "what", dir: "auto", title: plain(heading).slice(0, 300) }, shorten(heading, id ? 54 : 110)), statusChip(fact.status), fact.contradicted ? el("span", { class: "chip contradicted", text: "! contradicted" }) : null, factMeta(fact)),
  );
  item.addEventListener("toggle", () => item.open && fillFact(item, fact, id), { once: false });
  return item;
}

function factMeta(fact) {
  const meter = el("span", { class: "meter", "aria-hidden": "true" }, el("i"));
  meter.firstChild.style.width = `${Math.round(fact.confidence * 100)}%`;
  const origins = fact.articles === fact.sources ? plural(fact.articles, "source") : `${plural(fact.articles, "article")}, ${plural(fact.sources, "independent source")}`;
  return el("span", { class: "meta" }, el("span", { text: period(fact.first, fact.last) }), el("span", {}, meter, `${Math.round(fact.confidence * 100)} %`, el("span", { class: "unseen", text: " confidence" })), el("span", { text: origins }));
}

async function fillFact(item, fact, id) {
  if (item.dataset.filled) return;
  item.dataset.filled = "yes";
  try {
    absorb(await provider.evidence(fact));
  } catch (error) {
    item.append(el("p", { class: "note", text: `Cannot load the evidence: ${error.message}` }));
    return;
  }
  const validity = fact.from || fact.to ? el("p", { class: "note", text: `valid ${fact.from ? "from " + fact.from : ""} ${fact.to ? "until " + fact.to : ""}` }) : null;
  const other = fact.value ? null : otherEnd(fact, id || fact.s);
  item.append(
    ...[validity, qualifierList(fact), evidenceList(fact)].filter(Boolean),
    el("div", { class: "actions" }, other ? button(`Go to ${shorten(labelOf(other), 30)}`, () => focus(other)) : null, ...reviewActions(fact)),
  );
}

function qualifierList(fact) {
  if (!fact.qualifiers?.length) return null;
  return el("dl", { class: "qualifiers" }, fact.qualifiers.flatMap(([name, words, normal]) => [el("dt", { text: name.replaceAll("_", " ") }), el("dd", { text: qualifierText(words, normal) })]));
}

function qualifierText(words, normal) {
  const [, number, unit] = normal?.match(/^(-?[\d.,]+) (\S+)$/) ?? [];
  if (unit) return valueText({ text: words, number: Number(number.replaceAll(",", "")), unit });
  return plain(words) + (normal && normal !== words && !normal.includes("/") ? ` (${normal})` : "");
}

/** The facts of one line. */
function lineCard() {
  const line = scene.lines.find((one) => one.id === state.fact);
  if (!line) return startCard();
  const facts = line.facts.slice().sort(newestFirst);
  const parts = [
    el("p", { class: "kind", text: plural(facts.length, "fact") + " between" }),
    el("h2", { dir: "auto" }, entityLink(line.from), el("span", { class: "muted", text: " and " }), entityLink(line.to)),
    line.contradicted ? el("p", { class: "note warning", text: "The sources disagree: compare the sentences and their dates." }) : null,
    el("section", { class: "facts" }, facts.map((fact) => factItem(fact, ""))),
  ];
  queueMicrotask(() => facts.length === 1 && $("card").querySelector("details.fact")?.setAttribute("open", ""));
  return parts;
}

function pathCard() {
  return [pathSteps()];
}

/** The chain between two entities, step by step. */
function pathSteps() {
  const [from, to] = state.path;
  if (scene.noPath) return el("p", { class: "note warning", text: `Nothing connects ${labelOf(from)} with ${labelOf(to)} under the present filters.` });
  const denied = scene.steps.filter((step) => step.facts.every((id) => ["denied", "ended"].includes(model.facts.get(id)?.status)));
  const steps = scene.steps.map((step) => {
    const facts = step.facts.map((id) => model.facts.get(id)).filter(Boolean).sort(newestFirst);
    return el("li", {}, facts.slice(0, 3).map((fact) => factItem(fact, "")));
  });
  return el(
    "section",
    { class: "steps" },
    el("p", { class: "kind", text: "Path" }),
    el("h2", { tabindex: -1, dir: "auto" }, `${plural(steps.length, "step")} from ${shorten(labelOf(from), 40)} to ${shorten(labelOf(to), 40)}`),
    denied.length ? el("p", { class: "note warning", text: `${denied.length === 1 ? "One step rests" : `${denied.length} steps rest`} on what was denied or is over. Switch these statuses off to look for another way.` }) : null,
    el("ol", { class: "chain" }, steps),
  );
}
