// The SPARQL editor: Yasgui on this server's endpoint, with the examples in a list.

const endpoint = new URL("/sparql", location.href).href;
const prefixes = `PREFIX auto: <https://w3id.org/autokg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
`;
const examples = document.getElementById("examples");
Yasgui.Yasqe.defaults.autocompleters = Yasgui.Yasqe.defaults.autocompleters.filter((name) => name === "variables");
Yasgui.Yasqe.defaults.value = prefixes + examples.options[1].value;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  copyEndpointOnNewTab: false,
  persistenceId: null,
});
const asked = new URLSearchParams(location.search).get("query");
const show = (query) => {
  yasgui.getTab().setQuery(query);
  yasgui.getTab().getYasqe().setCursor(999, 0); // not on a word, which would mark all like it
};
show(Yasgui.Yasqe.defaults.value);
if (asked) show(asked);
examples.addEventListener("change", () => {
  if (examples.value) show(prefixes + examples.value);
});
