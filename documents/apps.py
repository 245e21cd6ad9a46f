from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents.persons import PERSON_FILES
        from documents.registry import register_subject
        from documents.services import begin_paper, make_paper
        from documents.services.make import BEGIN_JOB, FAILED_NOTICE, MAKE_JOB, READY_NOTICE
        from outbox.handlers import register
        from outbox.wording import word

        register(BEGIN_JOB, begin_paper)
        register(MAKE_JOB, make_paper)
        word(READY_NOTICE, "A paper you asked for is ready")
        word(FAILED_NOTICE, "A paper you asked for could not be made")
        register_subject(PERSON_FILES)
