// Evidence: the sentence with subject, object and trigger marked, who said it, where and when.

const ROLES = { subject: "subject", object: "object", trigger: "words that carry the relation" };

/** Return the quote as elements; what plays a part in the fact is marked. */
function quoteOf(one) {
  return el(
    "blockquote",
    { dir: "auto" },
    one.parts.map(([roles, text]) => {
      if (!roles) return document.createTextNode(text);
      const names = roles.split(" ");
      return el("mark", { class: names.join(" "), title: names.map((name) => ROLES[name] ?? name).join(", ") }, text);
    }),
  );
}

function evidenceItem(one, fact) {
  const article = model.articles.get(one.article) ?? {};
  const url = safeUrl(article.url);
  const name = plain(article.publisher) || (url ? new URL(url).hostname.replace(/^www\./, "") : "source");
  const parts = [
    one.status !== fact.status ? statusChip(one.status) : null,
    one.speaker ? el("span", { text: `says ${plain(one.speaker)}` }) : null,
    el("span", { text: name }),
    el("time", { text: article.published ?? "undated" }),
  ];
  const title = shorten(article.title || article.url || "source", 90);
  return el(
    "li",
    { class: "evidence" },
    quoteOf(one),
    el("p", { class: "byline" }, parts),
    el("p", { class: "byline" }, url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title, " ↗") : el("span", { text: title })),
    readings(one, fact),
  );
}

/** Tell where the text does not use the plain name: a pronoun, a garbled spelling, a name left out. */
function readings(one, fact) {
  const notes = [];
  for (const [end, [link, spelling]] of Object.entries(one.read ?? {})) {
    const name = end === "subject" ? labelOf(fact.s) : fact.value ? "" : labelOf(fact.o);
    if (!name || ["exact", "alias", "short", "new", "value"].includes(link)) continue;
    if (link === "repaired") notes.push(`“${shorten(spelling, 40)}” was read as a misspelling of ${name}`);
    else if (link === "coreferent") notes.push(`“${shorten(spelling, 40)}” stands for ${name}`);
    else if (link === "implied") notes.push(`${name} is meant, but named elsewhere in the article`);
  }
  return notes.length ? el("p", { class: "note", text: notes.join("; ") }) : null;
}

/** Return the evidence of a fact, one group for each independent source: reprints of one story belong together. */
function evidenceList(fact) {
  const list = fact.evidence ?? [];
  const rest = fact.articles - new Set(list.map((one) => one.article)).size;
  const box = el("div", {}, el("ul", { class: "evidences" }, list.map((one) => evidenceItem(one, fact))));
  if (rest > 0) box.append(el("p", { class: "note", text: `and ${plural(rest, "more article")} in the store` }));
  return box;
}
