"""What containers, Kubernetes and journald make of the lines that a server prints.

No container engine runs here: each function writes what the documentation (or the source, where it is
named) of the one it stands for says. `entries` are pairs of a moment and a line, as bytes.
"""

import json
import re

NOTICES = [
    b"/docker-entrypoint.sh: Configuration complete; ready for start up",
    b'2026/10/01 03:59:58 [notice] 1#1: using the "epoll" event method',
    b"2026/10/01 03:59:58 [notice] 1#1: start worker processes",
]


def stamp(moment, number, zone="Z"):
    """RFC 3339 with nanoseconds, as Go writes them."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{(number * 104729 + 1) % 1_000_000_000:09d}{zone}".encode()


def go_string(line):
    """Docker's daemon/logger/jsonfilelog/jsonlog: bytes that are no UTF-8 become U+FFFD."""
    text = line.decode("utf-8", "replace")
    out = []
    for character in text:
        if character in '"\\':
            out.append("\\" + character)
        elif character in "\n\r":
            out.append({"\n": "\\n", "\r": "\\r"}[character])
        elif character < " " or character in "<>&":
            out.append(f"\\u{ord(character):04x}")
        elif character == "\ufffd":
            out.append("\\ufffd")
        elif character in "\u2028\u2029":
            out.append(f"\\u{ord(character):04x}")
        else:
            out.append(character)
    return '"' + "".join(out) + '"'


def docker_json(entries):
    """https://docs.docker.com/engine/logging/drivers/json-file/; longer lines than 16 KB come in parts."""
    for number, (moment, line) in enumerate(entries):
        whole = line + b"\n"
        for start in range(0, len(whole), 16384):
            text = go_string(whole[start : start + 16384])
            yield f'{{"log":{text},"stream":"stdout","time":"{stamp(moment, number).decode()}"}}'.encode()


def docker_timestamps(entries):
    """`docker logs --timestamps`."""
    for number, (moment, line) in enumerate(entries):
        yield stamp(moment, number) + b" " + line


def docker_compose(entries):
    """`docker compose logs --no-color`, with a second service."""
    for number, (_, line) in enumerate(entries):
        yield b"web-1  | " + line
        if number % 40 == 0:
            yield b"db-1   | 2026-10-01 04:00:00.000 UTC [1] LOG:  checkpoint starting: time"


def docker_compose_colours(entries):
    """The same on a terminal: the name in a colour of its own."""
    for line in docker_compose(entries):
        colour = b"36" if line.startswith(b"web") else b"33"
        name, bar, rest = line.partition(b"| ")
        yield b"\x1b[" + colour + b"m" + name + bar + b"\x1b[0m" + rest


def cri(entries):
    """Kubernetes' CRI logging format; CRI-O's conmon writes lines of over 8 KB in parts, all but the last P."""
    for number, (moment, line) in enumerate(entries):
        parts = [line[start : start + 8192] for start in range(0, len(line), 8192)] or [b""]
        for part in parts:
            tag = b"F" if part is parts[-1] else b"P"
            yield stamp(moment, number, "+00:00") + b" stdout " + tag + b" " + part


def kubectl(entries):
    """`kubectl logs --timestamps --prefix`."""
    for number, (moment, line) in enumerate(entries):
        yield b"[pod/web-5d8f7c9b4-x2x7k/nginx] " + stamp(moment, number) + b" " + line


def journald(entries):
    """`journalctl --output=json` (systemd.io/JOURNAL_EXPORT_FORMATS): bytes that cannot be printed make a
    message an array of numbers, and one of over 4,096 bytes is null unless --all is given."""
    for number, (moment, line) in enumerate(entries):
        try:
            text = line.decode()
            message = text if not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text) else list(line)
        except UnicodeDecodeError:
            message = list(line)
        if len(line) > 4096:
            message = None
        microseconds = int(moment.timestamp()) * 1_000_000 + number
        yield json.dumps({
            "__CURSOR": f"s=0;i={number:x};b=0;m={number:x};t={microseconds:x};x=0",
            "__REALTIME_TIMESTAMP": str(microseconds), "__MONOTONIC_TIMESTAMP": str(number + 1),
            "_BOOT_ID": "0" * 32, "PRIORITY": "6", "_TRANSPORT": "stdout", "_HOSTNAME": "web1",
            "SYSLOG_IDENTIFIER": "nginx", "_SYSTEMD_UNIT": "nginx.service", "MESSAGE": message,
        }, ensure_ascii=False).encode()  # fmt: skip


WRAPPERS = {
    "docker-json": docker_json,
    "docker-timestamps": docker_timestamps,
    "docker-compose": docker_compose,
    "docker-compose-colours": docker_compose_colours,
    "kubernetes-cri": cri,
    "kubectl": kubectl,
    "journald": journald,
}


def wrap(name, entries):
    """The whole log, the notices a container prints when it starts in front."""
    first = entries[0][0]
    notices = [(first, notice) for notice in NOTICES]
    return b"\n".join(WRAPPERS[name](notices + entries)) + b"\n"
