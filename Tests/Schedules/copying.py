"""Steps of those who keep logs: they are compressed, copied, cut short and deleted.
"""

import gzip
import os
import shutil
import subprocess
import time
from pathlib import Path

from logs import Held, Server
from writing import lines


def compress(data, form, chance):
    """Compressed data, at times in two members or frames."""
    cut = chance.randrange(len(data) + 1) if chance.random() < 0.25 else len(data)
    parts = [data[:cut], data[cut:]] if cut < len(data) else [data]
    if form == "gz":
        return b"".join(gzip.compress(part, chance.choice([1, 6]), mtime=0) for part in parts)
    return b"".join(
        subprocess.run(["zstd", "-q", "-c"], input=part, stdout=subprocess.PIPE, check=True).stdout
        for part in parts)


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
        rest = packed[cut:], None if keeps else path
        world.files[target] = Held(held.log, len(data), form, rest)
        world.say(f"begins to compress {path} to {target} ({cut} of {len(packed)} bytes, "
                  f"{held.log})")
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
    if (other and other.log is held.log and other.covered <= held.covered
            and not world.is_open(original)):
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

    # How much both are to have of their own, to be told apart at the marks.
    def need(start):
        return 1 if start < 3500 else int(1.3 * max(start, 8192)) - start

    found = [start for start in starts if 0 < start <= log.whole_length - need(start)]
    if not found or server.half:
        return
    start = chance.choice(found)
    twin = Server(f"twin{len(world.servers)}", appends=True)
    world.servers.append(twin)
    world.reopen(twin)
    log.is_twin = twin.log.is_twin = True
    twin.log.facts = log.facts[: starts.index(start)]
    world.put(twin, bytes(log.content[:start]))
    twin.departure = need(start)
    later = chance.random() < 0.4
    if not later:
        world.settle(twin)
    shared = starts.index(start)
    how = f"departs with {lines(twin.log.line_count - shared)} of its own"
    world.say(f"{twin.path} begins with the first {lines(shared)} of {log} ({start} bytes) and "
              f"{'is to depart later' if later else how} ({twin.log})")


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
