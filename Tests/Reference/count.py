#!/usr/bin/env python3
"""Counts an access log the plain way and prints what must come out, as JSON.

    count.py --format NAME [--wrapper NAME] [--offset +0100] FILE [FILE ...]     ("-": standard input)

The format is one of Apache's four, or a folder of sample-logs.

It shares no code and no cleverness with sporlos, so that the two can check each other.
"""

import argparse
import datetime
import gzip
import json
import re
import sys
from collections import Counter

import documented

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

# Names of groups: "time" is Apache's %t, "iso" ISO 8601, "epoch" seconds since 1970, "date" strftime's
# "%a %b %d %H:%M:%S %Y" and "haproxy" its %tr, both local times; "ms", "us" and "seconds" are how
# long it took.
SITE = r"(?P<site>\S+)"
ISO = r"(?P<iso>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))"
EPOCH = r"(?P<epoch>\d+\.\d{1,3})"
SECONDS = r"(?P<seconds>\d+\.\d{3})"
# HAProxy's manual, 8.2: an address and its port, a request in quotes in which others are #22.
HAPROXY = r"(?P<address>\S+):\d+ \[(?P<haproxy>\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d)\.\d{3}\] \S+ \S+ "
HAPROXY_REQUEST = r'"(?P<request>[^"]*)"'
# The headers that a frontend captures, the host first; nothing where there was no request.
CAPTURES = r"(?:\{(?P<site>[^|]*)\|.*\} )?"
HAPROXY_HTTP = (
    HAPROXY + r"[-\d]+/[-\d]+/[-\d]+/[-\d]+/\+?(?P<ms>-?\d+) (?P<status>-1|\d{3}) \+?(?P<bytes>\d+) \S+ \S+ \S{4} "
    r"\d+/\d+/\d+/\d+/\+?\d+ \d+/\d+ (?:\{.*\} )?" + HAPROXY_REQUEST
)
HAPROXY_CLF = (
    START + TIME + HAPROXY_REQUEST + r' (?P<status>-1|\d{3}) (?P<bytes>\d+) "" "" \d+ \d{3} "[^"]*" "[^"]*" "[^"]*" '
    r'[-\d]+ [-\d]+ [-\d]+ [-\d]+ (?P<ms>-?\d+) \S{4} \d+ \d+ \d+ \d+ \d+ \d+ \d+ "[^"]*" "[^"]*"(?: .*)?'
)
# A target of Squid's may hold spaces, if a client sent them. 000 is no answer.
SQUID = (
    EPOCH + r" +(?P<ms>\d+) (?P<address>\S+) \w+/(?P<status>\d{3}) (?P<bytes>\d+) (?P<method>\S+) (?P<target>.+) "
    r"(?P<user>\S+) \w+/\S+ \S+"
)
SQUID_CUSTOM = (
    EPOCH + r" \[[^]]*\] (?P<ms>\d+) (?P<address>\S+) "
    r'"[^"]*" \S+ (?P<method>\S+) (?P<target>.+) HTTP/\S+ \S+ (?P<status>\d{1,3}) (?P<bytes>\d+) \w+ ".*"'
)
# Varnish writes "-" for what a broken request does not have.
VARNISH = (
    r"(?P<address>\S+) \S+ (?P<user>.*?) " + TIME + r'"(?P<request>(?:[^"\\]|\\.)*)" (?P<status>\d{3}|-) (?P<bytes>\d+|-)'
    + CLIENT
)
VARNISH_CUSTOM = (
    r"(?P<site>.*?) (?P<address>\S+) " + ISO + r' (?P<method>\S+) "(?P<target>(?:[^"\\]|\\.)*)" \S+ (?P<status>\d{3}|-) '
    r"(?P<bytes>\d+|-) (?P<us>\d+|-) \S+" + CLIENT
)
KEY_VALUE = (
    r'time_local="(?P<time>[^"]*)" http_method="(?P<method>[^"]*)" server="(?P<site>[^"]*)" src="(?P<address>[^"]*)" '
    r'user="[^"]*" status=(?P<status>\d+) bytes_out=(?P<bytes>\d+) http_referer="[^"]*" http_user_agent="[^"]*" '
    r'uri_path="(?P<target>[^"]*)" request_time=(?P<seconds>[\d.]+) protocol="[^"]*"'
)
TIMING = COMMON + CLIENT + " rt=" + SECONDS + r' uct="[^"]*" uht="[^"]*" urt="[^"]*"'


def nginx_json(line):
    """escape=json: every value's bytes as they are, control characters, quotes and backslashes escaped."""
    found = json.loads(line)
    return {
        "iso": found["time"], "address": found["remote_addr"], "site": found["host"],
        "method": found["request_method"], "target": found["request_uri"],
        "status": str(found["status"]), "bytes": str(found["body_bytes_sent"]),
        "seconds": str(found["request_time"]),
    }  # fmt: skip


def caddy_fields(found):
    """Caddy's documentation, "log": durations are seconds, or Go's words for them."""
    request, duration = found["request"], found["duration"]
    units = {"ns": 1e-9, "µs": 1e-6, "Âµs": 1e-6, "ms": 1e-3, "s": 1.0}
    if isinstance(duration, str):
        number, unit = re.fullmatch(r"([\d.]+)(\D+)", duration).groups()
        duration = float(number) * units[unit]
    fields = {
        "address": request["remote_ip"], "site": request["host"], "method": request["method"],
        "target": request["uri"], "status": str(found["status"]), "bytes": str(found["size"]),
        "seconds": str(duration),
    }  # fmt: skip
    if isinstance(found.get("ts"), float):
        return {**fields, "epoch": str(found["ts"])}
    return {**fields, "iso": found["ts"]} if "ts" in found else fields


def caddy_json(line):
    return caddy_fields(json.loads(line))


def caddy_console(line):
    """Time (UTC), level (in a colour), logger and message, with tabs, and an object of all else."""
    time, _, _, _, rest = line.split("\t", 4)
    iso = time.replace("/", "-").replace(" ", "T") + "Z"
    return {**caddy_fields(json.loads(rest)), "iso": iso}


def varnish_json(line):
    found = json.loads(line)
    return {
        "iso": found["time"], "address": found["client"], "site": found["host"], "method": found["method"],
        "target": found["path"] + found["query"], "status": found["status"], "bytes": found["bytes"],
        "us": found["us"],
    }  # fmt: skip


COMBINED = COMMON + CLIENT
FORMATS = {
    # %h %l %u %t "%r" %>s %b
    "common": COMMON,
    # common "%{Referer}i" "%{User-Agent}i"; nginx's predefined "combined" is the same.
    "combined": COMBINED,
    # %v:%p combined, which Debian calls vhost_combined.
    "vhost": r"(?P<site>\S+):\d+ " + COMBINED,
    # combined %V
    "combined-vhost": COMBINED + r" (?P<site>\S+)",
    # The others are named and written down in sample-logs/servers.py.
    "nginx-main": COMBINED + f" {QUOTED}",
    "nginx-proxied": COMBINED + r' "(?P<forwarded>(?:[^"\\]|\\.)*)"',
    "nginx-vhost": r"(?P<site>\S+):\d+ " + COMBINED,
    "nginx-timing": TIMING,
    "nginx-key-value": KEY_VALUE,
    "nginx-json": nginx_json,
    "apache-combinedio": COMBINED + r" \d+ \d+",
    "apache-timing": COMBINED + r" (?P<us>\d+)",
    "apache-strftime": START + r"\[(?P<date>[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \d{4})\] "
    r"(?P<site>\S+):\d+ " + ANSWER + CLIENT,
    "apache-forwarded": r"(?P<forwarded>.+?) - (?P<user>.*?) " + TIME + ANSWER + CLIENT,
    "caddy-json": caddy_json,
    "caddy-json-iso": caddy_json,
    "caddy-console": caddy_console,
    "haproxy-http": HAPROXY_HTTP,
    "haproxy-http-clf": HAPROXY_CLF,
    "haproxy-captures": HAPROXY + r"(?P<status>-1|\d{3}) (?P<bytes>\d+) (?P<ms>-?\d+) " + CAPTURES + HAPROXY_REQUEST,
    "squid": SQUID,
    # None of the request's parts has a blank: where a line was cut, the next one stands behind it.
    "squid-combined": r"(?P<address>\S+) \S+ (?P<user>\S+) " + TIME + r'"(?P<request>\S+ \S+ \S+)" (?P<status>\d{1,3}) (?P<bytes>\d+) ".*" ".*" \w+:\S+',
    "squid-custom": SQUID_CUSTOM,
    "lighttpd": r"(?P<address>\S+) (?P<site>\S+) (?P<user>.*?) " + TIME + ANSWER + CLIENT,
    "lighttpd-custom": r"(?P<site>\S+) (?P<address>\S+) (?P<user>.*?) " + TIME + ANSWER
    + r" (?P<us>\d+)" + CLIENT,
    "varnishncsa": VARNISH,
    "varnishncsa-custom": VARNISH_CUSTOM,
    "varnishncsa-json": varnish_json,
}

# Local times without a zone: what the zone was on the day of the log.
OFFSETS = {"haproxy-https": "+0000", "haproxy-http": "+0200", "haproxy-captures": "+0530", "apache-strftime": "-0230"}

# Targets that are whole URLs of the sites themselves.
WHOLE_URL = re.compile(r"https?://(?P<site>[^/?#]*)")
WITH_SITES = ("squid", "squid-combined", "squid-custom", "varnishncsa", *documented.WITH_SITES)

# What stands before the line itself.
RFC3339 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
PREFIXES = {
    # RFC 3164, as rsyslog's RSYSLOG_TraditionalFileFormat writes it.
    "syslog": r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ +[^ :]+: ?",
    "syslog-iso": RFC3339 + r" \S+ +[^ :]+: ?",
    # RFC 5424: no structured data. rsyslog keeps the space behind the tag of the older syslog.
    "syslog-5424": r"<\d+>1 " + RFC3339 + r" \S+ \S+ \S+ \S+ -  ?",
    "docker-timestamps": RFC3339 + " ",
    "docker-compose": r"[\w-]+ +\| ",
    "docker-compose-colours": r"\x1b\[\d+m[\w-]+ +\| \x1b\[0m",
    "kubectl": r"\[pod/[\w-]+/[\w-]+\] " + RFC3339 + " ",
}
WRAPPERS = [*PREFIXES, "docker-json", "kubernetes-cri", "journald"]
COMMON_LOG = "caddy-common-log"
# Folders of sample-logs whose lines are in a wrapper.
WRAPPED = {
    COMMON_LOG: ("common", COMMON_LOG),
    "haproxy-http-syslog": ("haproxy-http", "syslog"),
    "nginx-combined-syslog": ("combined", "syslog"),
    "nginx-combined-syslog-iso": ("combined", "syslog-iso"),
    "nginx-combined-syslog-5424": ("combined", "syslog-5424"),
    **{name: ("combined", name) for name in WRAPPERS if not name.startswith("syslog")},
}


def unwrapped(lines, wrapper):
    """The lines that a program printed, without what was put around them; one may be of several."""
    begun = ""
    for line in lines:
        if wrapper in PREFIXES:
            yield re.sub("^" + PREFIXES[wrapper], "", line, count=1)
        elif wrapper == "docker-json":
            begun += json.loads(line)["log"]
            if begun.endswith("\n"):
                yield begun[:-1]
                begun = ""
        elif wrapper == "kubernetes-cri":
            _, _, tag, text = line.split(" ", 3)
            begun += text
            if tag == "F":
                yield begun
                begun = ""
        elif wrapper == COMMON_LOG:
            yield json.loads(line)["common_log"]
        elif wrapper == "journald":
            message = json.loads(line)["MESSAGE"]
            yield message if isinstance(message, str) else bytes(message or []).decode("latin-1")
        else:
            yield line


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


def when(fields, offset):
    """The hour in UTC of whatever time a line has."""
    if fields.get("time"):
        return hour(fields["time"])
    if fields.get("epoch"):
        moment = datetime.datetime.fromtimestamp(float(fields["epoch"]), datetime.timezone.utc)
    elif fields.get("haproxy"):
        return hour(f"{fields['haproxy']} {offset}")
    elif fields.get("date"):
        local = datetime.datetime.strptime(f"{fields['date']} {offset}", "%a %b %d %H:%M:%S %Y %z")
        moment = local.astimezone(datetime.timezone.utc)
    else:
        text = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", fields["iso"].replace("Z", "+00:00"))
        text = re.sub(r"\.\d+", "", text)
        moment = datetime.datetime.fromisoformat(text).astimezone(datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:00Z")


def seconds(fields):
    """How long the answer took, or None; HAProxy's -1 is no time."""
    for name, unit in (("seconds", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        text = fields.get(name)
        if text and not text.startswith("-"):
            return float(text) * unit
    return None


def host(text):
    """A host name or address in small letters and without its port; None for anything else."""
    found = re.fullmatch(r"\[([0-9a-f:.]+)\](?::\d+)?|([a-z0-9._-]*[a-z0-9_-])(?::\d+)?", text.lower())
    return (found[1] or found[2]) if found and text != "-" else None


def read(line, form):
    """The fields of a line by their names, or nothing if it is not of the format."""
    if form in documented.NAMES:
        return documented.read(line, form)
    how = FORMATS[form]
    if isinstance(how, str):
        found = re.fullmatch(how, line)
        return found and {name: value for name, value in found.groupdict().items() if value is not None}
    try:
        return how(line)
    except (ValueError, KeyError, AttributeError):
        return None


def target(fields):
    """What is asked for: all between the method and the protocol; nothing without a method, which has capitals."""
    if "target" in fields:
        return fields["target"]
    parts = re.fullmatch(r"([A-Z][A-Z-]*) (.*?)(?: HTTP/\S+)?", fields.get("request", ""))
    return parts[2] if parts else ""


# Documents that a folder's address shows.
DOCUMENTS = re.compile(r"(index|default)\.(html|htm|xhtml|shtml|php|asp|aspx|jsp|cfm)", re.IGNORECASE)


def spelled(path):
    """The path without what makes no other page of it: a slash or a folder's document at its end."""
    names = [name for name in path.split("/") if name]
    if names and DOCUMENTS.fullmatch(names[-1]):
        names.pop()
    return "/" + "/".join(names)


def plain_path(fields, form):
    """The path of a request without its query, or None where it may need redaction."""
    request = fields["request"] if "request" in fields else f"{fields['method']} {fields['target']}"
    if form in WITH_SITES or form == "azure-front-door":
        url = WHOLE_URL.match(target(fields))
        request = request.replace(url[0], "", 1) if url else request
    parts = REQUEST.fullmatch(request)
    if not parts:
        return None
    path = parts[1].split("?")[0]
    plain = len(path) <= 255 and PLAIN.fullmatch(path) and not DOUBTFUL.search(path)
    return spelled(path) if plain else None


def count(lines, name, wrapper=None, offset=None):
    form, wrapper = WRAPPED.get(name, (name, wrapper))
    offset = offset or OFFSETS.get(form)
    total = Counter()
    hours, statuses, sites, page_hours = Counter(), Counter(), Counter(), Counter()
    taken = []

    def text_lines():
        for line in lines:
            total["lines"] += 1
            # One character a byte, whatever the bytes are.
            yield line.decode("latin-1").removesuffix("\n")

    for line in unwrapped(text_lines(), wrapper):
        if not line and not wrapper:
            total["empty"] += 1
            continue
        fields = read(line, form)
        if not fields and (wrapper or form in documented.WITH_OTHER_LINES):
            # Other programs' lines, and the server's own about errors.
            total["notAccess"] += 1
            continue
        try:
            moment = when(fields, offset)
        except (TypeError, KeyError, ValueError, AttributeError):
            total["rejected"] += 1
            continue
        total["hits"] += 1
        total["bytes"] += int(fields["bytes"]) if fields["bytes"].isdigit() else 0
        hours[moment] += 1
        # No answer is "-", 000 or -1.
        status = fields["status"]
        statuses[status if re.fullmatch("[1-9]..", status) else "0"] += 1
        if form in ("vhost", "combined-vhost"):
            sites[fields["site"].lower()] += 1
        elif "site" in fields or "(?P<site>" in str(FORMATS.get(form)) or form in WITH_SITES:
            url = WHOLE_URL.match(target(fields))
            named = fields.get("site") or (form in WITH_SITES and url and url["site"]) or ""
            sites[host(named) or "(no host)"] += 1
        if seconds(fields) is not None:
            taken.append(seconds(fields))
        path = plain_path(fields, form)
        if path:
            page_hours[path, moment] += 1

    numbers = {name: total[name] for name in ("lines", "empty", "hits", "rejected", "bytes")}
    result = {"format": name, **numbers}
    if wrapper or total["notAccess"]:
        result["notAccess"] = total["notAccess"]
    if taken:
        result["timedHits"], result["seconds"] = len(taken), round(sum(taken), 6)
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
    parser.add_argument("--format", choices=[*FORMATS, *WRAPPED, *documented.NAMES], default="combined")
    parser.add_argument("--wrapper", choices=WRAPPERS)
    parser.add_argument("--offset", help="the zone of local times, as +0100")
    parser.add_argument("files", nargs="+", metavar="FILE")
    options = parser.parse_args()
    print(render(count(lines_of(options.files), options.format, options.wrapper, options.offset)))


if __name__ == "__main__":
    main()
