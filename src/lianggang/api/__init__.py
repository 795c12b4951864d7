"""The use cases, one module each: joins the rooms, prints nothing and never exits. Re-exports nothing.

Every use case sees the same history: all returns in ``data/`` beside the catalogue, with their values as known
today. What was assumed on the way comes back in ``remarks``.
"""
