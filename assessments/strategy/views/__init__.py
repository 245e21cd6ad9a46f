"""Pages of strategy discussions and section 47 enquiries."""
