// Taking it away: CSV, JSON-LD, PNG and SVG of what is shown, and the link to it.

const fileName = (ending) => `${(state.mode === "focus" ? state.centres[0][0].split("/").pop() : state.mode).replace(/[^\p{L}\p{N}-]+/gu, "-").slice(0, 60) || "graph"}.${ending}`;

/** Quote a cell; a cell that a spreadsheet would run as a formula gets an apostrophe in front. */
function cell(value) {
  let text = String(value ?? "");
  if (/^[=+\-@\t\r]/.test(text) && typeof value !== "number") text = "'" + text;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function withEvidence(facts) {
  for (const fact of facts) if (!fact.evidence) absorb(await provider.evidence(fact));
  return facts;
}

async function factsAsCsv() {
  const names = "subject,relation,object,status,confidence,first_published,last_published,articles,independent_sources,contradicted,quote,publisher,url,statement";
  const rows = (await withEvidence(sortedFacts())).map((fact) => {
    const best = fact.evidence?.[0];
    const article = model.articles.get(best?.article) ?? {};
    const relation = fact.value?.attribute ?? fact.r;
    return [labelOf(fact.s), relation, fact.value ? plain(fact.value.text) : labelOf(fact.o), fact.status, fact.confidence, fact.first, fact.last, fact.articles, fact.sources, fact.contradicted, best?.parts.map(([, text]) => text).join(""), article.publisher, article.url, STATEMENT_IRI + fact.id].map(cell).join(",");
  });
  return "\ufeff" + [names, ...rows].join("\r\n") + "\r\n";
}

const STATEMENT_IRI = "https://w3id.org/autokg/statement/";
const ENTITY_IRI = "https://w3id.org/autokg/id/";
const ONTOLOGY_IRI = "https://w3id.org/autokg/ontology#";
const entityIri = (id) => ENTITY_IRI + encodeURIComponent(id).replaceAll("%2F", "/");

/** Facts as RDF, in the shape of the store's facts graph: one node for each statement and entity. */
async function factsAsJsonLd() {
  const facts = await withEvidence(sortedFacts());
  const ids = new Set(facts.flatMap((fact) => [fact.s, fact.o].filter(Boolean)));
  const context = {
    "@version": 1.1,
    auto: ONTOLOGY_IRI,
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    skos: "http://www.w3.org/2004/02/skos/core#",
    schema: "https://schema.org/",
    xsd: "http://www.w3.org/2001/XMLSchema#",
  };
  const date = (value) => value && { "@value": value, "@type": "xsd:date" };
  const node = (row) => JSON.parse(JSON.stringify(row)); // drops what is undefined
  const entities = [...ids].map((id) => node({ "@id": entityIri(id), "@type": "auto:" + (entity(id)?.kind ?? "Thing"), "rdfs:label": entity(id)?.label, "skos:altLabel": entity(id)?.aliases?.length ? entity(id).aliases : undefined }));
  const statements = facts.map((fact) =>
    node({
      "@id": STATEMENT_IRI + fact.id,
      "@type": "auto:Statement",
      "rdf:subject": { "@id": entityIri(fact.s) },
      "rdf:predicate": { "@id": ONTOLOGY_IRI + fact.r },
      "rdf:object": fact.value ? fact.value.text : { "@id": entityIri(fact.o) },
      "auto:about_attribute": fact.value && { "@id": ONTOLOGY_IRI + fact.value.attribute },
      "auto:number": fact.value?.number === undefined ? undefined : { "@value": String(fact.value.number), "@type": "xsd:double" },
      "auto:unit": fact.value?.unit || undefined,
      "auto:status": { "@id": ONTOLOGY_IRI + fact.status },
      "auto:confidence": { "@value": String(fact.confidence), "@type": "xsd:double" },
      "auto:articles": fact.articles,
      "auto:sources": fact.sources,
      "auto:contradicted": fact.contradicted,
      "auto:first_published": date(fact.first),
      "auto:last_published": date(fact.last),
      "auto:quote": (fact.evidence ?? []).map((one) => one.parts.map(([, text]) => text).join("")),
      "schema:citation": (fact.evidence ?? []).map((one) => safeUrl(model.articles.get(one.article)?.url)).filter(Boolean).map((url) => ({ "@id": url })),
    }),
  );
  return JSON.stringify({ "@context": context, "@graph": [...entities, ...statements] }, null, 1);
}

/** The picture as it is in the window, twice as fine, with the background filled. */
function pictureAsPng() {
  const source = $("canvas").querySelector("canvas");
  const copy = el("canvas");
  copy.width = source.width;
  copy.height = source.height;
  const pen = copy.getContext("2d");
  pen.fillStyle = look.colours.background;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(source, 0, 0);
  return new Promise((done) => copy.toBlob(done, "image/png"));
}

/** The picture as a drawing: all of the scene, not only what is in the window. */
function pictureAsSvg() {
  const places = scene.nodes.size ? [...scene.nodes.values()] : [[0, 0]];
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - 120, Math.min(...ys) - 60];
  const [width, height] = [Math.max(...xs) - left + 120, Math.max(...ys) - top + 80];
  const image = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${width} ${height}`, "font-family": "system-ui, sans-serif", "font-size": 12 });
  image.append(svg("rect", { x: left, y: top, width, height, fill: look.colours.background }));
  for (const line of scene.lines) image.append(svgLine(line));
  for (const [id, [x, y]] of scene.nodes) {
    const r = bareSize(id);
    const mark = svg("path", { d: SHAPES[shapeOf(id)], fill: kindColour(entity(id)?.kind), transform: `translate(${x - r} ${y - r}) scale(${r / 8})` });
    const name = svg("text", { x, y: y + r + 13, "text-anchor": "middle", fill: look.colours.text, stroke: look.colours.background, "stroke-width": 3, "paint-order": "stroke" });
    name.textContent = shorten(labelOf(id), 40);
    image.append(mark, name);
  }
  return new XMLSerializer().serializeToString(image);
}

const HEAD = [10, 4]; // an arrow's length and half its width

/** A line as a group: bent as in the window, with the same arrows. */
function svgLine(line) {
  const colour = look.colours[line.status];
  const style = STATUSES[line.status];
  const by = controlOf(line);
  const ends = ["from", "to"].map((end) => rim(line[end], by, arrows(line).includes(end)));
  const way = svg("path", { d: `M${ends[0].base} Q${by.map(Math.round)} ${ends[1].base}`, fill: "none", stroke: colour, "stroke-width": style.width });
  if (style.dashes) way.setAttribute("stroke-dasharray", style.dashes.join(" "));
  const title = svg("title");
  title.textContent = edgeTip(line.id).join("; ");
  return svg("g", {}, title, way, ...ends.flatMap(({ head }) => (head ? [svg("path", { d: head, fill: colour })] : [])));
}

/** The point that a line bends towards (of a quadratic curve); of a straight line its middle. */
function controlOf(line) {
  const [a, b] = [scene.nodes.get(line.from), scene.nodes.get(line.to)];
  const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const drawn = bendOf(line) && network.body.edges[line.id]?.edgeType.getPoint(0.5);
  return drawn ? [2 * drawn.x - middle[0], 2 * drawn.y - middle[1]] : middle;
}

/** Where a line meets the rim of an entity, and the arrow there if it has one. */
function rim(id, [cx, cy], arrow) {
  const [x, y] = scene.nodes.get(id);
  const long = Math.hypot(cx - x, cy - y) || 1;
  const [dx, dy] = [(cx - x) / long, (cy - y) / long];
  const at = (along, aside) => [x + along * dx - aside * dy, y + along * dy + aside * dx].map(Math.round);
  const tip = bareSize(id) + 2;
  const [back, half] = [tip + HEAD[0], HEAD[1]];
  return { base: at(arrow ? back : tip, 0), head: arrow ? `M${at(tip, 0)} L${at(back, half)} L${at(back, -half)}z` : null };
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("Link copied");
  } catch {
    say("Copy the link from the address bar: it holds this view");
  }
}

function startExports() {
  const save = (id, make, ending, type) =>
    $(id).addEventListener("click", async () => {
      const made = await make();
      download(made instanceof Blob ? made : new Blob([made], { type }), fileName(ending));
      say(`Saved ${fileName(ending)}`);
    });
  save("export-csv", factsAsCsv, "csv", "text/csv");
  save("export-jsonld", factsAsJsonLd, "jsonld", "application/ld+json");
  save("export-png", pictureAsPng, "png", "image/png");
  save("export-svg", pictureAsSvg, "svg", "image/svg+xml");
  $("copy-link").addEventListener("click", copyLink);
}
