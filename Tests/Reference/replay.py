#!/usr/bin/env python3
"""Reads copies of a followed database as somebody would who wants to know of single requests.

    replay.py FOLDER

FOLDER has a folder for each copy, in order, with `traffic.sqlite` and what stood beside it. Each copy is opened as it
was after every commit that its -wal file has, one after the other. For each state that no copy had before,
one line of JSON says how many hits of which site and hour were added, and by how many rows of all tables of counts. The
last line says how many bytes that are not zero stand on free pages.
"""

import json
import shutil
import sqlite3
import struct
import sys
import tempfile
from pathlib import Path

COUNTS = [
    "page_hour", "client_hour", "status_hour", "kind_hour", "traffic_hour", "version_day", "country_day",
    "referrer_day", "campaign_day", "response_time_day", "landing_day", "not_found_day", "page_day", "site_day",
]


def commits(log):
    """Where the commits of a -wal file end (SQLite, "WAL-mode File Format"), its beginning included."""
    ends = [0]
    if len(log) < 32:
        return ends
    size = struct.unpack(">I", log[8:12])[0]
    salts, offset = log[16:24], 32
    while offset + 24 + size <= len(log) and log[offset + 8:offset + 16] == salts:
        offset += 24 + size
        if struct.unpack(">I", log[offset - size - 20:offset - size - 16])[0]:
            ends.append(offset)
    return ends


def states(copy, scratch):
    """The tables of a copy, after each commit."""
    log = copy / "traffic.sqlite-wal"
    content = log.read_bytes() if log.exists() else b""
    for end in commits(content):
        shutil.copy(copy / "traffic.sqlite", scratch / "traffic.sqlite")
        (scratch / "traffic.sqlite-shm").unlink(missing_ok=True)
        (scratch / "traffic.sqlite-wal").write_bytes(content[:end])
        database = sqlite3.connect(scratch / "traffic.sqlite")
        try:
            rows = {name: set(database.execute(f"SELECT * FROM {name}")) for name in COUNTS}
            hits = dict(((site, hour), count) for site, hour, count in database.execute(
                "SELECT site, hour, sum(hits) FROM kind_hours GROUP BY 1, 2"))
        except sqlite3.DatabaseError:
            continue
        finally:
            database.close()
        yield rows, hits


def free_bytes(database):
    """How many bytes other than zero stand on free pages (SQLite, "Database File Format", section 1.5)."""
    content = database.read_bytes()
    if len(content) < 100:
        return 0
    size = struct.unpack(">H", content[16:18])[0]
    size = 65536 if size == 1 else size
    (trunk,) = struct.unpack(">I", content[32:36])
    found = 0
    while trunk:
        page = content[(trunk - 1) * size:trunk * size]
        trunk, count = struct.unpack(">II", page[:8])
        for leaf in struct.unpack(f">{count}I", page[8:8 + 4 * count]):
            found += sum(byte != 0 for byte in content[(leaf - 1) * size:leaf * size])
    return found


def main():
    before = ({name: set() for name in COUNTS}, {})
    known = []
    found = 0
    copies = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    with tempfile.TemporaryDirectory() as scratch:
        for copy in copies:
            found = max(found, free_bytes(copy / "traffic.sqlite"))
            for rows, hits in states(copy, Path(scratch)):
                if (rows, hits) in known:
                    continue
                known.append((rows, hits))
                changed = sum(len(rows[name] ^ before[0][name]) for name in COUNTS)
                if changed:
                    added = {f"{site} {hour}": count - before[1].get((site, hour), 0)
                             for (site, hour), count in hits.items()}
                    print(json.dumps({"copy": copy.name, "rows": changed,
                                      "added": {key: count for key, count in added.items() if count}}))
                before = (rows, hits)
    print(json.dumps({"free": found}))


main()
