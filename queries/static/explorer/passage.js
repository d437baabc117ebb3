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

const articleOf = (one) => model.articles.get(one.article) ?? {};

function publisherOf(article) {
  const url = safeUrl(article.url);
  return plain(article.publisher) || (url ? new URL(url).hostname.replace(/^www\./, "") : "source");
}

/** The article by its title, as a link where it has an address. */
function articleLink(article) {
  const url = safeUrl(article.url);
  const title = shorten(article.title || article.url || "source", 90);
  return url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title, " ↗") : el("span", { text: title });
}

/** A sentence with what it says itself, where that is not what the statement has come to or where sentences disagree. */
function said(one, fact) {
  const own = fact.contradicted || one.status !== fact.status;
  return el("div", { class: "said" }, quoteOf(one), own ? statusChip(one.status) : null);
}

function byline(one) {
  const article = articleOf(one);
  return [
    el("p", { class: "byline" }, el("strong", { text: publisherOf(article) }), el("time", { text: article.published ?? "undated" }), one.speaker ? el("span", { text: `quoting ${shorten(one.speaker, 60)}` }) : null),
    el("p", { class: "byline" }, articleLink(article)),
  ];
}

const quoteText = (one) => one.parts.map(([, text]) => text).join("");

/** One independent source: the article that had it first, its other sentences, and its reprints folded below. */
function originItem(rows, fact) {
  const [lead, ...others] = rows;
  const more = others.filter((one) => one.article === lead.article && quoteText(one) !== quoteText(lead));
  const reprints = others.filter((one) => one.article !== lead.article);
  return el("li", { class: "evidence" }, said(lead, fact), more.map((one) => said(one, fact)), byline(lead), readings(lead, fact), reprintList(lead, reprints, fact));
}

function reprintList(lead, reprints, fact) {
  const count = lead.reprints ?? 0;
  if (!count) return null;
  const known = new Map(reprints.map((one) => [one.article, one]));
  const items = [...known.values()].map((one) => el("li", {}, quoteText(one) === quoteText(lead) && one.status === lead.status ? null : said(one, fact), byline(one)));
  if (count > known.size) items.push(el("li", { class: "note", text: `and ${count - known.size} more` }));
  return el("details", { class: "reprints" }, el("summary", { text: `${plural(count, "reprint")} of this story` }), el("ul", {}, items));
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
  const origins = new Map();
  for (const one of fact.evidence ?? []) {
    const origin = articleOf(one).origin ?? one.article;
    if (!origins.has(origin)) origins.set(origin, []);
    origins.get(origin).push(one);
  }
  const groups = [...origins.values()];
  const rest = fact.articles - groups.reduce((sum, [lead]) => sum + 1 + (lead.reprints ?? 0), 0);
  const box = el("div", {}, el("ul", { class: "evidences" }, groups.map((rows) => originItem(rows, fact))));
  if (rest > 0) box.append(el("p", { class: "note", text: `and ${plural(rest, "more article")} in the store` }));
  return box;
}
