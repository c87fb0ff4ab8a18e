"""Many readings in, flows out: which claims are the same, who carried them from whom, how many origins there are.

Data goes one way: ``claims`` → ``same`` → ``families`` → ``flows`` → ``origins`` and ``drift``; ``fingerprints`` → ``reuse`` beside
it; ``versions`` compares captures of one page. ``engine`` runs the heavy joins on DuckDB or Spark.
"""
