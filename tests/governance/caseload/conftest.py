from tests.desk.conftest import as_user

__all__ = ["as_user"]
