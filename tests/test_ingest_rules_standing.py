import re

import pytest

from ingest.rules.statuses.standing import goes_on, is_possible, standing
from ingest.rules.statuses.tenures import is_held


def held(sentence, person, firm, relation="ceo_of"):
    places = ((sentence.index(name), sentence.index(name) + len(name)) for name in (person, firm))
    return is_held(relation, sentence, *places)


@pytest.mark.parametrize(
    ("sentence", "person", "firm", "expected"),
    [
        (
            "Jim Farley has been CEO of Ford since October 2020, when he succeeded Hackett.",
            "Jim Farley",
            "Ford",
            True,
        ),
        ("Uchida, Nissan's chief executive since 2019, gave up half of his pay.", "Uchida", "Nissan", True),
        ("Holger Klein left ZF and was replaced by Mathias Miedreich.", "Mathias Miedreich", "ZF", True),
        (
            "Stellantis appointed Antonio Filosa, its America chief, as chief executive.",
            "Antonio Filosa",
            "Stellantis",
            True,
        ),
        ("Nissan's new CEO Ivan Espinosa will cut jobs.", "Ivan Espinosa", "Nissan", True),
        ("Ivan Espinosa, who took the helm of Nissan in April, will cut jobs.", "Ivan Espinosa", "Nissan", True),
        ("Jim Hackett, chief executive of Ford until 2020, was not asked.", "Jim Hackett", "Ford", False),
        ("Farley has been its CEO since 2020, when he succeeded Jim Hackett.", "Jim Hackett", "its", False),
        (
            "Dana appoints Bruce McDonald, a former vice chairman of Johnson Controls.",
            "Bruce McDonald",
            "Johnson Controls",
            False,
        ),
        (
            "Diess was succeeded by Oliver Blume, who led Porsche until 2025 or previously Seat.",
            "Oliver Blume",
            "Seat",
            False,
        ),
        ("Former Nissan CEO Carlos Ghosn, a fugitive since December 2019, spoke.", "Carlos Ghosn", "Nissan", False),
        ("Herbert Diess, CEO of VW since 2018, was ousted.", "Herbert Diess", "VW", False),
    ],
)
def test_a_post_is_held_or_not(sentence, person, firm, expected):
    assert held(sentence, person, firm) is expected


def test_only_posts_are_held():
    assert not held("Ford has owned the plant since 2019.", "Ford", "plant", "operates_plant_in")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The two called off their merger, but continue to work with", True),
        ("Subaru closed its line, and Toyota began to assemble the Hilux at", True),
        ("The firm will not continue with", False),
        ("It produced the Golf until 2019 at", False),
    ],
)
def test_what_begins_or_continues_has_not_ended(words, expected):
    assert goes_on(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The next Q5 might also be built in", True),
        ("The firm, which could fail, builds the Q5 in", False),
        ("It builds the Q5 in", False),
    ],
)
def test_what_may_come_is_no_fact_yet(words, expected):
    assert is_possible("produced_at", words) is expected


def settled(status, relation, marked):
    """Return the status that a sentence leaves of one between [its subject] and {its object}."""
    sentence = re.sub(r"[\[\]{}]", "", marked)
    names = (re.search(pattern, marked)[1] for pattern in (r"\[(.+?)\]", r"\{(.+?)\}"))
    return standing(status, relation, sentence, tuple((sentence.index(n), sentence.index(n) + len(n)) for n in names))


PLANTS = [
    ("asserted", "[Toyota] laid the cornerstone of a plant in {Liberty}, which is to open in 2027."),
    ("asserted", "[VW] has laid the foundation stone for a factory in {Salem}."),
    ("asserted", "The cornerstone for [Toyota]'s works in {Liberty} was laid on Friday."),
    ("asserted", "Ground was broken for [Rivian]'s factory in {Georgia}; it will employ 7,500."),
    ("asserted", "The works that [Scout] will run in {Blythewood} are half finished."),
    ("asserted", "The plant that [CATL] will open in {Debrecen} is under construction."),
    ("asserted", "Construction is 80 percent complete at [Panasonic] in {De Soto}, opening soon."),
    ("asserted", "Work on [BYD]'s factory in {Szeged} has begun."),
    ("planned", "[Stellantis] plans to break ground on a plant in {Kokomo}."),
    ("planned", "Construction of the [Tesla] factory in {Monterrey} will begin next year."),
    ("planned", "[Tesla] has not broken ground in {Monterrey}."),
    ("planned", "[ACC] is constructing works in Douvrin, under construction since May, and plans others in {Termoli}."),
    ("planned", "Work began in Douvrin and a second factory will follow in {Termoli} for [ACC]."),
    ("planned", "[Northvolt] laid a foundation stone in {Heide}, but has postponed the factory."),
]


@pytest.mark.parametrize(("expected", "sentence"), PLANTS)
def test_a_plant_is_built_once_the_work_has_begun(expected, sentence):
    assert settled("planned", "builds_plant_in", sentence) == expected


SETTLED = [
    (
        "produced_at",
        "planned",
        "asserted",
        "Production of the [Elroq] began today in {Kvasiny}; from June it comes as a van.",
    ),
    (
        "produced_at",
        "planned",
        "planned",
        "Production of the Elroq began in May, and the [Epiq] will be built in {Kvasiny}.",
    ),
    ("builds_plant_in", "asserted", "planned", "[BYD] will build a plant in {Szeged}."),
    (
        "builds_plant_in",
        "asserted",
        "asserted",
        "[BYD] will build 200,000 cars in {Szeged} on a site under construction.",
    ),
    ("builds_plant_in", "ended", "planned", "[Honda] has pushed back by two years a complex in {Ontario}."),
    ("builds_plant_in", "ended", "planned", "Plans of [Ecopro] for {Becancour} are shelved for the time being."),
    ("builds_plant_in", "ended", "ended", "[Honda] delayed and then cancelled a complex in {Ontario}."),
    ("builds_plant_in", "ended", "ended", "[Honda] has buried a plant in {Ontario}, but only delays one in Ohio."),
    ("operates_plant_in", "asserted", "ended", "[Ford] has closed its factories in Geelong and {Broadmeadows}."),
    ("operates_plant_in", "asserted", "ended", "[Mercedes] handed over its works in {Yesipovo} to Avtodom."),
    ("operates_plant_in", "asserted", "asserted", "Mercedes handed over its works in {Yesipovo} to [Avtodom]."),
    ("operates_plant_in", "asserted", "asserted", "[Ford] closed its plant in {Chicago} for a week."),
    ("operates_plant_in", "asserted", "asserted", "[Ford] will have closed its plant in {Saarlouis} by May."),
    (
        "operates_plant_in",
        "asserted",
        "asserted",
        "[Presta] closed its works at Oberegg and presses gears in {Eschen}.",
    ),
    ("enters_market", "planned", "asserted", "[Xpeng] is expanding across {Europe}."),
    ("enters_market", "planned", "asserted", "[Xpeng] is branching out into Brazil, Peru and {Chile}."),
    ("enters_market", "planned", "planned", "[Xpeng] is expanding into {Norway} next year."),
    ("enters_market", "planned", "planned", "[Xpeng] will expand into {Norway}."),
    ("owns_stake_in", "ended", "asserted", "[Geely] doubled its stake in {Volvo}, ending a rumour."),
    ("owns_stake_in", "ended", "asserted", "[BAIC] built up a stake of 9 % in {Daimler}."),
    ("owns_stake_in", "ended", "asserted", "[Toyota] cut its stake in {Denso} to 20 percent."),
    ("owns_stake_in", "ended", "ended", "[Toyota] cut its stake in {Denso} to zero."),
    ("owns_stake_in", "ended", "ended", "[Tata] raised its stake in JLR and sold its shares in {Ford}."),
    ("owns_stake_in", "asserted", "ended", "[SoftBank] is shedding its entire stake in {Uber}."),
    ("owns_stake_in", "asserted", "ended", "[Ford] sold all of its shares in {Rivian}."),
    ("owns_stake_in", "asserted", "asserted", "[Ford] sold all its shares in {Rivian} but one."),
    ("owns_stake_in", "asserted", "asserted", "[Ford] plans on selling its entire stake in {Rivian}."),
    ("owns_stake_in", "asserted", "asserted", "Ford sold its entire stake in {Rivian} to [Amazon]."),
    ("owns_stake_in", "asserted", "asserted", "[Ford] sold shares in {Rivian}."),
    ("owns_stake_in", "rumored", "asserted", "[Geely] may sell a stake in {Lotus} to SAIC."),
    ("owns_stake_in", "planned", "asserted", "[SAIC] is considering reducing its 49% stake in {JSW MG}."),
    ("owns_stake_in", "rumored", "rumored", "[SAIC] is in talks with Geely, which may sell its stake in {Lotus}."),
    ("owns_stake_in", "rumored", "rumored", "[SAIC] may buy and later sell a stake in {Lotus}."),
    ("owns_stake_in", "rumored", "rumored", "Geely may sell its stake in {Lotus} to [SAIC]."),
    ("partnered_with", "asserted", "rumored", "[Foxconn] has approached {Nissan} about a partnership."),
    ("merged_with", "planned", "rumored", "[Honda] and {Nissan} talked of a possible merger."),
    ("acquired", "asserted", "rumored", "A potential takeover of {Veoneer} by [Magna] was welcomed."),
    ("partnered_with", "asserted", "asserted", "[Ford] and {VW} talked of a possible alliance with Rivian."),
    ("partnered_with", "asserted", "asserted", "[Ford] works with {VW}, a possible alliance partner of Rivian."),
    ("partnered_with", "asserted", "ended", "[Daimler] and {BMW}, meanwhile, have put their cooperation on ice."),
    ("partnered_with", "asserted", "ended", "[Mobileye] has ended its cooperation with {Tesla} after an accident."),
    ("partnered_with", "asserted", "asserted", "[Mobileye], which ended its cooperation with Tesla, works with {BMW}."),
    ("partnered_with", "asserted", "asserted", "[Suzuki] wants to have dissolved its partnership with {VW} by May."),
    ("joint_venture_with", "asserted", "asserted", "[Volvo] and {Veoneer} denied that they ended their joint venture."),
    ("partnered_with", "asserted", "asserted", "[Ford] and {VW} put their cooperation to good use."),
    ("joint_venture_with", "planned", "asserted", "[Magna] and {LG} signed a joint venture that will build motors."),
    ("joint_venture_with", "planned", "asserted", "The JV of [Magna] and {LG}, signed May 26, will build motors."),
    ("partnered_with", "planned", "planned", "[Ford] signed a partnership with VW and plans to work with {Rivian}."),
    ("joint_venture_with", "asserted", "planned", "[LG] and {Stellantis} agreed to set up a joint venture in May."),
    ("joint_venture_with", "asserted", "planned", "[Sono] will form an equal joint venture for cells with {Fraser}."),
    ("joint_venture_with", "asserted", "asserted", "[LG] and {GM} will found a joint venture with Honda."),
    ("joint_venture_with", "asserted", "asserted", "[LG] and {GM}, which formed a joint venture, will expand."),
    ("supplies", "asserted", "planned", "[Infineon] is a supplier to Hyundai and wants to supply {Kia}."),
    ("joint_venture_with", "planned", "planned", "[Magna] and {LG} signed a memorandum on a joint venture."),
    ("joint_venture_with", "planned", "planned", "[Magna] and {LG} will have signed a joint venture by May."),
    ("supplies", "asserted", "planned", "[GKN], which used to supply Fiat, will supply {Alfa Romeo}."),
    ("supplies", "asserted", "planned", "[CATL] will now deliver cells to {Ford} instead."),
    ("supplies", "asserted", "asserted", "[CATL] will supply Kia and has supplied {Ford} since 2020."),
    ("supplies", "planned", "asserted", "[CATL] will supply Kia and has supplied {BMW} since 2012."),
    ("supplies", "planned", "planned", "[Hitachi] has supplied Kia since 2012, and will deliver cells to {BMW}."),
    ("partnered_with", "asserted", "planned", "[Ford] signed up VW and plans to work with {Rivian} on vans."),
    ("partnered_with", "asserted", "asserted", "[Ford] will work more closely with {VW}."),
    (
        "partnered_with",
        "asserted",
        "asserted",
        "[Nissan] ended its partnership with Kia in India and works with {Honda}.",
    ),
    ("works_for", "asserted", "ended", "Rivian hired [Sofia Reyes], who was at {Tesla} from 2019, as chief."),
    ("works_for", "asserted", "asserted", "Rivian hired [Sofia Reyes], who was in India and is at {Tesla}."),
    ("supplies", "asserted", "asserted", "[CATL] will continue to supply {Ford}."),
    ("supplies", "asserted", "asserted", "[CATL] will supply Kia, as it does {Ford}."),
    ("enters_market", "asserted", "asserted", "[Zunder] will enter Italy, after opening sites in {France}."),
    ("launched", "asserted", "planned", "In May [Kia] will launch the {EV4}."),
    ("launched", "asserted", "asserted", "[Kia], which will launch the EV4 soon, opened the {EV3} for orders."),
    ("supplies", "planned", "asserted", "[Lear], a supplier to {Ford}, plans to cut jobs."),
    ("supplies", "rumored", "asserted", "{Ford}'s brake supplier [Bosch] is in talks on a sale."),
    ("supplies", "planned", "planned", "[Lear], a future supplier to {Ford}, cuts jobs."),
    ("supplies", "planned", "planned", "[Lear] will be a supplier to {Ford}."),
    ("partnered_with", "rumored", "asserted", "[Mitsubishi], the alliance partner of {Nissan}, would agree."),
    ("partnered_with", "planned", "asserted", "[Renault] thought that its old alliance with {Nissan} would last."),
    ("partnered_with", "planned", "planned", "[Renault] hopes to start its alliance with {Nissan} in May."),
    ("partnered_with", "ended", "ended", "[Suzuki], the partner of {VW}, left."),
    ("works_for", "asserted", "ended", "[Anna Berg] has held posts at Intel and lately {Bosch}."),
    ("works_for", "asserted", "asserted", "[Anna Berg] has held posts at Intel and is now with {Bosch}."),
    ("works_for", "asserted", "planned", "{VW} named [Ann Hill] its COO, subject to approval by the board."),
    ("works_for", "asserted", "asserted", "[Ann Hill] of {VW} named a price, subject to approval by the board."),
    ("ceo_of", "ended", "planned", "{VW}'s chief executive Ann Hill is to be replaced by [Paul Ox]."),
    ("ceo_of", "ended", "asserted", "{VW}'s chief executive Ann Hill was replaced by [Paul Ox]."),
    ("works_for", "asserted", "planned", "{Ford} has appointed [Sherry House] as finance chief from June 1."),
    ("works_for", "asserted", "planned", "{Fiat} has chosen [Ann Hill] as the group's next chief executive."),
    ("works_for", "asserted", "asserted", "Ford has appointed [Ann Hill], now at {Kia}, as finance chief from June 1."),
    ("works_for", "asserted", "asserted", "{Ford} has appointed [Ann Hill], who was in India from June to July."),
    ("ceo_of", "asserted", "ended", "{Umicore} parted with its chief executive [Paul Ox]."),
    ("works_for", "ended", "asserted", "[Alan Ai], president of {Onvo}, formerly worked at Tsinghua."),
    ("ceo_of", "ended", "asserted", "[Ann Hill], the chief of {Marelli}, was a manager at Kia before."),
    ("ceo_of", "ended", "ended", "[Ann Hill], the chief of {Marelli}, was dismissed."),
    ("ceo_of", "ended", "ended", "[Ann Hill], once chief of {Marelli}, formerly worked at Kia."),
    ("works_for", "ended", "asserted", "[Paul Ox] joined {Bosch} from ZF."),
    ("works_for", "ended", "ended", "[Paul Ox] joined Bosch from {ZF}."),
    ("works_for", "ended", "ended", "[Paul Ox] joined {Bosch} from ZF and left after a year."),
]


@pytest.mark.parametrize(("relation", "status", "expected", "sentence"), SETTLED)
def test_the_words_around_a_claim_settle_its_status(relation, status, expected, sentence):
    assert settled(status, relation, sentence) == expected
