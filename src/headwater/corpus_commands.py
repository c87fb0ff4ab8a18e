"""The commands about corpora."""
