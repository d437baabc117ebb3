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
  const track = el("div", { class: "track" }, histogram(months, counts, from, to), monthSlider("from", "Reported from", months, from, to), monthSlider("to", "Reported until", months, to, from));
  // The handles stand at the beginning of the first month and at the end of the last one.
  track.style.setProperty("--months", months.length);
  box.replaceChildren(label, track, el("div", { class: "ends", "aria-hidden": "true" }, el("span", { text: monthText(months[0]) }), el("span", { text: monthText(months.at(-1)) })));
  if (focused?.startsWith("time-")) $(focused)?.focus();
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const monthText = (month) => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

const periodText = (from, to) => `Reported ${from === to ? "in " + monthText(from) : `from ${monthText(from)} to ${monthText(to)}`}`;

const WIDEST = 26; // pixels of a bar

function histogram(months, counts, from, to) {
  const most = Math.max(1, ...counts.values());
  const chart = svg("svg", { viewBox: `0 0 ${months.length} 100`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const wide = Math.min(0.8, (WIDEST * months.length) / Math.max(1, $("timeline").clientWidth - 54));
  months.forEach((month, i) => {
    const count = counts.get(month) ?? 0;
    if (!count) return;
    const high = Math.max(6, (100 * count) / most);
    chart.append(svg("rect", { x: i + 0.5 - wide / 2, y: 100 - high, width: wide, height: high, class: i < from || i > to ? "out" : "in" }));
  });
  return chart;
}

function monthSlider(name, label, months, at, other) {
  const input = el("input", { type: "range", id: `time-${name}`, min: 0, max: months.length - 1, step: 1, value: at, "aria-label": label, "aria-valuetext": monthText(months[at]) });
  const limited = () => (name === "from" ? Math.min(Number(input.value), other) : Math.max(Number(input.value), other));
  input.addEventListener("input", () => {
    input.value = limited();
    input.setAttribute("aria-valuetext", monthText(months[limited()]));
    const pair = name === "from" ? [months[limited()], months[other]] : [months[other], months[limited()]];
    $("timeline").querySelector(".period span").textContent = periodText(...pair);
  });
  input.addEventListener("change", () => {
    const edge = name === "from" ? 0 : months.length - 1;
    commit({ [name]: limited() === edge ? "" : months[limited()] });
  });
  return input;
}
