from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        from accounts.permissions import Permission as P
        from core.govuk.navigation import Item, register
        from outbox.wording import word

        register(Item("My work", "my_work", 10, "w"))
        register(
            Item(
                "Find a person",
                "people_find",
                40,
                "p",
                (P.PERSON_INDEX, P.PERSON_FLAG, P.BREAK_GLASS),
                ("/people/", "/index/"),
            )
        )
        register(
            Item(
                "Cases",
                "tracking_board",
                50,
                "c",
                (P.CASE_WRITE, P.CASE_ALLOCATE, P.PLAN_WRITE, P.CONFERENCE_CHAIR, P.CONFERENCE_COMPILE),
                ("/cases/", "/plans/", "/assessments/", "/conferences/"),
            )
        )
        word("BREAK_GLASS", "A record was opened by break-glass: look at the reason within a working day")
        word("ROW_TO_SETTLE", "A row of another system waits for you to settle")
        word("RECORDS_MERGED", "Two records you work with are one now")
        word("RECORDS_PARTED", "Two records you work with are two again")
        word("MERGE_AGREED", "Two records that you thought one person are one now")
        word("MERGE_DECLINED", "Two records that you thought one person stay two: read why")
        word("BREAK_GLASS_WRONG", "A break-glass opening was found not to be right")
        word("DIRECTOR_ASKED", "A worker asks you to open a record: answer now")
        word("DIRECTOR_OPENED", "A director has opened a record to you for 24 hours")
        word("DIRECTOR_ANSWERED", "The director has answered your request")
        word("CONFLICT_DECLARED", "A worker declared that they know somebody on record")
        word("CONFLICT_OF_WORKER", "A worker of yours knows somebody on their caseload: hand the work over")
        word("CONSENT_WITHDRAWN", "Somebody you work with has withdrawn their agreement to help")
        word("PERSON_DIED", "Somebody you work with has died: read the record before you write or ring")
        word("HIDDEN_SEARCHED", "Somebody searched for a person whose record is restricted")
