"""Amazon's Node SDK, installed where Node is there."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PLACE = Path(__file__).parent / "node"


def command() -> Sequence[str] | str:
    """Install the packages, the first time, and give the command that serves; or say why there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "Node is not installed here"
    if not (PLACE / "node_modules/ask-sdk-express-adapter").is_dir():
        quiet = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        done = subprocess.run(quiet, cwd=PLACE, check=False, capture_output=True, text=True)  # noqa: S603 - our own words
        if done.returncode:
            return f"its packages can't be installed: {done.stderr.strip()[:200] or done.returncode}"
    return (node, str(PLACE / "server.js"), "{port}")
