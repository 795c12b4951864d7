"""The nouns of the field: no files, no terminal, no clock."""
