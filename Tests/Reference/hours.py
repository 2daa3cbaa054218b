#!/usr/bin/env python3
"""Counts the lines of a combined log by the hours of a time zone, with Python's zoneinfo: what `sporlos report
hours` is held against.

    hours.py Europe/Oslo access.log

Writes `2026-10-25T02:00+02:00,9`, a line an hour, in order of time, and `Z` for UTC.
"""
import collections
import datetime
import re
import sys
import zoneinfo

zone = zoneinfo.ZoneInfo(sys.argv[1])
hours = collections.Counter()
for line in open(sys.argv[2]):
    time = datetime.datetime.strptime(re.search(r"\[([^]]*)\]", line).group(1), "%d/%b/%Y:%H:%M:%S %z")
    local = time.astimezone(zone)
    hours[local.strftime("%Y-%m-%dT%H:00"), local.utcoffset()] += 1
for (text, offset), count in sorted(hours.items(), key=lambda item: (item[0][0], -item[0][1])):
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    shown = "Z" if minutes == 0 else f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    print(f"{text}{shown},{count}")
