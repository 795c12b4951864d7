"""The entry: ``lianggang`` and ``python -m lianggang``."""

from __future__ import annotations

import sys
from types import ModuleType


def main() -> None:
    """Run the command line; ends the process with the command's status."""
    if sys.argv[1:] == ["--version"]:
        # Answered before anything is imported: a version should cost no more than starting Python.
        from . import __version__

        sys.stdout.write(f"lianggang {__version__}\n")
        return
    import gc

    # A run is short and its objects live to its end: collecting garbage would only walk through them,
    # now or, if they were not frozen, when Python shuts down.
    gc.disable()
    sys.modules.setdefault(_PLUGIN_LOADER, _NoPlugins(_PLUGIN_LOADER))
    from .cli.main import make_app

    try:
        make_app(sys.argv[1:])(prog_name="lianggang")
    finally:
        gc.freeze()


_PLUGIN_LOADER = "pydantic.plugin._loader"


class _NoPlugins(ModuleType):
    """Stands where pydantic's search for plug-ins is, which have no business with returns.

    The search imports ``importlib.metadata`` and with it email, zipfile and sixty others, more than all returns of
    five years cost; pydantic's own switch leaves out the search and keeps the imports. See docs/decisions/0007.
    """

    @staticmethod
    def get_plugins() -> tuple[object, ...]:
        """None."""
        return ()

    def __getattr__(self, name: str) -> object:
        """Whatever else a later pydantic may ask of it: the real module takes its place back."""
        import importlib

        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(_PLUGIN_LOADER, None)
        return getattr(importlib.import_module(_PLUGIN_LOADER), name)


if __name__ == "__main__":
    main()
