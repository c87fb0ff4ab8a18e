"""The case file: one SQLite database with the documents of an inquiry, what was read in them, and every verdict."""
