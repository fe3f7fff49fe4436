"""``make audit``: whether any pinned dependency has a known vulnerability, as far as the registry tells.

pip-audit runs from an environment of its own, so that what it needs is not among what is audited.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parent.parent
PLACE = ROOT / ".venv/audit"
PINNED = ROOT / "constraints.txt"

Json = dict[str, Any]


def run(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True)  # noqa: S603 - our own words


def installed() -> bool:
    """Install pip-audit, the first time; say whether it is there."""
    if not (PLACE / "bin/pip-audit").exists():
        venv.create(PLACE, with_pip=True)
        run(PLACE / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "pip-audit")
    return (PLACE / "bin/pip-audit").exists()


def audited() -> Sequence[Json] | str:
    """Give what is known of each pinned dependency, or why nothing is."""
    if not installed():
        return "pip-audit can't be installed from this registry"
    flags = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")
    done = run(PLACE / "bin/pip-audit", "--requirement", PINNED, *flags)
    try:
        dependencies: Sequence[Json] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
    return dependencies


def verdict(dependencies: Sequence[Json]) -> tuple[int, list[str]]:
    """Give the exit code and what to say of the dependencies."""
    known = [one for one in dependencies if "vulns" in one]
    found = [f"{one['name']} {one['version']}: {each['id']}" for one in known for each in one["vulns"]]
    lines = [*found, f"{len(known)} of {len(dependencies)} pinned dependencies audited, {len(found)} vulnerabilities"]
    if not known:
        lines.append("NOT AUDITED: this registry gives no advisories; run it where the public index can be reached")
    elif len(known) < len(dependencies):
        lines.append(f"not audited: {', '.join(one['name'] for one in dependencies if 'vulns' not in one)}")
    return (1 if found else 0), lines


def main() -> int:
    """Check that what is installed fits together, then look for advisories."""
    check = run(sys.executable, "-m", "pip", "check")
    click.echo(check.stdout.strip() or check.stderr.strip())
    told = audited()
    code, lines = (0, [f"NOT AUDITED: {told}"]) if isinstance(told, str) else verdict(told)
    for line in lines:
        click.echo(line)
    return code or check.returncode


if __name__ == "__main__":
    sys.exit(main())
