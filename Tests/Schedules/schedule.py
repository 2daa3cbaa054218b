"""Runs one schedule from its seed, and compares what came of it with a plain count."""

import datetime
import random
import re
import shutil
import signal
import tempfile
import traceback
from collections import Counter
from pathlib import Path

import copying
import counting
import steps
import writing
from program import Failure, PATIENCE
from world import World

# Lines are dated in the days before now, so that none is too old to be kept.
NOW = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


class Outcome:
    """What came of one run of a schedule."""

    def __init__(self, number, kind, story, failure, folder, names, lines):
        self.number, self.kind, self.story, self.failure = number, kind, story, failure
        self.folder, self.names, self.lines = folder, names, lines

    @property
    def sort(self):
        """Which sort of failure it is, so that a shrunk schedule is of the same."""
        failure = self.failure or "right"
        if "expected" not in failure:
            return failure.split(":")[0]
        return tuple(
            re.search(rf"[1-9]\d* {word}", failure) is not None for word in ["too many", "missing"])


def plan(options, number):
    """A schedule: its kind, and its steps, each with a seed of its own."""
    chance = random.Random(f"{options.seed} {number}")
    kind = chance.choices(steps.KINDS, [45, 35, 20])[0]
    kind = options.kind or kind
    weights = [weight[steps.KINDS.index(kind)] for weight in steps.WEIGHTS.values()]
    count = chance.choice([6, 10, 15, 20, 30])
    chosen = chance.choices(list(steps.WEIGHTS), weights, k=count)
    return kind, [(step, chance.getrandbits(32)) for step in chosen]


def run(options, number, chosen=None, keep=False):
    """Runs a schedule, or some steps of it, in a folder of its own."""
    kind, planned = plan(options, number)
    chance = random.Random(f"{options.seed} {number} world")
    folder = Path(tempfile.mkdtemp(prefix="sporlos-schedule-", dir=options.folder))
    world = World(options.program, folder, kind, chance, NOW, options.sizes)
    failure = None
    names = Counter()
    try:
        if kind == "live":
            begin_live(world)
        for index, (step, step_seed) in enumerate(planned):
            if chosen is not None and index not in chosen or step.__name__ in options.without:
                continue
            told = len(world.story)
            step(world, random.Random(step_seed))
            names[step.__name__] += len(world.story) > told
            if options.check:
                check(world)
        finish(world, chance)
    except Failure as problem:
        failure = str(problem)
    except Exception:
        # A fault of these scripts; one of them ends no run of hours.
        failure = f"the schedule itself failed: {traceback.format_exc()}"
    finally:
        world.program.stop()
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    return Outcome(number, kind, world.story, failure, keep and folder, names,
                   sum(log.line_count for log in world.logs))


def begin_live(world):
    """A follower that has seen the first log: what is older is not its own."""
    writing.append(world, random.Random(0))
    world.finish_line(world.servers[0])
    world.say("follows logs/access.log until its lines are counted")
    world.program.follow(["logs/access.log"], "100ms", [])
    world.program.wait_for(world.expected().hits, PATIENCE)
    if world.program.hits() != world.expected().hits:
        raise Failure(f"the follower has counted {world.program.hits()} hits "
                      f"of {world.expected().hits} after {PATIENCE} s")


def check(world):
    """Finds the step after which there is too much."""
    found, expected = world.program.hits(), world.expected().hits
    if found > expected:
        raise Failure(f"{found} hits, more than the {expected} that were written so far")


def compare(world, when):
    world.program.check_database()
    difference = world.expected().difference(world.program.totals())
    if difference:
        raise Failure(f"{when}: {difference}")


def finish(world, chance):
    """The last catch-up, and the comparisons."""
    program = world.program
    for server in world.servers:
        if server.departure > 0:
            world.settle(server)
            world.say(f"{server.path} departs ({server.log})")
        elif server.half and chance.random() < 0.7:
            world.finish_line(server)
            world.say(f"finishes the line in {server.path}")
    if world.kind == "live":
        for path in [path for path, held in world.files.items() if held.rest is not None]:
            copying.finish_compressing(world, chance, path)
        # Most servers make their next log at once; some only with the next request.
        if chance.random() < 0.8:
            writing.reopen(world, chance)
        expected = world.expected().hits
        if program.follower and not program.is_prompt:
            # What waits in it is read again by the next one.
            world.say("ends the follower")
            program.end_follower(signal.SIGTERM)
        if program.follower is None:
            world.say("follows logs/access.log")
            program.follow(["logs/access.log"], "100ms", [])
        world.say("ends the follower when all is counted")
        program.wait_for(expected, PATIENCE)
        program.end_follower(signal.SIGTERM)
        compare(world, "a follower alone")
    elif program.follower:
        world.say("ends the follower")
        program.end_follower(chance.choice([signal.SIGTERM, signal.SIGKILL]))
    everything(world, chance)
    compare(world, "after all logs were collected")
    everything(world, chance)
    compare(world, "after all logs were collected again")


def everything(world, chance):
    """Collects all there is, in any order, in one run or in several."""
    paths = list(world.files)
    chance.shuffle(paths)
    size = chance.choice([1, 3, len(paths), len(paths)]) if len(paths) < 12 else len(paths)
    for start in range(0, len(paths), max(1, size)):
        some = paths[start : start + size]
        world.say(f"collects {' '.join(map(str, some))}")
        world.program.collect(some, counting.codes(world, some))
