"""Readings made visible: the terminal report, the page, and the counts both use."""
