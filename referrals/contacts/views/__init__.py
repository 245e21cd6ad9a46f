from referrals.contacts.views import own, write

__all__ = ["holding", "own", "write"]
