"""Wordings of English that say by themselves whose word something is; none knows a name."""
