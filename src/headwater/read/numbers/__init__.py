"""Numbers and calendar words: the shared cutting and rule matching under ``quantities`` and ``times``."""
