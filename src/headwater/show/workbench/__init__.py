"""The workbench: a local web application over one case file. ``app.application`` makes it."""
