"""A database that is pulled out of a store."""

import subprocess

from . import people, views
from .scene import PROJECT, expect


class Pulled:
    """A database that is pulled; `days` of the last pull are what it says."""

    def __init__(self, scene, name="pulled", site=None):
        self.scene, self.site, self.days = scene, site, None
        self.db = scene.folder / f"{name}.sqlite"

    def arguments(self, url=None):
        return ["pull", url or self.scene.url, "--db", self.db, *(["--site", self.site] if self.site else [])]

    def pull(self, *options, url=None, code=0):
        ended = self.scene.fleet(*self.arguments(url), *options, code=code)
        if ended.code == 0:
            self.days = int(ended.output.split()[1])
        return ended

    def start(self, url=None):
        return subprocess.Popen([self.scene.programs["fleet"], *map(str, self.arguments(url))], env=self.scene.environment(),
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def has_all(self, wanted, words):
        views.same(views.of_database(self.db), wanted, f"pulled, {words}")

    def is_clean(self):
        ended = self.scene.sporlos("audit", "--db", self.db, code=None)
        expect(ended.code == 0, f"an audit finds: {ended.output.strip()[-600:]} {ended.errors}")

    def content(self):
        """All bytes of the database and of the files beside it."""
        return b"".join(path.read_bytes() for path in self.scene.folder.glob(self.db.name + "*") if path.is_file())


def begun(scene, days=(9, 5, 4)):
    server = scene.server()
    server.count(*sorted(PROJECT.glob("sample-logs/nginx-timing/*.log*")))
    server.collect(people.traffic(scene.chance, [people.midnight(ago) for ago in days], lines=600))
    server.push()
    return server
