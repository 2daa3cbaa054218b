#!/usr/bin/env python3
"""Counts an access log the plain way and prints what must come out, as JSON.

    count.py --format common|combined|vhost|combined-vhost FILE [FILE ...]     ("-": standard input)

It shares no code and no cleverness with sporlos, so that the two can check each other.
"""

import argparse
import datetime
import gzip
import json
import re
import sys
from collections import Counter

# A quoted field. Apache (mod_log_config, "Custom Log Formats") writes a quote as \", a backslash as
# \\ and other bytes as \n, \t or \xhh; nginx (log_format, escape=default) writes quotes, backslashes,
# control and non-ASCII bytes as \xXX. So a quote that ends a field never has a backslash before it,
# and a backslash always takes the next byte with it.
QUOTED = r'"((?:[^"\\]|\\.)*)"'

# The host is one word, the ident (%l) too. The user (%u) may hold anything a password prompt takes,
# spaces and brackets included, so it ends where a whole time stands.
START = r"(?P<address>\S+) (?P<ident>\S+) (?P<user>.*?) "
TIME = r"\[(?P<time>\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "
# Apache's %b writes a size of nothing as "-".
ANSWER = QUOTED.replace("(", "(?P<request>", 1) + r" (?P<status>\d{3}) (?P<bytes>\d+|-)"
CLIENT = rf" {QUOTED} {QUOTED}"

COMMON = START + TIME + ANSWER
FORMATS = {
    # %h %l %u %t "%r" %>s %b
    "common": COMMON,
    # common "%{Referer}i" "%{User-Agent}i"; nginx's predefined "combined" is the same.
    "combined": COMMON + CLIENT,
    # %v:%p combined, which Debian calls vhost_combined.
    "vhost": r"(?P<site>\S+):\d+ " + COMMON + CLIENT,
    # combined %V
    "combined-vhost": COMMON + CLIENT + r" (?P<site>\S+)",
}

MONTHS = {name: number for number, name in enumerate(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)}  # fmt: skip

# RFC 9112, section 3: method SP request-target SP HTTP-version. Without a version it is HTTP/0.9.
REQUEST = re.compile(r"[A-Z]+ (/\S*)(?: HTTP/\d(?:\.\d)?)?")

# A path nobody would redact or cut: words, perhaps with a short number behind, between / . _ and -.
PLAIN = re.compile(r"/(?:[A-Za-z]{0,20}\d{0,4}[/._-])*[A-Za-z]{0,20}\d{0,4}")
# But not so: what a server may fold, and numbers in a row, which may be a date, a phone or an address.
DOUBTFUL = re.compile(r"//|/\.|\d[/._-]\d+[/._-]\d")


def hour(text):
    """The hour in UTC of `01/Oct/2026:13:45:00 +0530`; an error if there is no such time."""
    date, hours, minutes, seconds = text[:-6].split(":")
    day, month, year = date.split("/")
    # A leap second is in the minute it ends.
    local = datetime.datetime(
        int(year), MONTHS[month], int(day), int(hours), int(minutes), min(int(seconds), 59)
    )
    sign = -1 if text[-5] == "-" else 1
    zone = datetime.timedelta(hours=int(text[-4:-2]), minutes=int(text[-2:]))
    return (local - sign * zone).strftime("%Y-%m-%dT%H:00Z")


def plain_path(request):
    """The path of a request without its query, or None where it may need redaction."""
    parts = REQUEST.fullmatch(request)
    if not parts:
        return None
    path = parts[1].split("?")[0]
    plain = len(path) <= 255 and PLAIN.fullmatch(path) and not DOUBTFUL.search(path)
    return path if plain else None


def count(lines, form):
    pattern = re.compile(FORMATS[form])
    total = Counter()
    hours, statuses, sites, page_hours = Counter(), Counter(), Counter(), Counter()
    for line in lines:
        total["lines"] += 1
        # One character a byte, whatever the bytes are.
        line = line.decode("latin-1").removesuffix("\n")
        if not line:
            total["empty"] += 1
            continue
        fields = pattern.fullmatch(line)
        try:
            when = hour(fields["time"])
        except (TypeError, KeyError, ValueError):
            total["rejected"] += 1
            continue
        total["hits"] += 1
        total["bytes"] += 0 if fields["bytes"] == "-" else int(fields["bytes"])
        hours[when] += 1
        statuses[fields["status"]] += 1
        if "site" in fields.groupdict():
            sites[fields["site"].lower()] += 1
        path = plain_path(fields["request"])
        if path:
            page_hours[path, when] += 1

    numbers = {name: total[name] for name in ("lines", "empty", "hits", "rejected", "bytes")}
    result = {"format": form, **numbers}
    result["hours"] = dict(sorted(hours.items()))
    result["statuses"] = dict(sorted(statuses.items()))
    if sites:
        result["sites"] = dict(sorted(sites.items()))
    result["pageHours"] = [
        {"path": path, "hour": when, "hits": hits} for (path, when), hits in sorted(page_hours.items())
    ]
    return result


def render(result):
    """JSON with a line for each page and hour: easy to read, easy to compare."""
    rows = ",\n    ".join(json.dumps(row) for row in result["pageHours"])
    rest = json.dumps({**result, "pageHours": []}, indent=2)
    return rest.replace('"pageHours": []', f'"pageHours": [\n    {rows}\n  ]') if rows else rest


def lines_of(names):
    for name in names:
        if name == "-":
            yield from sys.stdin.buffer
        else:
            with gzip.open(name) if name.endswith(".gz") else open(name, "rb") as file:
                yield from file


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--format", choices=FORMATS, default="combined")
    parser.add_argument("files", nargs="+", metavar="FILE")
    options = parser.parse_args()
    print(render(count(lines_of(options.files), options.format)))


if __name__ == "__main__":
    main()
