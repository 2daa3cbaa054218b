"""What may happen to logs and to the program: the steps that schedules are made of.

Each takes the world as it is and a source of chance of its own, does something, and says so in plain
words. A step that makes no sense in the world as it is does nothing.
"""

import gzip
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

from logs import Held, LineWriter, Log, Server, Totals
from program import HAS_CLOCKS, Program


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
        self.deleted = []
        self.sizes = chance.choice(["short", "short", "long", "both"])
        self.sizes = sizes or self.sizes
        for name in ["logs", "copies", "links"]:
            (folder / name).mkdir()
        # A live schedule has one log, whose follower has to find all of it.
        names = ["access"] if kind == "live" else ["access", "shop", "api"][: chance.choice([1, 1, 2, 3])]
        for name in names:
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

    def finish_line(self, server):
        if server.half:
            self.put(server, server.half)
            server.half = b""

    def settle(self, server):
        """Brings a server's log into a state in which it may be moved: no line half written, and a
        twin departed."""
        self.finish_line(server)
        while server.departure > 0:
            before = len(server.log.content)
            self.write(server, 1)
            server.departure -= len(server.log.content) - before

    def ready(self, chance):
        """A server with an open log."""
        server = chance.choice(self.servers)
        if server.log is None:
            self.reopen(server)
        return server

    # Files

    def named(self, held):
        return next((path for path, other in self.files.items() if other is held), None)

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
            others = [other for other in self.files.values() if other.log is log and other is not held]
            return any(other.has_all for other in others)
        return log.counted >= log.whole_length

    def expected(self):
        return Totals.of(self.logs)


def compress(data, form, chance):
    """Compressed data, at times in two members or frames."""
    cut = chance.randrange(len(data) + 1) if chance.random() < 0.25 else len(data)
    parts = [data[:cut], data[cut:]] if cut < len(data) else [data]
    if form == "gz":
        return b"".join(gzip.compress(part, chance.choice([1, 6]), mtime=0) for part in parts)
    return b"".join(
        subprocess.run(["zstd", "-q", "-c"], input=part, stdout=subprocess.PIPE, check=True).stdout
        for part in parts)


def lines(count):
    return "one line" if count == 1 else f"{count} lines"


# Writing and rotating


def append(world, chance):
    server = world.ready(chance)
    if not server.has_reopened and chance.random() < 0.6:
        world.settle(server)
        world.reopen(server)
    count = world.size(chance)
    hole = server.hole
    world.write(server, count, half=0.15, chance=chance)
    zeros = f", behind {hole} zeros" if hole else ""
    half = " and a part of one" if server.half else ""
    departure = f", {server.departure} bytes of its own to come" if server.departure > 0 else ""
    world.say(f"writes {lines(count)}{half} to {server.path} (now {len(server.log.content)} bytes of "
              f"{server.log}{zeros}{departure})")


def new_name(server, way, number):
    name = server.name
    return Path("logs") / {
        "numbers": f"{name}.log.{number}",
        "numbers inside": f"{name}.{number}.log",
        "date": f"{name}.log-202611{number:02}",
        "date inside": f"{name}-202611{number:02}.log",
    }[way]


def shift(world, server, way):
    """Makes room for number 1, as logrotate does."""
    for number in range(12, 0, -1):
        for end in ["", ".gz", ".zst"]:
            old = Path(f"{new_name(server, way, number)}{end}")
            if old in world.files:
                new = Path(f"{new_name(server, way, number + 1)}{end}")
                world.move(old, new)
                world.say(f"renames {old} to {new.name}")


def rotated(world, server, way):
    """The name that the log is to have; it is free."""
    server.rotations += 1
    if way.startswith("date"):
        return new_name(server, way, server.rotations)
    shift(world, server, way)
    return new_name(server, way, 1)


WAYS = ["numbers", "numbers", "date"]
OTHER_WAYS = ["numbers inside", "date inside"]


def reopen(world, chance):
    server = chance.choice(world.servers)
    if not server.has_reopened:
        world.settle(server)
        world.reopen(server)
        world.say(f"the server of {server.path} reopens its log")


def rotate(world, chance, ways=WAYS):
    server = world.ready(chance)
    if not server.has_reopened or server.rotations > 10:
        return
    world.settle(server)
    way = chance.choice(ways)
    old, log = server.path, server.log
    target = rotated(world, server, way)
    world.move(old, target)
    server.has_reopened = False
    then = "the server has it open still"
    if chance.random() < 0.5:
        if chance.random() < 0.3:
            count = chance.randrange(1, 10)
            world.write(server, count)
            then = f"{lines(count)} more go there, and the server reopens its log"
        else:
            then = "the server reopens its log"
        world.reopen(server)
    world.say(f"rotates {old} to {target} ({log}); {then}")


def rotate_otherwise(world, chance):
    rotate(world, chance, OTHER_WAYS)


def copy_and_cut(world, chance, ways=WAYS, zeros=None):
    server = world.ready(chance)
    if not server.has_reopened or server.rotations > 10:
        return
    world.settle(server)
    old = server.log
    size = len(old.content)
    if size == 0:
        return
    target = rotated(world, server, chance.choice(ways))
    shutil.copyfile(world.path(server.path), world.path(target))
    os.truncate(world.path(server.path), 0)
    world.files[target] = Held(old, size)
    # The file is the same, the log in it another.
    world.reopen(server)
    holes = ""
    if zeros or not server.appends:
        server.hole = zeros or size
        server.log.is_twin = True
        holes = f"; the server goes on at {server.hole}"
    world.say(f"copies {server.path} to {target} and cuts it ({old}, {size} bytes){holes}")


def copy_and_cut_otherwise(world, chance):
    copy_and_cut(world, chance, OTHER_WAYS)


def copy_and_cut_large(world, chance):
    """As after a log of some megabytes, which are too many to write here."""
    copy_and_cut(world, chance, zeros=chance.choice([(1 << 20) - 1, 1 << 20, chance.randrange(1 << 19, 3 << 20)]))


def write_late(world, chance):
    """A server's old process writes to a log that was rotated, and uncompressed still."""
    path = world.pick(chance, lambda path, held: (
        held.form == "plain" and held.length is None and not world.is_open(path)
        and path.parts[0] == "logs" and sum(other.log is held.log for other in world.files.values()) == 1))
    if path is None:
        return
    held = world.files[path]
    count = chance.randrange(1, 6)
    new = world.writer.lines(count, is_first=not held.log.facts)
    held.log.facts += [fact for _, fact in new]
    data = b"".join(text for text, _ in new)
    held.log.content += data
    with open(world.path(path), "ab") as file:
        file.write(data)
    world.say(f"an old process writes {lines(count)} to {path} ({held.log})")


# Copies


def compress_log(world, chance, begins=False):
    """Compresses a rotated log, or a copy of any."""
    keeps = chance.random() < 0.4
    path = world.pick(chance, lambda path, held: (
        held.form == "plain" and held.is_sound and (keeps or not world.is_open(path))))
    if path is None:
        return
    held = world.files[path]
    form = chance.choice(["gz", "gz", "zst"])
    target = Path(f"{path}.{form}")
    if target in world.files:
        return
    data = world.bytes_of(held)
    packed = compress(data, form, chance)
    if begins:
        # It is still being written, and its log beside it; the end may come later.
        cut = chance.randrange(1, len(packed))
        world.path(target).write_bytes(packed[:cut])
        world.files[target] = Held(held.log, len(data), form, (packed[cut:], None if keeps else path))
        world.say(f"begins to compress {path} to {target} ({cut} of {len(packed)} bytes, {held.log})")
        return
    world.path(target).write_bytes(packed)
    world.files[target] = Held(held.log, len(data), form)
    if not keeps:
        os.remove(world.path(path))
        del world.files[path]
    world.say(f"compresses {path} to {target}{', and keeps both' if keeps else ''} ({held.log})")


def begin_compressing(world, chance):
    compress_log(world, chance, begins=True)


def finish_compressing(world, chance, path=None):
    path = path or world.pick(chance, lambda path, held: held.rest is not None)
    if path is None:
        return
    held = world.files[path]
    rest, original = held.rest
    with open(world.path(path), "ab") as file:
        file.write(rest)
    held.rest = None
    gone = ""
    other = world.files.get(original)
    # By that name there may be another log now.
    if other and other.log is held.log and other.covered <= held.covered and not world.is_open(original):
        os.remove(world.path(original))
        del world.files[original]
        gone = f", and removes {original}"
    world.say(f"finishes compressing {path}{gone}")


def copy_log(world, chance):
    path = world.pick(chance, lambda path, held: held.form == "plain")
    if path is None:
        return
    held = world.files[path]
    world.copies += 1
    folder = chance.choice(["copies", "copies", "logs"])
    target = Path(folder) / f"copy-{world.copies}.log"
    if world.kind == "live":
        target = Path("logs") / f"{path.name}.copy{world.copies}"
    length = len(world.bytes_of(held))
    shutil.copyfile(world.path(path), world.path(target))
    world.files[target] = Held(held.log, length)
    world.say(f"copies {path} to {target} ({length} bytes of {held.log})")


def cut_short(world, chance):
    """A compressed copy that was cut, or damaged behind its last byte of content, and stays so."""
    path = world.pick(chance, lambda path, held: held.form == "plain" and held.is_sound)
    if path is None:
        return
    held = world.files[path]
    data = world.bytes_of(held)
    form = chance.choice(["gz", "gz", "zst"])
    packed = bytearray(compress(data, form, chance))
    world.copies += 1
    target = Path("copies") / f"cut-{world.copies}.{form}"
    if form == "gz" and chance.random() < 0.2:
        packed[-chance.randrange(5, 9)] ^= 0x40
        how = "with a wrong checksum"
    else:
        packed = packed[: chance.randrange(1, len(packed))]
        how = f"and loses all behind {len(packed)} bytes"
    world.path(target).write_bytes(packed)
    damaged = Held(held.log, len(data), form)
    damaged.is_damaged = True
    world.files[target] = damaged
    world.say(f"compresses {path} to {target} {how} ({held.log})")


def begin_twin(world, chance):
    """Another server's log begins as one that is there, to the byte, and departs later."""
    server = world.ready(chance)
    log = server.log
    starts = [0]
    while (end := log.content.find(b"\n", starts[-1])) >= 0:
        starts.append(end + 1)
    # Where both are to have lines of their own, to be told apart at the marks.
    def suits(start):
        need = 1 if start < 3500 else 0.3 * max(start, 8192)
        return start > 0 and log.whole_length - start >= need

    found = [start for start in starts if suits(start)]
    if not found or server.half:
        return
    start = chance.choice(found)
    twin = Server(f"twin{len(world.servers)}", appends=True)
    world.servers.append(twin)
    world.reopen(twin)
    log.is_twin = twin.log.is_twin = True
    twin.log.facts = log.facts[: starts.index(start)]
    world.put(twin, bytes(log.content[:start]))
    twin.departure = 1 if start < 3500 else int(0.3 * max(start, 8192)) + 1
    later = chance.random() < 0.4
    if not later:
        world.settle(twin)
    world.say(
        f"{twin.path} begins with the first {lines(starts.index(start))} of {log} ({start} bytes) and "
        + ("is to depart later" if later else
           f"departs with {lines(twin.log.line_count - starts.index(start))} of its own")
        + f" ({twin.log})")


def delete(world, chance):
    path = world.pick(chance, lambda path, held: world.is_spare(path))
    if path is None:
        return
    if world.kind == "live" and world.program.hits() < world.expected().hits:
        return
    held = world.files.pop(path)
    os.remove(world.path(path))
    world.say(f"deletes {path} ({held.log}, which is counted)")


def touch(world, chance):
    path = world.pick(chance, lambda path, held: True)
    if path is None:
        return
    moment = time.time() + chance.choice([-400, -3, -1, 1, 300]) * 86400 * chance.random()
    os.utime(world.path(path), (moment, moment))
    world.say(f"touches {path}, {(moment - time.time()) / 3600:+.0f} hours from now")


# Counting


def options(world, chance):
    found = []
    largest = sum(len(log.content) for log in world.logs)
    if chance.random() < 0.5:
        found += ["--batch", str(chance.choice([1, 3, 20, 100] if largest < 100_000 else [300, 1000]))]
    if chance.random() < 0.4:
        found += ["--threads", str(chance.choice([1, 2, 3]))]
    return found


def some_files(world, chance):
    """Files in any order, and how they are named: some twice, some through links."""
    paths = list(world.files)
    chance.shuffle(paths)
    if chance.random() < 0.6:
        paths = paths[: chance.randrange(1, 4)]
    names = []
    for path in paths:
        names.append(str(path))
        if chance.random() < 0.1:
            names.insert(chance.randrange(len(names)), str(path))
        if chance.random() < 0.1:
            world.links += 1
            link = Path("links") / f"link-{world.links}"
            world.path(link).symlink_to(world.path(path))
            names[-1] = str(link)
    return paths, names


def codes(world, paths):
    """The exit codes that are right: what is damaged or cut short may be told."""
    return (0,) if all(world.files[path].is_sound for path in paths) else (0, 1)


def collect(world, chance, clock=None):
    paths, names = some_files(world, chance)
    if not paths:
        return
    allowed = codes(world, paths)
    extra = options(world, chance)
    if chance.random() < 0.06:
        names.insert(chance.randrange(len(names) + 1), chance.choice(["copies", "nothing.log"]))
        allowed = (1,)
    under = f", with the clock at {clock}" if clock else ""
    beside = " beside the follower" if world.program.follower else ""
    world.say(f"collects {' '.join(names + extra)}{beside}{under}")
    world.program.collect([*names, *extra], allowed, clock)
    world.counted(paths)


NEAR_CLOCKS = ["+1d", "-1d", "+5h", "-3h", "+3d"]


def collect_with_clock(world, chance):
    if HAS_CLOCKS:
        collect(world, chance, chance.choice(NEAR_CLOCKS))


def collect_with_far_clock(world, chance):
    if HAS_CLOCKS:
        collect(world, chance, world.far_clock)


def collect_piped(world, chance):
    path = world.pick(chance, lambda path, held: True)
    if path is None:
        return
    held = world.files[path]
    tool = {"plain": ["cat"], "gz": ["zcat"], "zst": ["zstd", "-dcq"]}[held.form]
    extra = options(world, chance)
    kill = chance.random() < 0.15
    beside = " beside the follower" if world.program.follower else ""
    world.say(f"{' '.join(tool)} {path} | collect - {' '.join(extra)}{beside}"
              f"{', killed' if kill else ''} ({held.log})")
    code = world.program.collect(
        ["-", *extra], (0, 1) if held.log.is_twin or not held.is_sound else (0,),
        pipe=[*tool, str(path)], kill_after=chance.uniform(0, 0.03) if kill else None)
    if code == 0:
        world.counted([path])
    # A copy of it may come into the folder that is followed.
    if held.form == "plain" and world.kind != "live" and chance.random() < 0.4:
        world.copies += 1
        target = Path("logs") / f"copy-{world.copies}.log"
        length = len(world.bytes_of(held))
        shutil.copyfile(world.path(path), world.path(target))
        world.files[target] = Held(held.log, length)
        world.say(f"copies {path} to {target} ({length} bytes of {held.log})")


def collect_killed(world, chance):
    for _ in range(chance.choice([1, 1, 3])):
        paths, names = some_files(world, chance)
        if not paths:
            return
        extra = options(world, chance)
        after = chance.uniform(0.002, chance.choice([0.03, 0.1]))
        world.say(f"collects {' '.join(names + extra)}, killed after {1000 * after:.0f} ms")
        code = world.program.collect([*names, *extra], codes(world, paths), kill_after=after)
        if code is not None:
            world.counted(paths)


def collect_damaged(world, chance):
    """A compressed log with a wrong byte in its middle is another log: into a database of its own."""
    path = world.pick(chance, lambda path, held: held.covered > 0)
    if path is None:
        return
    form = chance.choice(["gz", "zst"])
    packed = bytearray(compress(world.bytes_of(world.files[path]), form, chance))
    place = chance.randrange(len(packed))
    packed[place] ^= 1 << chance.randrange(8)
    world.path("copies/damaged").write_bytes(packed)
    world.say(f"collects {path}, compressed ({form}) and with byte {place} wrong, into another database")
    world.program.collect(["copies/damaged"], (0, 1), database="damaged.sqlite")


# Following


def start_follower(world, chance, clock=None):
    program = world.program
    program.check_follower()
    if program.follower:
        return
    patterns = ["logs/access.log"]
    if world.kind != "live":
        patterns = chance.choice([["logs/*.log"], ["logs/*.log"], ["logs/*"], patterns])
    flush = chance.choice(["100ms", "100ms", "1s"])
    batch = ["--batch", str(chance.choice([20, 300]))] if chance.random() < 0.3 else []
    under = f", with the clock at {clock}" if clock else ""
    world.say(f"follows {' '.join(patterns + batch)} --flush {flush}{under}")
    program.follow(patterns, flush, batch, clock)
    pause(world, chance)


def start_follower_with_clock(world, chance):
    if HAS_CLOCKS:
        start_follower(world, chance, chance.choice(NEAR_CLOCKS))


def start_follower_with_far_clock(world, chance):
    if HAS_CLOCKS:
        start_follower(world, chance, world.far_clock)


def pause(world, chance):
    if world.program.follower is None:
        return
    span = chance.choice([0.02, 0.1, 0.25, 0.4]) * chance.random()
    world.say(f"waits for {1000 * span:.0f} ms")
    time.sleep(span)
    world.program.check_follower()


def end_follower(world, chance):
    if world.program.follower is None:
        return
    number, how = chance.choice([(signal.SIGKILL, "kills"), (signal.SIGTERM, "ends")])
    world.say(f"{how} the follower")
    world.program.end_follower(number)


def hang_up(world, chance):
    if world.program.follower and world.program.hang_up():
        world.say("sends SIGHUP to the follower")


# Backups


PARTS = ["traffic.sqlite", "traffic.sqlite-wal", "traffic.sqlite-shm", "traffic.sqlite-state"]


def copy_parts(source, target):
    for name in PARTS:
        old, new = source / name, target / name
        if new.is_dir():
            shutil.rmtree(new)
        elif new.exists():
            new.unlink()
        if old.is_dir():
            shutil.copytree(old, new)
        elif old.exists():
            shutil.copyfile(old, new)


def back_up(world, chance):
    if not world.path("traffic.sqlite").exists():
        return
    end_follower(world, chance)
    world.path("backup").mkdir(exist_ok=True)
    copy_parts(world.folder, world.path("backup"))
    world.backup = {"counted": {log.number: log.counted for log in world.logs}}
    world.say("backs up the database and its state")


def restore(world, chance):
    if world.backup is None:
        return
    end_follower(world, chance)
    copy_parts(world.path("backup"), world.folder)
    for log in world.logs:
        log.counted = world.backup["counted"].get(log.number, 0)
    world.say("restores the backup")


# How often each is to come, in schedules of each kind: all there is; without a follower; and with
# nothing but a follower, which has to find every line by itself.
WEIGHTS = {
    append: (20, 20, 24),
    rotate: (5, 5, 6),
    rotate_otherwise: (2, 2, 3),
    copy_and_cut: (2, 2, 3),
    copy_and_cut_otherwise: (1, 1, 1),
    copy_and_cut_large: (0.3, 0.3, 0.3),
    reopen: (3, 3, 5),
    write_late: (2, 2, 3),
    compress_log: (5, 5, 4),
    begin_compressing: (2, 2, 2),
    finish_compressing: (4, 4, 4),
    copy_log: (5, 5, 1),
    cut_short: (2, 3, 0),
    begin_twin: (2, 3, 0),
    delete: (2, 2, 1),
    touch: (1, 1, 0),
    collect: (7, 16, 1),
    collect_with_clock: (1, 2, 0),
    collect_with_far_clock: (0.5, 1, 0),
    collect_piped: (7, 8, 0),
    collect_killed: (2, 4, 0),
    collect_damaged: (0.5, 1, 0),
    start_follower: (7, 0, 10),
    start_follower_with_clock: (0.7, 0, 0),
    start_follower_with_far_clock: (0.3, 0, 0),
    pause: (5, 0, 8),
    end_follower: (5, 0, 6),
    hang_up: (1, 0, 1),
    back_up: (2, 2, 0),
    restore: (4, 4, 0),
}
KINDS = ["mixed", "collect", "live"]
