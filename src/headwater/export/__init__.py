"""The case in other people's formats, and their annotations as verdicts. One module for each standard.

``formats.FORMATS`` lists what can be written, ``annotations.SOURCES`` what can be taken in. Everything here stands on ``store`` alone.
"""
