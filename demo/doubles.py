"""Children recorded twice: one pair is read as one already, of another a worker thinks so and a manager is to decide."""

from datetime import date

from accounts.selectors import system_user
from demo.stories.engine import on, team
from people import services as people
from people.enums import InvolvementKind
from people.models import Person

NORTH = "Family Support North"
SURNAME = "Ashworth"


def make() -> None:
    """Both pairs are open to the team of the North."""
    with on("2027-03-22 10:00", by="sw.north"):
        kept = _recorded("Demo Imogen", date(2019, 8, 14))
        double = _recorded("Demo Imogene", date(2019, 8, 14))
        first = _recorded("Demo Tobias", date(2021, 2, 3), sex="M")
        second = _recorded("Demo Toby", date(2021, 2, 3), sex="M")
        people.add_name(
            person=second, by=system_user(), kind="ALIAS", forename="Demo Tobias", surname=SURNAME
        )
    with on("2027-03-23 11:20", by="manager.north") as manager:
        people.merge_people(
            survivor=kept, merged=double, by=manager,
            reason="One birth notification; the nursery spelt her name with an e (demonstration)",
        )  # fmt: skip
    with on("2027-03-30 15:40", by="sw.north") as worker:
        people.propose_merge(
            one=first, other=second, by=worker,
            reason="His mother calls him Toby; the health visitor has one child at this address (demonstration)",
        )  # fmt: skip


def _recorded(forename: str, born_on: date, *, sex: str = "F") -> Person:
    """As two agencies told of one child within a month of each other."""
    by = system_user()
    person = people.create_person(by=by, forename=forename, surname=SURNAME, born_on=born_on, sex=sex)
    people.involve(person=person, kind=InvolvementKind.TEAM_AROUND, team=team(NORTH), by=by)
    return person
