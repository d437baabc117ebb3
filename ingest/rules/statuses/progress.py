"""Which claims are under way by the words of their sentence, though it tells as well what will come of them."""

from __future__ import annotations

import re

from .clause import ASIDE, BORDER
from .ties import Ends

_RECALLING = re.compile(r"\b(?:is|are|has been|have been) recalling\b|\b(?:has|have) recalled\b", re.IGNORECASE)
_IS = r"(?:is|are|was|has been|have been)"
_STONE = r"(?:corner|foundation)[ -]?stones?"
_DONE = r"(?:finished|complete|completed|built|done|ready)"
_BEGUN = (
    r"(?:(?:has|have|had) (?:already |now |since )?(?:begun|started)|began|started|"
    r"(?:is|are|was) (?:now |well )?under ?way)"
)
_BUILDING = re.compile(
    rf"\b(?:br(?:oke|oken|eaks) ground|ground {_IS} broken|la(?:id|ys) (?:[\w-]+ ){{0,2}}{_STONE}"
    rf"|{_STONE}\b[^,;]{{0,90}}? {_IS} laid|(?:held|celebrated|marked) (?:[\w-]+ ){{0,2}}ground-?breaking"
    rf"|under construction|{_IS} (?:currently |now |already )?being built"
    rf"|(?:construction|(?:building )?work)\b[^,;]{{0,60}}? {_BEGUN}"
    rf"|(?:began|begun|started) (?:construction|building|work on)"
    rf"|(?:\d ?%|per ?cent|half|almost|nearly|three-quarters)[ -]{_DONE}"
    rf"|construction\b[^,;]{{0,60}}? {_IS} [^,;]{{0,20}}\d ?(?:%|per ?cent)"
    r")(?!\w)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?:\b(?:not|never|nor|yet to|before|until|once|when|if|will|would|could|may|might|should|must|to|expect\w*|"
    r"plan(?:s|ned|ning)?|after)\b|n['’]t\b)(?: (?!(?:is|are|was|were)\b)[\w'’-]+){0,4} ?$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|will|intend\w*|prepar\w*|wants?|second|third|another|further|later|next|look\w*|consider\w*|"
    r"may|might|could|would|should|expect\w*)\b",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\b(?:pause[ds]?|halt\w*|postpone\w*|delay\w*|suspend\w*|stall\w*|fr[eo]ez\w*|frozen|remains? a plan|cancel\w*|"
    r"abandon\w*|scrap\w*|drop\w*)\b",
    re.IGNORECASE,
)
_ENTERING = re.compile(
    r"\b(?:is|are|has been|have been) (?:\w+ )?(?:spread|expand|push|mov|branch)ing (?:out )?"
    r"(?:over|across|into|in|to|through|throughout) (?:[\w'’-]+ ){0,3}?(?:[A-Z][\w'’-]*,? (?:and )?){0,8}$",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    r"[^,;.]{0,30}\b(?:next|later|soon|from|by|this (?:year|month|summer|autumn)|in (?:[A-Z]\w+ )?20\d\d)"
)
_SUPPLIED = re.compile(r"\b(?:has|have) (?:\w+ ){0,2}?(?:supplied|delivered) (?!no\b)[^,;]{0,40}$")
_PRODUCING = re.compile(
    rf"\b(?:production|assembly|output)\b[^,;]{{0,60}}? {_BEGUN}"
    r"|\b(?:began|begun|started) (?:(?:series|serial|mass|volume) )?(?:production|assembling|producing|building)\b",
    re.IGNORECASE,
)


_DOING = {
    "supplies": "supply|deliver",
    "uses_component": "use|receive|get|adopt",
    "enters_market": "enter|expand into|push into",
    "launched": "launch|bring|introduce",
    "merged_with": "merge",
    "partnered_with": "partner|team up|co-?operate|collaborate|join forces|work (?:together )?with",
    "unveiled": "present|unveil|show|reveal",
    "builds_plant_in": "build|erect|set up",
}
_AHEAD = {
    relation: re.compile(
        r"\b(?:will|shall|(?:is|are) (?:due |set |slated )?to|(?:plan|intend|want|aim|hope)s? to) "
        rf"(?:(?:also|now|soon|later|then|initially|instead|exclusively) )*(?:{verbs})\b"
        r"(?!.*\b(?:which|who|that|where|after|like|as|has|have|had|already|is|are|was|supplies|delivers|uses)\b)"
        r"(?:(?!, (?:and|but|while|an?|the)\b)[^;.]){0,80}$"
    )
    for relation, verbs in _DOING.items()
}
_OPEN = re.compile(
    r"\b(?:not|no|never|if|whether|continue|cancel\w*|drop\w*|abandon\w*|scrap\w*|reported\w*|rumou?r\w*|said to|"
    r"den(?:y|ied|ies))\b|n['’]t\b",
    re.IGNORECASE,
)


def is_ahead(relation: str, sentence: str, before: str) -> bool:
    """Tell whether the words before the later end of a claim put into the future what it says.

    >>> text = "GKN, which used to supply Fiat, will supply Alfa."
    >>> [is_ahead("supplies", text, text[: text.index(name)]) for name in ("Fiat", "Alfa")]
    [False, True]
    """
    ahead = _AHEAD.get(relation)
    return (
        ahead is not None
        and bool(ahead.search(BORDER.split(ASIDE.sub(" ", before))[-1]))
        and not _OPEN.search(sentence)
    )


def is_under_way(relation: str, sentence: str, ends: Ends) -> bool:
    """Tell whether a sentence says that a recall goes on, or a plant, a production or deliveries have begun.

    The ends, subject and object, are given by their characters in the sentence.

    >>> is_under_way("recalled", "Ford is recalling the F-150; dealers will update it.", ((0, 4), (22, 27)))
    True
    >>> is_under_way("builds_plant_in", "VW broke ground in Salem; it will open in 2027.", ((0, 2), (19, 24)))
    True
    >>> is_under_way("builds_plant_in", "VW will break ground in Salem.", ((0, 2), (24, 29)))
    False
    """
    if relation == "recalled":
        return bool(_RECALLING.search(sentence))
    if relation == "enters_market":
        entering = _ENTERING.search(sentence[: ends[1][0]])
        return bool(entering) and not _IN_TIME.match(sentence[ends[1][1] :])
    if relation == "supplies":
        return bool(_SUPPLIED.search(sentence[: max(ends)[0]]))
    begun = {"builds_plant_in": _BUILDING, "produced_at": _PRODUCING, "produces": _PRODUCING}.get(relation)
    if begun is None or _STOPPED.search(sentence):
        return False
    things = ends[1:] if relation == "builds_plant_in" else ends
    return any(all(_is_of(match, sentence, end) for end in things) for match in begun.finditer(sentence))


def _is_of(begun: re.Match[str], sentence: str, end: tuple[int, int]) -> bool:
    """Tell whether what has begun is what stands at a place of the sentence."""
    if end == (0, 0):  # the end stands in an earlier sentence
        return False
    between = sentence[min(begun.end(), end[1]) : max(begun.start(), end[0])]
    if _NOT_YET.search(sentence[: begun.start()]) or BORDER.search(between):
        return False
    later = re.match(r"[^;]{0,30}\b(?:is|are) (?:planned|to follow)\b", sentence[end[1] :])
    return not _ANOTHER.search(between) and not later
