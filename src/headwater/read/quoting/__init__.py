"""Quotation marks, blocks and posts: passages that belong to one voice as they stand."""
