"""The label inventories that training and run time share; their order is the order of the weights."""

from __future__ import annotations

NAME_KINDS: tuple[str, ...] = (
    "Company", "Person", "Vehicle", "Platform", "Component", "Technology", "Facility",
    "Place", "Event", "Government", "Market", "Material", "Organization",
)  # fmt: skip
REFERENCE_KINDS: tuple[str, ...] = ("Ref_Company", "Ref_Person", "Ref_Vehicle", "Ref_Other")
VALUE_KINDS: tuple[str, ...] = (
    "Money", "Percent", "Quantity", "Count", "Date", "Role", "Product", "Reason",
)  # fmt: skip
SPAN_KINDS: tuple[str, ...] = NAME_KINDS + REFERENCE_KINDS + VALUE_KINDS
TAGS: tuple[str, ...] = ("O", *(p + k for k in SPAN_KINDS for p in ("B-", "I-")))

STATUSES: tuple[str, ...] = ("asserted", "planned", "rumored", "denied", "ended")
RELATIONS: tuple[str, ...] = (
    "partnered_with", "joint_venture_with", "joint_venture_of", "supplies", "acquired", "merged_with",
    "invested_in", "owns_stake_in", "subsidiary_of", "brand_of", "founded_by", "headquartered_in",
    "ceo_of", "works_for", "produces", "unveiled", "unveiled_at", "launched", "discontinued",
    "recalled", "operates_plant_in", "builds_plant_in", "produced_at", "uses_platform",
    "uses_component", "uses_technology", "competes_with", "enters_market", "sells_in",
    "exits_market", "sued", "investigated_by", "regulated_by", "licensed_to", "listed_on",
    "located_in", "funded_by",
)  # fmt: skip
ATTRIBUTES: tuple[str, ...] = (
    "power", "torque", "battery_capacity", "range", "seating_capacity", "price", "top_speed",
    "acceleration_0_100", "acceleration_0_60", "drivetrain", "motor_count", "charging_power",
    "charging_time", "length", "wheelbase", "weight",
)  # fmt: skip
METRICS: tuple[str, ...] = (
    "sales", "revenue", "profit", "production", "capacity", "employees", "job_cuts", "market_share",
)  # fmt: skip
SAME_AS = "same_as"
LABELS: tuple[str, ...] = (
    *RELATIONS,
    *("has_attribute:" + a for a in ATTRIBUTES),
    *("has_metric:" + m for m in METRICS),
    SAME_AS,
)
SYMMETRIC: frozenset[str] = frozenset(("partnered_with", "joint_venture_with", "merged_with", "competes_with"))
QUALIFIERS: tuple[str, ...] = (
    "none", "amount", "share", "product", "role", "market", "event", "date", "count", "reason",
    "capacity", "jobs", "period", "place", "speaker",
)  # fmt: skip

TAG = {name: i for i, name in enumerate(TAGS)}
LABEL = {name: i for i, name in enumerate(LABELS)}
KIND = {name: i for i, name in enumerate(SPAN_KINDS)}
STATUS = {name: i for i, name in enumerate(STATUSES)}
QUALIFIER = {name: i for i, name in enumerate(QUALIFIERS)}


def is_name(kind: str) -> bool:
    """Tell whether a span kind is a name kind of the schema."""
    return kind in NAME_KINDS


def is_reference(kind: str) -> bool:
    """Tell whether a span kind is a pronoun or definite description."""
    return kind.startswith("Ref_")


def compatible(reference: str, kind: str) -> bool:
    """Tell whether a reference of this kind may stand for a name of that kind.

    >>> compatible("Ref_Company", "Organization"), compatible("Ref_Person", "Company")
    (True, False)
    """
    if reference in ("Ref_Person", "Ref_Vehicle"):
        return kind == reference[4:]
    if reference == "Ref_Company":
        return kind in ("Company", "Organization")
    return kind not in ("Person", "Vehicle", "Company")
