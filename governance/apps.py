from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        from accounts.permissions import Permission as P
        from core.govuk.navigation import Item, register
        from governance.reports.services import PRINT_JOB, make_report, print_report
        from outbox import handlers
        from outbox.wording import word

        register(Item("Locality", "caseload", 60, "y", (P.CASELOAD_READ, P.AGGREGATE_READ)))
        register(
            Item(
                "Governance",
                "governance",
                70,
                "v",
                (P.REPORT_READ, P.AGGREGATE_READ, P.ACCESS_LOG_READ),
                ("/governance/", "/access/"),
            )
        )
        handlers.register("governance.monthly_report", make_report)
        handlers.register(PRINT_JOB, print_report)
        word("MONTHLY_REPORT", "A monthly report is ready")
        word("ODD_ACCESS", "Odd readings of a day wait for you")
        word("PRINT_ASKED", "A family asks who has looked at a record: release the print")
        word("PRINT_RELEASED", "The print of who has looked is released")
