"""Flows and ratings in, standings out: pure arithmetic, no storage, no input or output.

``matrix`` holds the types, ``ach`` and ``bayes`` the two ways of weighing, ``dependence`` the copying of sources,
``sensitivity`` and ``information`` what a standing rests on, and ``explain`` says it in words.
"""
