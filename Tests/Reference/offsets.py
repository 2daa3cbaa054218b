#!/usr/bin/env python3
"""What Python's zoneinfo says of every zone of this machine: at random moments, and around each change of clocks
from 1972 to 2045. What the program's own reader of the tz database is held against.

    offsets.py SEED

Writes a line a zone: its name, then `moment:offset`, both in seconds.
"""
import datetime
import random
import sys
import zoneinfo

random.seed(int(sys.argv[1]))
first, last = 63_072_000, 2_366_841_600
epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def offset(zone, moment):
    return int((epoch + datetime.timedelta(seconds=moment)).astimezone(zone).utcoffset().total_seconds())


for name in sorted(zoneinfo.available_timezones()):
    zone = zoneinfo.ZoneInfo(name)
    moments = [random.randint(first, 32_503_680_000) for _ in range(40)]
    # Some weeks after each other, so that a change between them is found by halving.
    step = 21 * 86_400
    for start in range(first, last, step):
        low, high = start, start + step
        if offset(zone, low) == offset(zone, high):
            continue
        before = offset(zone, low)
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == before:
                low = middle
            else:
                high = middle
        moments += [low, high]
    print(name, *(f"{moment}:{offset(zone, moment)}" for moment in moments))
