"""Steps of `sporlos collect`, by hand and every night.
"""

import shutil
from pathlib import Path

from copying import compress
from logs import Held
from program import HAS_CLOCKS


def options(world, chance):
    found = []
    largest = sum(len(log.content) for log in world.logs)
    if chance.random() < 0.5:
        sizes = [1, 3, 20, 100] if largest < 100_000 else [300, 1000]
        found += ["--batch", str(chance.choice(sizes))]
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
    """A compressed log with a wrong byte is another log: into a database of its own."""
    path = world.pick(chance, lambda path, held: held.covered > 0)
    if path is None:
        return
    form = chance.choice(["gz", "zst"])
    packed = bytearray(compress(world.bytes_of(world.files[path]), form, chance))
    place = chance.randrange(len(packed))
    packed[place] ^= 1 << chance.randrange(8)
    world.path("copies/damaged").write_bytes(packed)
    world.say(f"collects {path}, compressed ({form}) and with byte {place} wrong, into another "
              "database")
    world.program.collect(["copies/damaged"], (0, 1), database="damaged.sqlite")
