"""A follower that tests and measurements start, kill and look at."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent.parent / ".build/release/sporlos"


def hits(folder):
    """All hits in a folder's database; 0 while there is none."""
    try:
        with sqlite3.connect(f"file:{folder}/traffic.sqlite?mode=ro", uri=True) as database:
            return database.execute("SELECT ifnull(sum(hits), 0) FROM page_hours").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


class Follower:
    """A `sporlos follow` that may be killed and started again.

    Without `flush`, counts wait as they do for its users; with `memory`, a folder that is in memory, those of
    pipes do, too.
    """

    def __init__(self, folder, inputs, flush, *options, program=PROGRAM, memory=None):
        self.folder = folder
        self.command = [program, "follow", *inputs, "--db", folder / "traffic.sqlite"]
        self.command += ["--geo", "none", "--health", "0s", *options]
        if flush is not None:
            self.command += ["--flush", flush]
        self.environment = dict(os.environ)
        if memory is not None:
            self.environment["RUNTIME_DIRECTORY"] = str(memory)
        self.process = None

    def start(self):
        with open(self.folder / "follower.log", "a") as log:
            self.process = subprocess.Popen(
                self.command, stderr=log, cwd=self.folder, env=self.environment)

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        code = self.process.wait(timeout=60)
        if number != signal.SIGKILL and code != 0:
            sys.exit(f"the follower ended with {code}: {self.said()}")

    def said(self):
        return (self.folder / "follower.log").read_text()

    def hits(self):
        return hits(self.folder)

    def wait(self, hits, seconds=60):
        """Waits for so many hits, and gives how many there are."""
        end = time.monotonic() + seconds
        while (found := self.hits()) < hits and time.monotonic() < end:
            time.sleep(0.1)
        return found

    def cpu(self):
        """Seconds of processor time used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Resident megabytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0
