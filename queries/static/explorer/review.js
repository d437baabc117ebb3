// Review: deciding about facts and look-alikes, in served pages that take decisions, and only with the write token.

const review = { address: "", token: "", by: "", done: new Set(), queue: null };

const CORRECTIONS = {
  relation: () => Object.entries(model.schema.relations).map(([name, one]) => [name, one.label]),
  status: () => model.schema.statuses.map((name) => [name, statusLabel(name)]),
};

function startReview(data) {
  review.address = data.review ?? "";
  $("review").hidden = !review.address;
  $("review").addEventListener("click", showQueue);
}

/** The buttons below a fact; none where no decisions are taken. */
function reviewActions(fact) {
  if (!review.address) return [];
  const place = el("div", { class: "review" });
  place.append(
    button("Accept", () => decide(fact, "accepted", {}, place), { class: "yes" }),
    button("Reject", () => decide(fact, "rejected", {}, place), { class: "no" }),
    fact.value ? null : button("Correct …", () => place.append(correctionForm(fact, place))),
  );
  return [place];
}

function correctionForm(fact, place) {
  place.querySelector("form")?.remove();
  const fields = Object.entries(CORRECTIONS).map(([name, known]) => {
    const now = name === "relation" ? fact.r : fact.status;
    return el("label", {}, name, el("select", { name }, known().map(([value, text]) => el("option", { value, selected: value === now }, text))));
  });
  const end = el("label", {}, "ended on", el("input", { name: "valid_to", placeholder: "2026-05", value: fact.to ?? "", size: 10 }));
  const form = el("form", { class: "correction" }, fields, end, el("button", { type: "submit" }, "Save"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    const change = Object.fromEntries(Object.entries(given).filter(([name, value]) => value && value !== { relation: fact.r, status: fact.status, valid_to: fact.to ?? "" }[name]));
    if (Object.keys(change).length) decide(fact, "corrected", change, place);
  });
  return form;
}

/** Send a decision and return what it left, or null; ask for name and token first, and again where they are refused. */
async function send(body) {
  if (!review.token && !(await signIn())) return null;
  const request = { method: "POST", body: JSON.stringify({ ...body, by: review.by }), headers: { "content-type": "application/json", authorization: `Bearer ${review.token}` } };
  const answer = await fetch(new URL(review.address, location.href), request).catch((error) => ({ ok: false, status: error.message }));
  if (answer.ok) return answer.json();
  if (answer.status === 401 || answer.status === 403) {
    review.token = "";
    say("The server did not take the token");
  } else say(`Not saved: the server answered ${answer.status}`);
  return null;
}

async function decide(fact, ruling, correction, place) {
  const left = await send({ fact: fact.id, ruling, ...correction });
  if (!left) return;
  review.done.add(fact.id); // a reader of the server may still hold the queue of before
  for (const id of new Set([fact.id, ...left.facts.map((row) => row.id)])) forget(id);
  absorb(left);
  const queued = place.closest(".queue");
  place.closest("details")?.remove();
  await commit({}, { push: false });
  if (queued) showNext();
  say(`${labelOf(fact.s)} ${relationLabel(fact)} ${objectText(fact)}: ${ruling}`);
}

/** Say whether two entities are one; the one that is gone leaves the picture, its facts go to the other. */
async function judge(pair, [kept, other], ruling) {
  const names = [kept, other].map(labelOf);
  const left = await send({ kept, other, ruling });
  if (!left) return;
  review.done.add(pair.id);
  const gone = left.gone ?? [];
  if (gone.length) for (const fact of [...touching(kept), ...touching(other)]) forget(fact.id);
  for (const id of gone) dropEntity(id, kept);
  absorb(left);
  await commit({}, { push: false });
  showNext();
  say(`${names[0]} and ${names[1]}: ${ruling}`);
}

function dropEntity(id, kept) {
  for (const known of [model.entities, model.touching, model.ranked, model.left]) known.delete(id);
  const now = (one) => (one === id ? kept : one);
  state = { ...state, selected: now(state.selected), fact: "", centres: state.centres.map(([one, count]) => [now(one), count]), path: state.path.map(now) };
  model.ranked.delete(kept);
  model.overview = model.overview.filter((one) => one.id !== id);
}

function forget(id) {
  const fact = model.facts.get(id);
  if (!fact) return;
  model.facts.delete(id);
  for (const end of [fact.s, fact.o]) if (end) model.touching.set(end, touching(end).filter((one) => one !== fact));
}

function signIn() {
  const dialog = $("help-dialog");
  const name = el("input", { id: "review-name", autocomplete: "name", value: review.by, required: true });
  const token = el("input", { id: "review-token", type: "password", autocomplete: "off", required: true });
  const form = el(
    "form",
    { method: "dialog", class: "sign-in" },
    el("h2", { id: "help-title", text: "Who decides?" }),
    el("p", { class: "muted", text: "Decisions are kept with your name. The token is the one that the server was started with; it stays in this page." }),
    el("label", {}, "Name", name),
    el("label", {}, "Write token", token),
    el("button", { type: "submit", class: "primary" }, "Continue"),
  );
  dialog.replaceChildren(form);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(Boolean(review.token)), { once: true });
    form.addEventListener("submit", () => ([review.by, review.token] = [name.value.trim(), token.value]));
  });
}

/** Show in the card what a person should look at first. */
async function showQueue() {
  try {
    review.queue = await provider.queue();
    absorb(review.queue);
    showNext();
    $("card").querySelector("h2").focus();
  } catch (error) {
    say(`Cannot load the queue: ${error.message}`);
  }
}

/** Show the queue without what is decided, the first of it open. */
function showNext() {
  if (!review.queue) return;
  const pairs = new Map(review.queue.pairs.map((pair) => [pair.id, pair]));
  const left = review.queue.order.filter((id) => !review.done.has(id) && (pairs.has(id) ? entity(pairs.get(id).a) && entity(pairs.get(id).b) : model.facts.has(id)));
  const items = left.map((id) => (pairs.has(id) ? pairItem(pairs.get(id)) : factItem(model.facts.get(id), "")));
  const decided = review.queue.order.length - left.length;
  const more = button("Load more", showQueue, { class: "primary" });
  $("card").replaceChildren(
    el("h2", { tabindex: -1, text: "To review" }),
    el("p", { class: "muted", text: "Most valuable first: central, uncertain or contradicted facts, and names that may mean the same." }),
    decided ? el("p", { class: "note", text: `${decided} of ${review.queue.order.length} decided` }) : "",
    items.length ? el("section", { class: "facts queue" }, items) : el("div", { class: "empty" }, el("p", { text: decided ? "All of these are decided." : "Nothing to review." }), decided ? more : null),
  );
  $("card").scrollTop = 0;
  document.body.classList.add("has-card");
  if (items[0]) items[0].open = true;
}

/** Two entities that may be one: both with kind, other names and facts, what speaks for it and against it. */
function pairItem(pair) {
  let ends = [pair.a, pair.b];
  const kept = el("p", { class: "note" });
  const showKept = () => kept.replaceChildren(`If they are the same, ${shorten(labelOf(ends[0]), 40)} stays. `, button(`Keep ${shorten(labelOf(ends[1]), 40)} instead`, () => ((ends = [ends[1], ends[0]]), showKept()), { class: "link" }));
  showKept();
  const reasons = [...pair.reasons.map((text) => el("li", { class: "for", text })), ...pair.doubts.map((text) => el("li", { class: "against", text: `but ${text}` }))];
  return el(
    "details",
    { class: "fact pair" },
    el("summary", {}, el("span", { class: "what", dir: "auto" }, shorten(labelOf(pair.a), 44), el("span", { class: "muted", text: " and " }), shorten(labelOf(pair.b), 44)), el("span", { class: "chip", text: "same?" })),
    el("div", { class: "ends-of-pair" }, [pair.a, pair.b].map(pairEnd)),
    el("ul", { class: "reasons" }, reasons),
    kept,
    el("div", { class: "actions review" }, button("Same", () => judge(pair, ends, "same"), { class: "yes" }), button("Different", () => judge(pair, ends, "different"), { class: "no" }), button("Not sure", () => judge(pair, ends, "unsure"))),
  );
}

function pairEnd(id) {
  const row = entity(id);
  const aliases = (row.aliases ?? []).slice(0, 6).map((alias) => shorten(alias, 40));
  return el("div", {}, el("p", { class: "kind" }, kindSwatch(row.kind), kindLabel(row.kind), el("span", { class: "count", text: plural(row.facts ?? 0, "fact") })), el("p", { dir: "auto" }, entityLink(id)), aliases.length ? el("p", { class: "muted", dir: "auto", text: "also " + aliases.join(", ") }) : null);
}
