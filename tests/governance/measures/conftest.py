from tests.desk.conftest import as_user
from tests.referrals.conftest import log

__all__ = ["as_user", "log"]
