// Search boxes: a list of matches below the field, by keyboard or pointer (the ARIA combobox pattern).

let lists = 0;

function attachMatches(input, choose, list = null) {
  const own = list ?? el("ul", { class: "matches", role: "listbox", "aria-label": "Matches", id: `matches-${++lists}`, hidden: true });
  if (!list) {
    queueMicrotask(() => input.after(own));
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": own.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  }
  let hits = [];
  let active = -1;
  let asked = 0;
  const close = () => {
    own.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (i) => {
    const hit = hits[i];
    if (!hit) return;
    close();
    input.value = "";
    choose(hit);
  };
  const update = async () => {
    const turn = ++asked;
    const text = input.value.trim();
    let found = null;
    try {
      found = text.length >= provider.letters ? await provider.search(text) : null;
    } catch (error) {
      say(`Cannot search: ${error.message}`);
    }
    if (turn !== asked) return;
    if (!found) return close();
    hits = found;
    active = -1;
    const items = hits.map((hit, i) => matchItem(hit, `${own.id}-${i}`, (event) => (event.preventDefault(), pick(i))));
    own.replaceChildren(...(items.length ? items : [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none", text: "No entity is called so" })]));
    own.hidden = !text;
    input.setAttribute("aria-expanded", String(Boolean(text)));
  };
  const move = (by) => {
    if (!hits.length) return;
    active = (active + by + hits.length) % hits.length;
    [...own.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    own.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", own.children[active].id);
  };
  input.addEventListener("input", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && input.value.trim()) {
      event.preventDefault();
      if (own.hidden || !hits.length) await update();
      pick(Math.max(0, active));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (own.hidden) input.value = "";
      close();
    }
  });
}

function matchItem(hit, id, onmousedown) {
  const row = entity(hit.id) ?? {};
  const kind = kindLabel(row.kind);
  const detail = [kind, plural(row.facts ?? 0, "fact"), hit.alias && `also ${shorten(hit.alias, 30)}`].filter(Boolean).join(" · ");
  return el("li", { id, role: "option", "aria-selected": "false", onmousedown }, kindSwatch(row.kind), el("span", { class: "name", dir: "auto", text: shorten(labelOf(hit.id), 48) }), el("small", { text: detail }));
}
