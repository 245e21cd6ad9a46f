"""A concern as a school tells it, for these tests too."""

from tests.referrals.conftest import log

__all__ = ["log"]
