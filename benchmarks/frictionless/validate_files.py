"""Validate many files in one process: a JSON list of {path, schema} on stdin; per file its errors on stdout.

Run by the comparison's own environment, never by the program's.
"""

import json
import sys

from frictionless import Resource, Schema, system

system.trusted = True
given = json.load(sys.stdin)
out = []
for one in given:
    try:
        report = Resource(path=one["path"], schema=Schema.from_descriptor(one["schema"])).validate()
        errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
        found = [
            [error.type, getattr(error, "row_number", None), getattr(error, "field_name", None)] for error in errors
        ]
    except Exception as error:  # noqa: BLE001 - a crash is an answer too
        found = [["crash", None, type(error).__name__]]
    out.append(found)
json.dump(out, sys.stdout)
