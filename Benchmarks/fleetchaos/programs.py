"""Where the programs are, and how they are called."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
STORES = REPOSITORY / "Sources/FleetStore/Tests"
DATABASE = "sporlos"


def program(variable, path):
    return Path(os.environ.get(variable, REPOSITORY / path)).resolve()


SPORLOS = program("SPORLOS", ".build/release/sporlos")
FLEET = program("SPORLOS_FLEET", "Sources/FleetStore/.build/release/sporlos-store")


def stores():
    """The module that runs real servers, beside the tests of the store."""
    sys.path.insert(0, str(STORES))
    return importlib.import_module("stores")


class RunError(Exception):
    """A program that ended with something else than 0."""


def run(*command, given=None):
    """What a program prints."""
    ended = subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True, input=given)
    if ended.returncode != 0:
        raise RunError(f"{' '.join(map(str, command[:3]))} ended with {ended.returncode}: {ended.stderr.strip()}")
    return ended.stdout


def url(port):
    return f"http://127.0.0.1:{port}/{DATABASE}"
