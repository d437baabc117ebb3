// The table: the same facts as the picture, as text; the equivalent for screen readers. Its roles are said outright:
// small windows show a row as lines of text, and what is not laid out as a table would not be read as one.

const TABLE_ROWS = 500;

const COLUMNS = [
  ["subject", "Subject", (fact) => labelOf(fact.s)],
  ["relation", "Relation", (fact) => relationLabel(fact)],
  ["object", "Object", (fact) => objectText(fact)],
  ["status", "Status", (fact) => statusLabel(fact.status)],
  ["reported", "Last report", (fact) => fact.last ?? ""],
  ["confidence", "Confidence", (fact) => fact.confidence],
  ["sources", "Sources", (fact) => fact.sources],
];

let order = { column: "reported", down: true };

function sortedFacts() {
  const value = COLUMNS.find(([name]) => name === order.column)[2];
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
  return scene.facts.slice().sort((a, b) => compare(value(a), value(b)) * (order.down ? -1 : 1) || newestFirst(a, b));
}

function showTable() {
  const table = state.view === "table";
  $("table").hidden = !table;
  $("canvas").hidden = table;
  document.body.classList.toggle("table-view", table);
  $("show-graph").setAttribute("aria-pressed", String(!table));
  $("show-table").setAttribute("aria-pressed", String(table));
  if (!table) return;
  const facts = sortedFacts();
  const head = COLUMNS.map(([name, title]) => {
    const on = order.column === name;
    const sort = button(title + (on ? (order.down ? " ↓" : " ↑") : ""), () => {
      order = { column: name, down: on ? !order.down : true };
      showTable();
      $(`sort-${name}`).focus();
    }, { id: `sort-${name}` });
    return el("th", { scope: "col", role: "columnheader", "aria-sort": on ? (order.down ? "descending" : "ascending") : "none" }, sort);
  });
  const rest = facts.length - TABLE_ROWS;
  $("table").replaceChildren(
    el(
      "table",
      { role: "table" },
      el("caption", {}, `${plural(facts.length, "fact")} ${sceneName()}${rest > 0 ? `, the first ${TABLE_ROWS}; CSV has all` : ""}`),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
      el("tbody", { role: "rowgroup" }, facts.slice(0, TABLE_ROWS).map(tableRow)),
    ),
  );
}

function tableRow(fact) {
  const disputed = fact.contradicted ? el("span", { class: "chip contradicted", text: "! contradicted" }) : null;
  const words = el("span", { class: "unit", text: fact.sources === 1 ? " source" : " sources" });
  const cells = [
    [tableLink(fact.s)],
    [relationLabel(fact)],
    [fact.value ? shorten(objectText(fact), 60) : tableLink(fact.o)],
    [statusChip(fact.status), disputed],
    [fact.last ?? "undated"],
    [`${Math.round(fact.confidence * 100)} %`],
    [String(fact.sources), words],
  ];
  return el("tr", { role: "row" }, cells.map((cell, i) => el("td", { role: "cell", class: i > 3 ? "number" : false }, cell, " ")));
}

const tableLink = (id) => button(shorten(labelOf(id), 44), () => commit({ selected: id, fact: "" }), { class: "link", title: labelOf(id).slice(0, 300) });

function sceneName() {
  if (state.mode === "focus") return `around ${state.centres.map(([id]) => shorten(labelOf(id))).join(", ")}`;
  if (state.mode === "path") return `on the path from ${shorten(labelOf(state.path[0]))} to ${shorten(labelOf(state.path[1]))}`;
  return state.mode === "all" ? "of the whole page" : "of the overview";
}
