from referrals.contacts.forms.after import AddForm, AllegationForm, DisagreeForm, NameHolderForm, SendForm
from referrals.contacts.forms.person import PersonForm
from referrals.contacts.forms.steps import STEPS, Step

__all__ = [
    "STEPS",
    "AddForm",
    "AllegationForm",
    "DisagreeForm",
    "NameHolderForm",
    "PersonForm",
    "SendForm",
    "Step",
]
