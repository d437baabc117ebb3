from dataclasses import replace

import pytest

from graph import Entity, Value, entity_id
from ingest.annotation import Annotation, Claim, Detail
from ingest.network.consistency import consistent

AT = {"Sony": 0, "Honda": 10, "Afeela": 20, "SHM": 30, "CES": 40, "Graz": 50, "Austria": 60}


def mention(name, kind="Company"):
    entity = Entity(entity_id(kind, name), kind, name)
    return Annotation(AT[name], AT[name] + len(name), name, kind, entity=entity)


def claim(subject, relation, obj, confidence=0.9, details=()):
    return Claim(subject, relation, obj, "asserted", confidence, (0, 100), details=details)


def triples(claims):
    return [(c.subject.text, c.relation, c.object.text) for c in claims]


def test_the_surer_of_two_exclusive_relations_stays():
    person = Annotation(70, 74, "Kato", "Person", entity=Entity("person/kato", "Person", "Kato"))
    found = consistent(
        [claim(person, "works_for", mention("Sony"), 0.6), claim(person, "ceo_of", mention("Sony"), 0.8)]
    )
    assert triples(found) == [("Kato", "ceo_of", "Sony")]


def test_one_direction_of_a_directed_relation_stays():
    a, b = mention("Sony"), mention("Honda")
    found = consistent([claim(a, "acquired", b, 0.7), claim(b, "acquired", a, 0.9), claim(a, "merged_with", b, 0.6)])
    assert triples(found) == [("Sony", "merged_with", "Honda"), ("Honda", "acquired", "Sony")]


def test_a_value_stays_with_the_subject_that_has_it_most_surely():
    price = Annotation(80, 90, "$40,000", "Money", "value")

    def costs(name, confidence):
        return replace(claim(mention(name), "has_attribute", price, confidence), value=Value("price", "$40,000"))

    kept = {c.subject.text for c in consistent([costs("Sony", 0.9), costs("Honda", 0.8), costs("SHM", 0.6)])}
    assert kept == {"Sony", "Honda"}


def test_who_shares_a_value_stands_beside_its_owner_in_the_same_sentence():
    power = Annotation(80, 86, "160 kW", "Quantity", "value")

    def has(name, confidence):
        found = replace(claim(mention(name), "has_attribute", power, confidence), value=Value("power", "160 kW"))
        return replace(found, sentence=(70, 100))  # both subjects are implied by the sentence before

    assert [c.subject.text for c in consistent([has("Sony", 0.9), has("Honda", 0.6)])] == ["Sony"]


@pytest.mark.parametrize(("confidence", "kept"), [(0.8, {"Honda"}), (0.55, {"Honda"}), (0.4, {"Honda", "Sony"})])
def test_what_the_sentence_names_comes_before_what_others_imply(confidence, kept):
    supplier, implied = mention("SHM"), replace(mention("Sony"), link="implied")
    stated = claim(supplier, "supplies", mention("Honda"), confidence)
    found = consistent([stated, claim(supplier, "supplies", implied, 0.7)])
    assert {c.object.text for c in found} == kept


def test_two_sentences_may_state_the_same():
    a, b = mention("Sony"), mention("Honda")
    assert len(consistent([claim(a, "acquired", b, 0.7), claim(a, "acquired", b, 0.9)])) == 2


def test_parents_of_a_venture_form_it_together():
    venture = mention("SHM")
    found = consistent([claim(venture, "joint_venture_of", mention(n)) for n in ("Sony", "Honda")])
    assert ("Sony", "joint_venture_with", "Honda") in triples(found)


def test_what_is_unveiled_at_an_event_is_unveiled_at_it():
    car, event = mention("Afeela", "Vehicle"), mention("CES", "Event")
    at = (Detail("event", event.start, event.end, "CES"),)
    found = consistent([claim(mention("Sony"), "unveiled", car, details=at)], [event])
    assert triples(found) == [("Sony", "unveiled", "Afeela"), ("Afeela", "unveiled_at", "CES")]
    assert len(consistent([*found], [event])) == 2


def test_places_lie_somewhere_only_when_something_happens_there():
    town, country = mention("Graz", "Place"), mention("Austria", "Place")
    lies = claim(town, "located_in", country)
    assert consistent([lies]) == []
    assert len(consistent([lies, claim(mention("Sony"), "headquartered_in", town)])) == 2


def test_a_named_company_beats_a_reference_for_its_chief():
    person = Annotation(70, 74, "Kato", "Person", entity=Entity("person/kato", "Person", "Kato"))
    other = replace(mention("Honda"), role="reference", link="coreferent")
    found = consistent([claim(person, "ceo_of", other, 0.8), claim(person, "ceo_of", mention("Sony"), 0.6)])
    assert triples(found) == [("Kato", "ceo_of", "Sony")]


def test_a_company_of_another_sentence_beats_no_reference_for_a_chief():
    person = Annotation(70, 74, "Kato", "Person", entity=Entity("person/kato", "Person", "Kato"))
    other, afar = replace(mention("Honda"), role="reference"), replace(mention("Sony"), link="implied")
    found = consistent([claim(person, "ceo_of", other, 0.8), claim(person, "ceo_of", afar, 0.6)])
    assert triples(found) == [("Kato", "ceo_of", "Honda")]


@pytest.mark.parametrize(("parents", "pairs"), [(3, 3), (5, 0)])
def test_a_venture_of_a_whole_list_makes_no_partners(parents, pairs):
    venture, names = mention("SHM"), ["Sony", "Honda", "Afeela", "CES", "Graz"][:parents]
    found = consistent([claim(venture, "joint_venture_of", mention(name)) for name in names])
    assert sum(c.relation == "joint_venture_with" for c in found) == pairs


def test_a_symmetric_relation_is_said_once_in_a_sentence():
    a, b = mention("Sony"), mention("Honda")
    found = consistent([claim(a, "partnered_with", b, 0.7), claim(a, "partnered_with", b, 0.8)])
    assert [c.confidence for c in found] == [0.8]
    assert len(consistent([claim(a, "acquired", b, 0.7), replace(claim(a, "acquired", b), sentence=(100, 200))])) == 2


@pytest.mark.parametrize(("first", "second"), [("licensed_to", "supplies"), ("partnered_with", "competes_with")])
def test_of_two_relations_from_one_wording_the_surer_stays(first, second):
    a, b = mention("Sony"), mention("Honda")
    found = [claim(a, first, b, 0.8), claim(a, second, b, 0.7)]
    assert triples(consistent(found)) == [("Sony", first, "Honda")]
    assert len(consistent([found[0], replace(found[1], sentence=(100, 200))])) == 2


def test_a_venture_is_not_formed_with_its_parent_nor_a_parent_its_venture():
    venture, a, b = (mention(name) for name in ("SHM", "Sony", "Honda"))
    right = [claim(venture, "joint_venture_of", parent) for parent in (a, b)]
    wrong = [claim(a, "joint_venture_with", venture, 0.6), claim(a, "joint_venture_of", b, 0.6)]
    assert triples(consistent([*right, *wrong])) == triples(consistent(right))
    assert ("Sony", "joint_venture_of", "Honda") in triples(consistent([right[0], wrong[1]]))
