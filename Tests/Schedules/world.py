"""The world of a schedule: a scratch folder, its servers and logs, and one database.
"""

import os

from logs import Held, LineWriter, Log, Server, Totals
from program import Program


class World:
    """A scratch folder, its servers and logs, one database, and what has been said of it."""

    def __init__(self, program, folder, kind, chance, now, sizes=None):
        self.folder, self.kind = folder, kind
        self.program = Program(program, folder)
        self.writer = LineWriter(chance, now)
        self.logs, self.files, self.servers, self.story = [], {}, [], []
        self.links = 0
        self.copies = 0
        # The one wrong clock of a schedule that is years off.
        self.far_clock = chance.choice(["+1461d", "+900d", "-400d", "-20000d"])
        # The backup, with what it has counted of each log.
        self.backup = None
        self.sizes = chance.choice(["short", "short", "long", "both"])
        self.sizes = sizes or self.sizes
        for name in ["logs", "copies", "links"]:
            (folder / name).mkdir()
        # A live schedule has one log, whose follower has to find all of it.
        count = 1 if kind == "live" else chance.choice([1, 1, 2, 3])
        for name in ["access", "shop", "api"][:count]:
            self.servers.append(Server(name, appends=chance.random() < 0.7))

    def say(self, text):
        self.story.append(text)

    def path(self, name):
        return self.folder / name

    # Writing

    def new_log(self):
        log = Log(len(self.logs) + 1)
        self.logs.append(log)
        return log

    def size(self, chance):
        """How many lines are written at once."""
        if self.sizes == "short" or self.sizes == "both" and chance.random() < 0.5:
            return chance.choice([1, 1, 2, 3, 5, 10, chance.randrange(1, 40)])
        return chance.choice([chance.randrange(50, 400), chance.randrange(50, 3000)])

    def put(self, server, data):
        """Writes to the file that the server has open."""
        log = server.log
        if server.hole:
            log.content += bytes(server.hole)
            server.hole = 0
        start = 0 if not log.content and server.appends else len(log.content)
        with open(self.path(server.path), "r+b" if not server.appends else "ab") as file:
            if not server.appends:
                file.seek(start)
            file.write(data)
        log.content += data

    def reopen(self, server):
        """The server makes a new log where there is none."""
        server.log = self.new_log()
        server.path = server.place
        server.has_reopened = True
        server.hole = 0
        self.path(server.path).touch()
        self.files[server.path] = Held(server.log)

    def write(self, server, count, half=0.0, chance=None):
        """Writes so many lines, with a part of a further one at the end if chance wills."""
        self.finish_line(server)
        lines = self.writer.lines(count, is_first=not server.log.facts)
        data = b"".join(text for text, _ in lines)
        server.log.facts += [fact for _, fact in lines]
        if half and chance.random() < half:
            text, fact = self.writer.line(is_first=True)
            cut = chance.randrange(1, len(text))
            server.log.facts.append(fact)
            server.half = text[cut:]
            data += text[:cut]
        self.put(server, data)
        server.departure = max(0, server.departure - len(data))

    def finish_line(self, server):
        if server.half:
            self.put(server, server.half)
            server.half = b""

    def settle(self, server):
        """Brings a server's log into a state in which it may be moved: no line half written, and a
        twin departed."""
        self.finish_line(server)
        while server.departure > 0:
            self.write(server, 1)

    def ready(self, chance):
        """A server with an open log."""
        server = chance.choice(self.servers)
        if server.log is None:
            self.reopen(server)
        return server

    # Files

    def pick(self, chance, suits):
        found = [path for path, held in self.files.items() if suits(path, held)]
        return chance.choice(found) if found else None

    def is_open(self, path):
        """Whether a server has it open."""
        return any(server.path == path for server in self.servers)

    def move(self, path, to):
        os.rename(self.path(path), self.path(to))
        # An older file of that name is gone.
        self.files.pop(to, None)
        self.files[to] = self.files.pop(path)
        for server in self.servers:
            if server.path == path:
                server.path = to

    def bytes_of(self, held):
        length = len(held.log.content) if held.length is None else held.length
        return bytes(held.log.content[:length])

    def counted(self, paths):
        """Remembers what a run that came to its end has counted."""
        for path in paths:
            held = self.files[path]
            if held.is_sound and not held.log.is_twin:
                held.log.counted = max(held.log.counted, held.covered)

    def is_spare(self, path):
        """Whether nothing would be lost with a file: it is counted, or is a copy of another."""
        held = self.files[path]
        log = held.log
        if log.is_twin or self.is_open(path):
            return False
        if self.backup and self.backup["counted"].get(log.number, 0) < log.whole_length:
            # What would be restored does not know it.
            return any(
                other.log is log and other is not held and other.has_all
                for other in self.files.values())
        return log.counted >= log.whole_length

    def expected(self):
        return Totals.of(self.logs)
