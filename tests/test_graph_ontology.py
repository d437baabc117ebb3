import re
from pathlib import Path

import pytest

from graph import OntologyError, ontology
from graph.model import STATUSES


def test_the_schema_is_whole() -> None:
    schema = ontology()
    assert (len(schema.kinds), len(schema.relations)) == (13, 39)
    assert schema.statuses == STATUSES
    assert sum(a.relation == "has_attribute" for a in schema.attributes.values()) == 16
    assert sum(a.relation == "has_metric" for a in schema.attributes.values()) == 8
    symmetric = {name for name, relation in schema.relations.items() if relation.symmetric}
    assert symmetric == {"partnered_with", "joint_venture_with", "merged_with", "competes_with"}


def test_every_term_has_label_and_comment() -> None:
    for term in [*ontology().relations.values(), *ontology().attributes.values()]:
        assert term.label and term.comment, term.name


def test_domain_and_range() -> None:
    schema = ontology()
    assert schema.allows("Company", "supplies", "Vehicle")
    assert schema.allows("Vehicle", "has_attribute", "Value")
    assert not schema.allows("Vehicle", "supplies", "Company")
    assert schema.attribute("power").unit == "kW"


def test_unknown_names_are_errors() -> None:
    with pytest.raises(OntologyError, match="unknown relation 'likes'"):
        ontology().relation("likes")


def test_every_term_that_the_code_writes_is_in_the_ontology() -> None:
    folder = Path(__file__).parents[1] / "graph"
    used = {name for file in folder.glob("*.py") for name in re.findall(r'auto\("(\w+)"\)', file.read_text())}
    defined = set(re.findall(r"^auto:(\w+) ", (folder / "ontology.ttl").read_text(), re.MULTILINE))
    assert used - defined == set()
