import pytest

from graph import Article, Value
from ingest.annotation import Annotation, Claim
from ingest.pipeline import facts_in
from ingest.rules.contradictions.verdict import is_contradicted, is_hypothesis


@pytest.mark.parametrize(
    "sentence",
    [
        "Will Ford buy Rivian?",
        "What if Apple had bought Tesla?",
        "If Tesla had acquired Lucid, Saudi Arabia would have gained a carmaker.",
        "Had Renault merged with Fiat, the group would be the largest of Europe.",
        "Volvo would have supplied Polestar if the plant had opened.",
    ],
)
def test_questions_and_what_was_not_so(sentence: str) -> None:
    assert is_hypothesis(sentence)
    assert facts_in(Article("a", f"News of the day\n\n{sentence}"), "fast") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ford bought Rivian.",
        "Tesla said it would have the plant ready by May.",
        "If all goes well, CATL will supply cells to BMW.",
        "Renault, which had merged with Fiat, supplies Nissan.",
    ],
)
def test_statements_stay(sentence: str) -> None:
    assert not is_hypothesis(sentence)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "object"),
    [
        ("Continental is looking for a buyer for ContiTech.", "acquired", "Continental", "ContiTech"),
        ("Volvo was sold by Ford to Geely in 2010.", "acquired", "Ford", "Volvo"),
        ("Foxconn closed its purchase of the Ohio plant from Lordstown.", "acquired", "Lordstown", "Ohio plant"),
        ("Lear lost the seats of the Silverado to Magna.", "supplies", "Lear", "Magna"),
        ("Lear won back the seats of the Explorer from Adient.", "supplies", "Adient", "Explorer"),
        ("Toyota shifts an order it had placed with LG Energy.", "supplies", "Toyota", "LG Energy"),
        ("Rivian is sourcing its motors from Bosch.", "supplies", "Rivian", "Bosch"),
        ("Volvo ruled out an alliance of Ford with Kia.", "partnered_with", "Volvo", "Kia"),
        ("By Jane Doe, The News / Cadillac has a new chief.", "works_for", "Jane Doe", "Cadillac"),
        ("The plant is in Blyth, about 30 miles north of Sunderland.", "located_in", "Blyth", "Sunderland"),
        ("The group Faurecia, renamed Forvia, is selling.", "subsidiary_of", "Faurecia", "Forvia"),
        ("Wolfspeed sells chips to Tesla rival Nio.", "supplies", "Wolfspeed", "Tesla"),
        ("Ford supplier Magna gets the platform of Fisker.", "acquired", "Ford", "Fisker"),
        ("Ample licenses its packs to CATL, a supplier to BMW and Kia.", "licensed_to", "Ample", "Kia"),
        ("Lear and Ford signed a supply contract.", "partnered_with", "Lear", "Ford"),
        ("Lear agreed with Ford on prices for seats.", "partnered_with", "Lear", "Ford"),
        ("Ford and Volkswagen are planning an investment in Argo.", "partnered_with", "Ford", "Volkswagen"),
        ("Ford, Kia and Volvo signed an agreement with Shell.", "partnered_with", "Ford", "Kia"),
        ("Bosch agreed with Varta to take over its plant.", "acquired", "Bosch", "Varta"),
        ("Bosch agreed with Varta to buy Hansen.", "acquired", "Varta", "Hansen"),
        ("Bosch bought a plant from Varta.", "acquired", "Bosch", "Varta"),
        ("Hinduja took control of Leyland.", "acquired", "Leyland", "Hinduja"),
        ("Mark Fields, once Ford's chief and now chairman at Hertz, spoke.", "ceo_of", "Mark Fields", "Hertz"),
        ("Nissan COO Toshiyuki Shiga, Kia president Song Ho-sung", "works_for", "Song Ho-sung", "Nissan"),
        ("Nissan COO Toshiyuki Shiga, Kia president Song Ho-sung", "works_for", "Toshiyuki Shiga", "Kia"),
        ("LG runs ventures with Honda, as well as with Ford and Kia.", "joint_venture_with", "Honda", "Kia"),
        ("LG runs joint ventures with Honda and Ford.", "joint_venture_with", "Honda", "Ford"),
        ("I think that Apple will buy Rivian.", "acquired", "Apple", "Rivian"),
        ("I don't believe Geely will work with Renault.", "partnered_with", "Geely", "Renault"),
        ("Analysts at Nomura expect Ford to buy Lucid.", "acquired", "Ford", "Lucid"),
        ("According to data supplier Jato, BYD will invest in Forvia.", "invested_in", "Jato", "Forvia"),
        ("BYD has overtaken the brand Tesla.", "brand_of", "BYD", "Tesla"),
        ("The Blade battery was compared with the Orin.", "uses_component", "Blade", "Orin"),
        ("Bosch took over the plant of Varta.", "acquired", "Bosch", "Varta"),
        ("Bosch completes purchase of Varta plant", "acquired", "Bosch", "Varta"),
        ("Mark Fields, a former CEO of Ford, joins the board of Hertz.", "ceo_of", "Mark Fields", "Hertz"),
        ("Mark Fields, a former CEO of Ford, praised Hertz.", "ceo_of", "Mark Fields", "Hertz"),
        ("Nomura analysts say CATL supplies Ford.", "supplies", "Nomura", "Ford"),
        ("Chief Minister M K Stalin met VinFast CEO Pham Sanh Chau.", "ceo_of", "M K Stalin", "VinFast"),
    ],
)
def test_the_words_speak_against_a_claim(text: str, relation: str, subject: str, object: str) -> None:
    assert contradicted(text, relation, subject, object)


@pytest.mark.parametrize(
    ("text", "relation", "subject", "object"),
    [
        ("Bosch, which sold its starter unit, bought Hansen.", "acquired", "Bosch", "Hansen"),
        ("Ford sold Volvo to Geely.", "acquired", "Geely", "Volvo"),
        ("Forvia, formerly named Faurecia, owns Hella.", "owns_stake_in", "Forvia", "Hella"),
        ("BYD, the best-selling maker, completed its acquisition of Jabil.", "acquired", "BYD", "Jabil"),
        ("KKR, the preferred buyer for Marelli, was pleased.", "acquired", "KKR", "Marelli"),
        ("Former transport minister Matthias Wissmann heads the VDA.", "ceo_of", "Matthias Wissmann", "VDA"),
        ("CATL, which lost a suit, delivers cells to BMW.", "supplies", "CATL", "BMW"),
        ("Lear won the contract and delivers seats from Ohio to Ford.", "supplies", "Lear", "Ford"),
        ("Volvo joined the alliance of Ford and Kia.", "partnered_with", "Volvo", "Kia"),
        ("Volvo praised the alliance of Ford and Kia.", "partnered_with", "Ford", "Kia"),
        ("Bosch won an order for chips from BMW.", "supplies", "Bosch", "BMW"),
        ("Tesla rival Nio is ahead.", "competes_with", "Tesla", "Nio"),
        ("Ford suppliers Magna and Lear are on strike.", "supplies", "Lear", "Ford"),
        ("CATL, a supplier to BMW and Kia, builds a plant.", "supplies", "CATL", "Kia"),
        ("Lear and Ford signed a supply contract and will develop seats.", "partnered_with", "Lear", "Ford"),
        ("Ford, Kia and Volvo signed an agreement.", "partnered_with", "Ford", "Kia"),
        ("Ford signed an agreement with Shell and Volvo.", "partnered_with", "Shell", "Volvo"),
        ("Ford and Kia agreed to work with each other.", "partnered_with", "Ford", "Kia"),
        ("Bosch agreed with the bank to take over Varta.", "acquired", "Bosch", "Varta"),
        ("Leyland, the company that Hinduja bought.", "acquired", "Hinduja", "Leyland"),
        ("Togg takes its cells from Siro.", "supplies", "Siro", "Togg"),
        ("Webasto reports orders for batteries from Kia.", "supplies", "Webasto", "Kia"),
        ("Mark Fields, now chief of Hertz, spoke.", "ceo_of", "Mark Fields", "Hertz"),
        ("Nissan COO Toshiyuki Shiga met Kia president Song Ho-sung.", "works_for", "Song Ho-sung", "Kia"),
        ("Mark Fields succeeds Ford chief Alan Mulally.", "ceo_of", "Mark Fields", "Ford"),
        ("LG runs ventures with Honda, as well as with Ford and Kia.", "joint_venture_with", "LG", "Kia"),
        ("LG has a joint venture with Honda and Ford.", "joint_venture_with", "Honda", "Ford"),
        ("PSA works with Ford on engines and with Kia on vans.", "partnered_with", "PSA", "Kia"),
        ('"I think so," he said. Apple bought Rivian.', "acquired", "Apple", "Rivian"),
        ('"We believe in it," said the firm; Apple buys Rivian.', "acquired", "Apple", "Rivian"),
        ("I think Audi, which belongs to Volkswagen, is late.", "owns_stake_in", "Volkswagen", "Audi"),
        ("According to Jato, BYD will invest in Forvia.", "invested_in", "BYD", "Forvia"),
        ("Data supplier Jato is owned by Forvia.", "subsidiary_of", "Jato", "Forvia"),
        ("Human Horizons, the firm behind the HiPhi badge, is ahead.", "brand_of", "HiPhi", "Human Horizons"),
        ("The Astra is lighter compared with others and uses the Orin.", "uses_component", "Astra", "Orin"),
        ("Bosch took over Varta and the plant of Hella.", "acquired", "Bosch", "Varta"),
        ("Bosch took over the battery business of Varta.", "acquired", "Bosch", "Varta"),
        ("Mark Fields, a former CEO of Ford, leads Hertz.", "ceo_of", "Mark Fields", "Hertz"),
        ("Mark Fields, a former CEO of Ford, Hertz and Xos, spoke.", "ceo_of", "Mark Fields", "Xos"),
        ("Nomura analysts say CATL supplies Ford.", "supplies", "CATL", "Ford"),
        ("I guess VW sells Ducati, but BMW bought Alpina.", "acquired", "BMW", "Alpina"),
        ("The works in Chakan near Pune is closed.", "located_in", "Chakan", "Pune"),
        ("Graz is the second city of Austria.", "located_in", "Graz", "Austria"),
        ("CEO Jim Farley of Ford met the minister.", "ceo_of", "Jim Farley", "Ford"),
    ],
)
def test_claims_that_the_words_bear_out_stay(text: str, relation: str, subject: str, object: str) -> None:
    assert not contradicted(text, relation, subject, object)


def contradicted(text: str, relation: str, subject: str, object: str) -> bool:
    person = relation in ("ceo_of", "works_for")
    a, b = (
        Annotation(text.index(n), text.index(n) + len(n), n, kind)
        for n, kind in ((subject, "Person" if person else "Company"), (object, "Company"))
    )
    claim = Claim(a, relation, b, "asserted", 0.9, (0, len(text)))
    return is_contradicted(text, claim)


def test_who_founded_a_firm_stands_behind_the_word() -> None:
    text = "Magna president Swamy Kotagiri, Fisker founder Henrik Fisker"
    firm, other, founder = (
        Annotation(text.index(n), text.index(n) + len(n), n, "Person" if " " in n else "Company")
        for n in ("Fisker", "Swamy Kotagiri", "Henrik Fisker")
    )
    claims = [Claim(firm, "founded_by", person, "asserted", 0.9, (0, len(text))) for person in (other, founder)]
    assert [is_contradicted(text, claim) for claim in claims] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analysts at Nomura expect $2 billion.", True),
        ("Nomura analysts expect $2 billion.", True),
        ("Nomura expects $2 billion.", False),
    ],
)
def test_a_forecast_is_no_figure_of_the_analysts_own_firm(text: str, expected: bool) -> None:
    start, amount = text.index("Nomura"), text.index("$2")
    firm, value = (
        Annotation(start, start + 6, "Nomura", "Company"),
        Annotation(amount, amount + 10, "$2 billion", "Money", "value"),
    )
    claim = Claim(firm, "has_metric", value, "asserted", 0.9, (0, len(text)), Value("profit", "$2 billion"))
    assert is_contradicted(text, claim) is expected
