"""Runs the program, its followers, and reads what they left."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from logs import PAGES, Totals

HAS_CLOCKS = shutil.which("faketime") is not None


# How many seconds a busy machine may take for what an idle one does at once.
PATIENCE = 120


# faketime names a semaphore after its process, and does not start where one of that name was left.
UNDER_CLOCK = """
import os, sys
for name in ["faketime_shm_", "sem.faketime_sem_"]:
    try:
        os.unlink(f"/dev/shm/{name}{os.getpid()}")
    except OSError:
        pass
os.execvp("faketime", ["faketime", "-f", *sys.argv[1:]])
"""


class Failure(Exception):
    """What the program did wrong, in a sentence."""


class Program:
    """sporlos in a folder of its own, with one database."""

    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.follower = None
        self.follower_clock = None
        # Whether it commits every line in time, whatever that tells.
        self.is_prompt = False
        (folder / "pages.txt").write_text("".join(f"{page}\n" for page in PAGES))
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "RUNTIME_DIRECTORY": str(folder / "run"),
            # A clock that is wrong leaves the time since boot and the times of files as they are.
            "NO_FAKE_STAT": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def start(self, arguments, clock=None, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE):
        # A run that finds nothing new but a line or two that it rejects is no failure here.
        command = [self.path, "collect", *arguments, "--geo", "none", "--sitemap", "pages.txt",
                   "--max-rejected", "100%"]
        if clock:
            command = [sys.executable, "-c", UNDER_CLOCK, clock, *command]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=stdin,
            stdout=subprocess.DEVNULL, stderr=stderr)

    def pid(self, process, clock):
        """The program's process; under another clock it is a child of faketime, which may not have
        started it yet. None if it has ended."""
        if not clock:
            return process.pid
        while process.poll() is None:
            try:
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
                for child in children.split():
                    if os.path.samefile(f"/proc/{child}/exe", self.path):
                        return int(child)
            except OSError:
                pass
            time.sleep(0.001)
        return None

    def signal(self, process, number, clock):
        pid = self.pid(process, clock)
        try:
            if pid is not None:
                os.kill(pid, number)
        except ProcessLookupError:
            pass

    def handles(self, process, number, clock):
        """Whether it does something of its own upon a signal by now, or would just end."""
        try:
            status = Path(f"/proc/{self.pid(process, clock)}/status").read_text()
        except OSError:
            return False
        masks = [int(line.split()[1], 16) for line in status.splitlines()
                 if line.startswith(("SigCgt:", "SigBlk:", "SigIgn:"))]
        return any(mask >> (number - 1) & 1 for mask in masks)

    def collect(self, arguments, codes=(0,), clock=None, pipe=None, kill_after=None,
                database="traffic.sqlite"):
        """Runs a collect, and gives its exit code; none if it was killed before its end."""
        feeder = pipe and subprocess.Popen(
            pipe, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        process = self.start(
            [*arguments, "--db", database, "--quiet"], clock,
            feeder.stdout if feeder else subprocess.DEVNULL)
        if feeder:
            feeder.stdout.close()
        killed = False
        if kill_after is not None:
            try:
                process.wait(kill_after)
            except subprocess.TimeoutExpired:
                self.signal(process, signal.SIGKILL, clock)
                killed = True
        try:
            _, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.signal(process, signal.SIGKILL, clock)
            process.wait()
            raise Failure(
                f"collect {' '.join(map(str, arguments))} had no end within {PATIENCE} s") from None
        finally:
            if feeder:
                feeder.wait()
        if killed:
            return None
        if process.returncode not in codes:
            raise Failure(
                f"collect {' '.join(map(str, arguments))} ended with {process.returncode}: "
                f"{errors.decode(errors='replace').strip()}")
        return process.returncode

    def follow(self, patterns, flush, batch, clock=None):
        with open(self.folder / "follower.txt", "a") as said:
            self.follower = self.start(
                ["--follow", *patterns, "--db", "traffic.sqlite", "--health", "0s",
                 *(["--flush", flush] if flush else []), *batch],
                clock, stderr=said)
        self.follower_clock = clock
        self.is_prompt = flush is not None

    def check_follower(self):
        if self.follower and self.follower.poll() is not None:
            code, self.follower = self.follower.returncode, None
            raise Failure(f"the follower ended by itself with {code}: {self.said()}")

    def said(self):
        return (self.folder / "follower.txt").read_text().strip()[-500:]

    def hang_up(self):
        """Sends SIGHUP, unless the follower was started so lately that it would end of it."""
        handles = self.handles(self.follower, signal.SIGHUP, self.follower_clock)
        if handles:
            self.signal(self.follower, signal.SIGHUP, self.follower_clock)
        return handles

    def end_follower(self, number):
        self.check_follower()
        process, self.follower = self.follower, None
        # One that was only just started just ends; faketime makes 1 of that.
        codes = [0] if self.handles(process, number, self.follower_clock) else [0, 1, -number]
        self.signal(process, number, self.follower_clock)
        try:
            code = process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.signal(process, signal.SIGKILL, self.follower_clock)
            process.wait()
            raise Failure(
                f"the follower did not end within {PATIENCE} s of its signal") from None
        if number == signal.SIGTERM and code not in codes:
            raise Failure(f"the follower ended with {code}: {self.said()}")

    def stop(self):
        """Ends whatever runs, without a check."""
        if self.follower:
            self.signal(self.follower, signal.SIGKILL, self.follower_clock)
            self.follower.wait()
            self.follower = None

    def read(self, work):
        """Reads the database; where there is none yet, gives none."""
        path = self.folder / "traffic.sqlite"
        if not path.exists():
            return None
        end = time.monotonic() + PATIENCE
        while True:
            database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=PATIENCE)
            try:
                return work(database)
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return None
                # Somebody may just be making its -wal file, or taking it away.
                if time.monotonic() > end:
                    raise Failure(f"the database cannot be read: {error}") from error
                time.sleep(0.02)
            finally:
                database.close()

    def totals(self):
        return self.read(Totals.read) or Totals()

    def hits(self):
        sql = "SELECT ifnull(sum(hits), 0) FROM status_hours"
        return self.read(lambda database: database.execute(sql).fetchone()[0]) or 0

    def check_database(self):
        answer = self.read(lambda database: database.execute("PRAGMA integrity_check").fetchone()[0])
        if answer not in (None, "ok"):
            raise Failure(f"the database is damaged: {answer}")

    def wait_for(self, hits, seconds):
        """Waits until a follower has counted so many hits, for as long as it goes on."""
        last, end = -1, time.monotonic() + seconds
        while (found := self.hits()) < hits and time.monotonic() < end:
            if found != last:
                last, end = found, time.monotonic() + seconds
            self.check_follower()
            time.sleep(0.02)
