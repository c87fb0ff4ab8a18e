"""One page in, one Reading out. Knows no case and no other document."""
