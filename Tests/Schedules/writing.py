"""Steps of servers: lines are written, and logs are rotated.
"""

import os
import shutil
from pathlib import Path

from logs import Held


def lines(count):
    return "one line" if count == 1 else f"{count} lines"


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
    zeros = chance.choice([(1 << 20) - 1, 1 << 20, chance.randrange(1 << 19, 3 << 20)])
    copy_and_cut(world, chance, zeros=zeros)


def write_late(world, chance):
    """A server's old process writes to a log that was rotated, and uncompressed still."""
    path = world.pick(chance, lambda path, held: (
        held.form == "plain" and held.length is None and not world.is_open(path)
        and sum(other.log is held.log for other in world.files.values()) == 1))
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
