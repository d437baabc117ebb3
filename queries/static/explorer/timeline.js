// The time slider: how many facts were first reported in each month, and the period that is shown.

function monthsBetween(first, last) {
  const months = [];
  let [year, month] = first.split("-").map(Number);
  while (months.length < 1200) {
    const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    months.push(text);
    if (text >= last) break;
    month = month === 12 ? (year++, 1) : month + 1;
  }
  return months;
}

function showTimeline() {
  const box = $("timeline");
  const test = allowed("time");
  const counts = new Map();
  for (const fact of legendFacts()) {
    const month = fact.first?.slice(0, 7);
    if (month) counts.set(month, (counts.get(month) ?? 0) + (test(fact) ? 1 : 0));
  }
  const known = [...counts.keys()].sort();
  box.hidden = known.length < 2;
  if (box.hidden) return;
  const months = monthsBetween(known[0], known.at(-1));
  const place = (value, other) => Math.max(0, months.indexOf(value) < 0 ? other : months.indexOf(value));
  const [from, to] = [place(state.from, 0), place(state.to, months.length - 1)];
  const focused = document.activeElement?.id;
  const label = el("p", { class: "period" }, el("span", { text: periodText(months[from], months[to]) }), state.from || state.to ? button("all time", () => commit({ from: "", to: "" }), { class: "link" }) : null);
  box.replaceChildren(label, el("div", { class: "track" }, histogram(months, counts, from, to), monthSlider("from", "Reported from", months, from, to), monthSlider("to", "Reported until", months, to, from)), el("div", { class: "ends", "aria-hidden": "true" }, el("span", { text: months[0] }), el("span", { text: months.at(-1) })));
  if (focused?.startsWith("time-")) $(focused)?.focus();
}

const periodText = (from, to) => `Reported ${from === to ? "in " + from : `${from} to ${to}`}`;

function histogram(months, counts, from, to) {
  const most = Math.max(1, ...counts.values());
  const chart = svg("svg", { viewBox: `0 0 ${months.length} 100`, preserveAspectRatio: "none", "aria-hidden": "true" });
  months.forEach((month, i) => {
    const count = counts.get(month) ?? 0;
    if (!count) return;
    const high = Math.max(6, (100 * count) / most);
    chart.append(svg("rect", { x: i + 0.1, y: 100 - high, width: 0.8, height: high, class: i < from || i > to ? "out" : "in" }));
  });
  return chart;
}

function monthSlider(name, label, months, at, other) {
  const input = el("input", { type: "range", id: `time-${name}`, min: 0, max: months.length - 1, step: 1, value: at, "aria-label": label, "aria-valuetext": months[at] });
  const limited = () => (name === "from" ? Math.min(Number(input.value), other) : Math.max(Number(input.value), other));
  input.addEventListener("input", () => {
    input.value = limited();
    input.setAttribute("aria-valuetext", months[limited()]);
    const pair = name === "from" ? [months[limited()], months[other]] : [months[other], months[limited()]];
    $("timeline").querySelector(".period span").textContent = periodText(...pair);
  });
  input.addEventListener("change", () => {
    const edge = name === "from" ? 0 : months.length - 1;
    commit({ [name]: limited() === edge ? "" : months[limited()] });
  });
  return input;
}
