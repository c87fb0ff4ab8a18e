"""Headwater reads reporting about a contested event and shows, for every statement in it, on whose word it rests."""

__version__ = "0.1.0"
