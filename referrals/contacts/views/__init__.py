from referrals.contacts.views import holding, own, write

__all__ = ["holding", "own", "write"]
