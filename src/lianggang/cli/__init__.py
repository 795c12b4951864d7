"""The command line: options in, one call of ``api``, a screen or a document out, a status."""
