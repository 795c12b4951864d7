"""Put real screens into the README: every ``<!-- screen: COMMAND -->`` is followed by what the command prints.

python tools/readme_screens.py            rewrite the README
python tools/readme_screens.py --check    status 1 if a screen in the README is not what the program prints
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
WIDTH = 100
_SCREEN = re.compile(r"(<!-- screen: (?P<command>[^\n]+?) -->\n)```text\n.*?```\n", re.DOTALL)


def screen(command: str) -> str:
    """What a command of the README prints, status 0 or 3, in a terminal of fixed width without colours."""
    program, *arguments = shlex.split(command)
    if program != "lianggang":
        raise SystemExit(f"not a command of this project: {command}")
    environment = {**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(  # noqa: S603  # the commands are the README's own
        [sys.executable, "-m", "lianggang", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode not in {0, 3}:
        raise SystemExit(f"{command}: status {run.returncode}\n{run.stderr}")
    return f"$ {command}\n" + "".join(line.rstrip() + "\n" for line in run.stdout.splitlines())


def with_screens(text: str) -> str:
    """The README with every screen made anew."""
    return _SCREEN.sub(lambda found: f"{found[1]}```text\n{screen(found['command'])}```\n", text)


def main() -> None:
    """Rewrite or compare."""
    written = README.read_text(encoding="utf-8")
    made = with_screens(written)
    if "--check" in sys.argv[1:]:
        sys.exit(made != written)
    README.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
