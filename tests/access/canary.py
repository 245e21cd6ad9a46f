"""Texts that betray a leak: the name of each child, a detail of the core record, one text a class of information."""

from tests.access import oracle

SURNAME = {relation: f"Zq{relation.title()}fold" for relation in oracle.RELATIONS}
DETAIL = {relation: f"Canary {relation} terrace" for relation in oracle.RELATIONS}
# The name as a referrer told it: read with the concern, whatever the level of whoever reads the queue.
TOLD = {relation: f"Zq{relation.title()}told" for relation in oracle.RELATIONS}
CLASSES = tuple(row["class"] for row in oracle.rows("classes"))


def text(data_class: str, relation: str) -> str:
    """What stands in a row of this class about the child of this relation."""
    return f"Canary {data_class} of {relation}"


def own(persona: str) -> str:
    """The surname that a persona typed into a concern of their own about the restricted child."""
    return f"Zqsecret{persona.title().replace('_', '')}told"


def betrayed(cell: oracle.Cell, body: str, own_names: dict[str, str]) -> str:
    """What stands in this answer that this persona may not read; empty when nothing does."""
    for relation in oracle.RELATIONS:
        level = oracle.levels().get((cell.persona, relation), "none")
        if level == "none" and SURNAME[relation] in body:
            return f"the name of “{relation}”"
        if level != "record" and DETAIL[relation] in body:
            return f"a detail of “{relation}”"
        if TOLD[relation] in body and not _may_hear(cell, relation):
            return f"a concern about “{relation}”"
        for data_class in CLASSES:
            allowed = level == "record" and cell.persona in oracle.readers(data_class)
            if not allowed and text(data_class, relation) in body:
                return f"{data_class} of “{relation}”"
    for persona, name in own_names.items():
        if persona != cell.persona and name in body and cell.persona not in oracle.members("@holders"):
            return f"what {persona} told of the restricted child"
    return ""


def _may_hear(cell: oracle.Cell, relation: str) -> bool:
    """The front door hears every concern but the restricted ones, which reach their holder alone; an agency that
    is asked learns the names (safety i)."""
    persona = cell.persona
    if cell.url == "information_answer" and cell.answer in ("open", "taken"):
        return relation == cell.relation
    if relation == "restricted":
        return persona in oracle.members("@holders")
    if persona in oracle.members("@queue_readers"):
        return True
    level = oracle.levels().get((persona, relation), "none")
    return level == "record" and persona in oracle.readers("concern")
