"""The entry: ``lianggang`` and ``python -m lianggang``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; ends the process with the command's status."""
    if sys.argv[1:] == ["--version"]:
        # Answered before anything is imported: a version should cost no more than starting Python.
        from . import __version__

        sys.stdout.write(f"lianggang {__version__}\n")
        return
    # A run is short and its objects live to its end: collecting garbage would only walk through them.
    import gc
    import os

    gc.disable()
    # Plugins of pydantic have no business with returns, and looking for them reads every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from .cli.main import app

    app(prog_name="lianggang")


if __name__ == "__main__":
    main()
