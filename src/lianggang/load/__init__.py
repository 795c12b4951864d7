"""Bytes to model: the catalogue, the card rules, the workspace and its returns. Nothing here judges a figure."""
