"""The forms kit and the words of every screen: GOV.UK and MoJ patterns, over crispy-forms-gds."""
