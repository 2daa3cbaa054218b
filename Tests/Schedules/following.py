"""Steps of a follower, which starts and ends; and of backups, for which it ends.
"""

import shutil
import signal
import time

from counting import NEAR_CLOCKS
from program import HAS_CLOCKS


def start_follower(world, chance, clock=None):
    program = world.program
    program.check_follower()
    if program.follower:
        return
    patterns = ["logs/access.log"]
    if world.kind != "live":
        patterns = chance.choice([["logs/*.log"], ["logs/*.log"], ["logs/*"], patterns])
    # Without a time, counts wait until a commit of them tells no single request.
    flush = chance.choice(["100ms", "100ms", "1s", None, None])
    batch = ["--batch", str(chance.choice([20, 300]))] if chance.random() < 0.3 else []
    under = f", with the clock at {clock}" if clock else ""
    prompt = f" --flush {flush}" if flush else ""
    world.say(f"follows {' '.join(patterns + batch)}{prompt}{under}")
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
