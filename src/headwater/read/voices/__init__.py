"""Whom each source span names: aliases, pronouns, descriptions, kinds."""

from headwater.read.voices.resolve import resolve

__all__ = ["resolve"]
