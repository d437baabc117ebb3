"""The pages: home, answers, entities, articles and statements with their evidence marked, the SPARQL editor.

An entity's IRI leads to `/id/KIND/SLUG`, which sends browsers to its page and programs to its RDF.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graph import STATEMENT, ServerError, article_iri, entity_iri, ontology

from ..library.details import number_text
from ..library.questions import FILTERS, questions
from ..neighbourhood.evidence import cut
from .api import asked, parameters_of
from .backend import SECURE, backend_of, read
from .sparql import GRAPHS, accepted

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

PAGE = "text/html"
ENDINGS = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}
IRIS: Mapping[str, Callable[[str], str]] = {
    "entity": entity_iri,
    "article": article_iri,
    "statement": lambda id: STATEMENT + quote(id, safe=""),
}
EDITOR_POLICY = SECURE["Content-Security-Policy"].replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The editor writes style attributes; it still runs no script but its own and asks no other machine."""


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("queries"), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"web": web_address, "address": address, "words": lambda text: str(text).replace("_", " ")}
    environment.filters |= {"percent": lambda share: f"{100 * share:.0f} %", "figure": number_text}
    environment.filters["spoken"] = spoken
    return environment


def page(template: str, *, status_code: int = 200, headers: Mapping[str, str] | None = None, **values: Any) -> Response:
    """Return a page made from a template; everything in it is escaped."""
    html = _templates().get_template(template).render(**values)
    return Response(html, status_code, dict(headers or {}), media_type=PAGE)


def web_address(url: str) -> str:
    """Return an address that is safe in a link: web addresses as they are, others (javascript:) not at all."""
    return url if url.startswith(("https://", "http://")) else ""


def spoken(status: str) -> str:
    """Return a status as pages write it."""
    return "rumoured" if status == "rumored" else status


def address(id: str, kind: str = "entity") -> str:
    """Return the address of the page of an entity, article or statement."""
    return f"/{kind}/{quote(id, safe='/')}"


async def home(request: Request) -> Response:
    """Show the search field, the questions and what the graph holds."""
    stats = (await read(request, "stats", {})).json()
    return page("home.html.j2", questions=questions().values(), stats=stats, title="autokg")


async def search(request: Request) -> Response:
    """Show the entities that a text finds; one alone is shown at once. A longer text is taken for a question."""
    text = request.query_params.get("q", "").strip()[:500]
    if not text:
        return RedirectResponse("/", 303)
    if " " in text:
        try:
            reading = (await read(request, "english", {"text": text})).json()
        except ServerError as error:
            note = str(error)
        else:
            return RedirectResponse(f"/questions/{reading['question']}?{urlencode(reading['parameters'])}", 303)
    else:
        note = ""
    found = (await read(request, "search", {"text": text, "limit": 30})).json()["entities"]
    if len(found) == 1 and not note:
        return RedirectResponse(address(found[0]["id"]), 303)
    return page("search.html.j2", entities=found, text=text, note=note, title=f"Search: {text}")


async def answer(request: Request) -> Response:
    """Show a question as a form, and its answer once the needed parameters are there."""
    question = asked(request)
    given = parameters_of(request)
    needed = [one.name for one in question.parameters if one.default is None]
    found, note = None, ""
    if all(name in given for name in needed):
        try:
            found = (await read(request, "ask", {"name": question.name, "parameters": given})).json()
        except ServerError as error:
            if error.status == 503:
                raise
            note = str(error)
    filters = {**FILTERS, **question.filters}
    return page(
        "question.html.j2",
        question=question,
        given=given,
        filters=filters,
        answer=found,
        note=note,
        title=question.question,
    )


async def identity(request: Request) -> Response:
    """Lead from the IRI of an entity to its page, or to its RDF."""
    path = request.path_params["path"]
    wanted = accepted(request.headers.get("accept", ""), (PAGE, *GRAPHS))
    ending = next((name for name, media in ENDINGS.items() if wanted and media == wanted[0]), "")
    plain = not wanted or wanted[0] == PAGE or not ending
    return RedirectResponse(address(path) + ("" if plain else f".{ending}"), 303, headers={"Vary": "Accept"})


async def entity(request: Request) -> Response:
    """Show an entity with its facts."""
    id = request.path_params["id"]
    if described := await _described(request, id, "entity"):
        return described
    card = (await read(request, "entity", {"id": id})).json()
    groups: dict[str, list[Any]] = {}
    for fact in card["facts"]:
        groups.setdefault(_heading(card["id"], fact), []).append(fact)
    return page("entity.html.j2", entity=card, groups=groups, title=card["label"])


def _heading(id: str, fact: Mapping[str, Any]) -> str:
    known = ontology().relations.get(fact["relation"])
    subject = fact["subject"]
    here = isinstance(subject, dict) and subject["id"] == id
    if known is None:
        return str(fact["relation"]).replace("_", " ")
    return known.label if here or known.symmetric else known.inverse_label or f"{known.label} (of it)"


async def article(request: Request) -> Response:
    """Show an article with the sentences of its facts marked."""
    id = request.path_params["id"]
    if described := await _described(request, id, "article"):
        return described
    found = (await read(request, "article", {"id": id})).json()
    spans = [(name, *span) for fact in found["facts"] for name, span in fact["spans"].items()]
    return page("article.html.j2", article=found, parts=list(cut(found["text"], spans)), title=found["title"] or id)


async def statement(request: Request) -> Response:
    """Show a statement with all its evidence."""
    id = request.path_params["id"]
    if described := await _described(request, id, "statement"):
        return described
    found = (await read(request, "statement", {"id": id})).json()
    articles = {one["id"]: one for one in found["articles"]}
    origins: dict[str, list[Any]] = {}
    for one in (one for group in found["evidence"].values() for one in group):
        origins.setdefault(articles[one["article"]].get("origin", one["article"]), []).append(one)
    return page("statement.html.j2", statement=found, origins=origins.values(), articles=articles, title="Statement")


async def _described(request: Request, id: str, kind: str) -> Response | None:
    """Return the RDF of a thing where its address ends in .ttl, .nt or .jsonld, or the client asks for RDF."""
    name, _, ending = id.rpartition(".")
    if not (name and ending in ENDINGS):
        name, ending = id, ""
    wanted = [ENDINGS[ending]] if ending else accepted(request.headers.get("accept", ""), (PAGE, *GRAPHS))
    if not wanted or wanted[0] == PAGE:
        return None
    iri = IRIS[kind](name)
    backend = backend_of(request)
    arguments = {"iri": iri, "accepted": wanted, "limit": backend.settings.limits.answer_bytes}
    reply = await read(request, "describe", arguments)
    return Response(reply.body, media_type=reply.media, headers={"Vary": "Accept"})


async def editor(request: Request) -> Response:
    """Show the SPARQL editor with example queries."""
    from .examples import examples

    policy = {"Content-Security-Policy": EDITOR_POLICY}
    return page("editor.html.j2", headers=policy, examples=examples(), title="SPARQL editor")


async def explorer(request: Request) -> Response:
    """Show the explorer; its policy is in the page."""
    entity = request.query_params.get("entity", "")
    backend = backend_of(request)
    review = "/api/decisions" if backend.settings.token else ""
    made = (await read(request, "explorer", {"entity": entity, "api": "/api/", "review": review})).json()
    policy = made["policy"] or "base-uri 'none'; form-action 'none'"
    headers = {"Content-Security-Policy": f"{policy.rstrip('; ')}; frame-ancestors 'none'"}
    return Response(made["html"], media_type=PAGE, headers=headers)


async def schema(request: Request) -> Response:
    """Return the ontology."""
    from importlib.resources import files

    return Response((files("graph") / "ontology.ttl").read_bytes(), media_type="text/turtle")


PAGE_ROUTES = [
    Route("/", home),
    Route("/search", search),
    Route("/questions/{name}", answer),
    Route("/id/{path:path}", identity),
    Route("/entity/{id:path}", entity),
    Route("/article/{id:path}", article),
    Route("/statement/{id}", statement),
    Route("/editor", editor),
    Route("/explorer", explorer),
    Route("/ontology", schema),
]
