// Review: deciding about facts, in served pages that take decisions, and only with the server's write token.

const review = { address: "", token: "", by: "", done: new Set() };

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

/** Send a decision; ask for name and token first, and again where the server refuses them. */
async function decide(fact, ruling, correction, place) {
  if (!review.token && !(await signIn())) return;
  const body = JSON.stringify({ fact: fact.id, ruling, by: review.by, ...correction });
  const answer = await fetch(new URL(review.address, location.href), { method: "POST", body, headers: { "content-type": "application/json", authorization: `Bearer ${review.token}` } }).catch((error) => ({ ok: false, status: error.message }));
  if (answer.status === 401 || answer.status === 403) {
    review.token = "";
    return say("The server did not take the token");
  }
  if (!answer.ok) return say(`Not saved: the server answered ${answer.status}`);
  const { facts } = await answer.json();
  review.done.add(fact.id); // a reader of the server may still hold the queue of before
  for (const id of new Set([fact.id, ...facts.map((row) => row.id)])) forget(id);
  absorb({ facts });
  place.closest("details")?.remove();
  await commit({}, { push: false });
  say(`${objectText(fact)}: ${ruling}`);
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
    const found = await provider.queue();
    absorb(found);
    const items = found.facts.filter((row) => !review.done.has(row.id)).map((row) => factItem(model.facts.get(row.id), ""));
    $("card").replaceChildren(el("h2", { tabindex: -1, text: "To review" }), el("p", { class: "muted", text: "Ordered by how central, how uncertain and how contradicted they are." }), el("section", { class: "facts" }, items));
    document.body.classList.add("has-card");
    if (items[0]) items[0].open = true;
    $("card").querySelector("h2").focus();
  } catch (error) {
    say(`Cannot load the queue: ${error.message}`);
  }
}
