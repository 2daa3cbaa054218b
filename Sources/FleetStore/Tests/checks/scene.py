"""The place of one check: a folder, a database of the store, and servers that count."""

import os
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

from . import views
from .views import Wrong

PATIENCE = 60
PROJECT = Path(__file__).resolve().parents[4]


class Outcome:
    """How a program ended, and what it said."""

    def __init__(self, code, output, errors):
        self.code, self.output, self.errors = code, output, errors


class Server:
    """One server: its database of counts, and what it has noted of sending."""

    def __init__(self, scene, name, zone):
        self.scene, self.name, self.zone = scene, name, zone
        self.db = scene.folder / f"{name}.sqlite"
        self.keys, self.state = scene.folder / f"{name}-keys", scene.folder / f"{name}-sent"
        self.logs = 0

    def collect(self, lines, *options):
        """Counts lines that are in no log yet."""
        log = self.scene.folder / f"{self.name}-{self.logs}.log"
        self.logs += 1
        log.write_text("".join(lines))
        return self.count(log, "--format", "vhost-combined", "--source", log.name, "--campaigns", "all",
                          *options)

    def count(self, *arguments):
        return self.scene.sporlos("collect", *arguments, "--db", self.db, "--state", self.keys, "--time-zone", self.zone,
                                  "--late", "--quiet")

    def run(self, *arguments):
        """A command of sporlos for this database, such as prune."""
        return self.scene.sporlos(*arguments, "--db", self.db)

    def push(self, *options, url=None, code=0, **others):
        return self.scene.fleet("push", url or self.scene.url, "--db", self.db, "--state", self.state, *options, code=code,
                                **others)

    def start_push(self, *options, url=None):
        return subprocess.Popen(
            [self.scene.programs["fleet"], "push", url or self.scene.url, "--db", self.db, "--state", self.state, *options],
            env=self.scene.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)

    def copy(self, name, with_state=True):
        """Another machine with a copy of this one's database."""
        other = Server(self.scene, name, self.zone)
        with sqlite3.connect(self.db) as source, sqlite3.connect(other.db) as copy:
            source.backup(copy)
        if self.keys.exists():
            shutil.copytree(self.keys, other.keys)
        if with_state:
            shutil.copytree(self.state, other.state)
        return other

    def query(self, sql, *arguments):
        database = views.opened(self.db)
        try:
            return database.execute(sql, arguments).fetchall()
        finally:
            database.close()


class Scene:
    def __init__(self, store, number, folder, programs, chance):
        self.store, self.folder, self.programs, self.chance = store, folder, programs, chance
        self.database = f"check_{number}"
        self.url = store.url + self.database
        folder.mkdir()
        (folder / "home").mkdir()

    def environment(self, **more):
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder / "home"), "TZ": "UTC", "LC_ALL": "C.UTF-8",
                "SPORLOS_CONFIG": "none", "SPORLOS_GEO": "none",
                **{name: os.environ[name] for name in ["LD_LIBRARY_PATH"] if name in os.environ}, **more}

    def run(self, program, *arguments, code=0, within=PATIENCE, before=(), **more):
        """Runs a program, and raises where it does not end as it should; `code=None`: anyhow."""
        ended = subprocess.run(
            [*before, self.programs[program], *map(str, arguments)], env=self.environment(**more), cwd=self.folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="surrogateescape", timeout=within)
        outcome = Outcome(ended.returncode, ended.stdout, ended.stderr)
        if code is not None and outcome.code != code:
            raise Wrong(f"{program} {' '.join(map(str, arguments))} ended with {outcome.code}: "
                        f"{outcome.errors.strip() or outcome.output.strip()}")
        return outcome

    def sporlos(self, *arguments, **options):
        return self.run("sporlos", *arguments, **options)

    def fleet(self, *arguments, **options):
        return self.run("fleet", *arguments, **options)

    def make(self):
        """Makes the tables, in a database that is empty."""
        self.store.query(f"DROP DATABASE IF EXISTS {self.database}")
        self.store.query(f"CREATE DATABASE {self.database}")
        self.fleet("schema", self.url, "--apply")

    def server(self, name="one", zone="Europe/Oslo"):
        return Server(self, name, zone)

    def query(self, sql):
        """Rows of the store; tables are named without their database."""
        return self.store.query(sql, settings={"database": self.database})

    def has_all(self, servers, words):
        """The views of the store are those of the databases."""
        servers = servers if isinstance(servers, list) else [servers]
        found = views.of_store(self.store, self.database)
        views.same(found, views.of_fleet([server.db for server in servers]), words)
        if len(servers) == 1:
            views.same(found, views.of_database(servers[0].db), f"{words} (row by row)")
        return found

    def names(self):
        """The paths that any source gives a page, and has not taken back."""
        return {path for path, in self.query("SELECT argMax(path, ver) FROM page GROUP BY tag, source")}


def expect(is_right, words):
    if not is_right:
        raise Wrong(words)


def sentence(outcome, *parts):
    """The one sentence that a program ended with, in which some words must be."""
    said = outcome.errors.strip()
    expect(said.startswith("sporlos-store: ") and "\n" not in said and len(said) > 30, f"no sentence: {said!r}")
    for part in parts:
        expect(part in said, f"the sentence does not say \"{part}\": {said}")
    return said


def kill(process):
    """Ends a program as a power cut would, and waits."""
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL
