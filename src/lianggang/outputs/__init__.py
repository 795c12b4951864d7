"""Results → something to read: text, tables, JSON. Nothing here computes a judgement or reads a file."""
