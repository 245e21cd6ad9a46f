from referrals.contacts.forms.after import AddForm, DisagreeForm, NameHolderForm, SendForm
from referrals.contacts.forms.person import PersonForm
from referrals.contacts.forms.steps import STEPS, Step

__all__ = [
    "STEPS",
    "AddForm",
    "DisagreeForm",
    "NameHolderForm",
    "PersonForm",
    "SendForm",
    "Step",
]
