"""``lianggang schema``: the JSON Schema of a catalogue, for editors."""

from __future__ import annotations

from .options import OutputOption  # Typer reads it when the command is called


def schema(output: OutputOption = None) -> None:
    """The same whatever the workspace."""
    from lianggang.api.schema import editor_schema
    from lianggang.outputs.to_json import schema_document

    from .emit import emit_text

    emit_text(schema_document(editor_schema()), output, exact=True)
