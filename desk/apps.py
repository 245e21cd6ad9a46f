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
                ("/people/",),
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
        word("RECORDS_MERGED", "Two records you work with are one now")
        word("RECORDS_PARTED", "Two records you work with are two again")
        word("HIDDEN_SEARCHED", "Somebody searched for a person whose record is restricted")
