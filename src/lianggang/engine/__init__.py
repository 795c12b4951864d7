"""Catalogue and observations → assessments: pure functions on the model, no files, no terminal, no clock."""
