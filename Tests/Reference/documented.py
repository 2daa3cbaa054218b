"""Reads the lines of clouds and servers whose logs were made up from their documentation.

Written from the same pages as `sample-logs/documented.py`, but the other way round, and shares no code
with it or with sporlos. See count.py for the names of the fields.
"""

import csv
import json
import re
from urllib.parse import unquote

QUOTED = r'"(?:[^"\\]|\\.)*"'
CLIENT = rf" {QUOTED} {QUOTED}"
# A client's name and user, as they are where nobody signs in.
START = r"(?P<address>\S+) \S+ \S+ "
CLF = r"\[(?P<time>\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] ?"
ANSWER = r'"(?P<request>(?:[^"\\]|\\.)*)" (?P<status>\d{3}) (?P<bytes>\d+|-)'
COMMON = START + CLF + ANSWER
COMBINED = COMMON + CLIENT
ISO = r"(?P<iso>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z)"
SECONDS = r"(?P<seconds>\d+\.\d+)"

# Envoy's manual, "Default format string": durations are in milliseconds.
ENVOY = rf"\[{ISO}\] " + r'"(?P<request>[^"]*)" (?P<status>\d{3}) \S+'
ENVOY_END = (
    r" \d+ (?P<bytes>\d+) (?P<ms>\d+) \S+ "
    r'"(?P<address>[^"]*)" "[^"]*" "[^"]*" "(?P<site>[^"]*)" "[^"]*"'
)
ISTIO_END = r"(?: \S+){6}"
# AWS: three times in seconds, -1 each where nobody took the request; the whole URL is asked for.
BALANCER = (
    r'(?P<parts>-?[\d.]+ -?[\d.]+ -?[\d.]+) (?P<status>\d{3}) \S+ \d+ (?P<bytes>\d+) "(?P<request>[^"]*)" "[^"]*" '
)

LINES = {
    "vhost-common": r"(?P<site>\S+):\d+ " + COMMON,
    "combined-quoted-vhost": COMBINED + r' "(?P<site>[^"]*)"',
    "combined-time": COMBINED + " " + SECONDS,
    "tomcat": COMMON + r" (?P<us>\d+)",
    "tomcat9": COMMON + r" (?P<ms>\d+)",
    "jetty": COMBINED,
    "icecast": COMBINED + r" (?P<seconds>\d+)",
    "fastly": r"(?P<site>\S+) " + COMMON,
    "ovh": r"(?P<address>\S+) (?P<site>\S+) \S+ " + CLF + ANSWER + CLIENT,
    "ingress-nginx": COMBINED + rf" \d+ {SECONDS} \[\S*\] \[\S*\] \S+ \d+ \S+ \d+ \S+",
    "ingress-nginx-0.24": r"(?P<address>\S+) - \[\S+\] - \S+ " + CLF + ANSWER + CLIENT
    + rf" \d+ {SECONDS} \[\S*\] \S+ \d+ \S+ \d+",
    "nginx-proxy-manager": CLF + r'\S+ \S+ (?P<status>\d{3}) - (?P<method>\S+) \S+ (?P<site>\S+) "(?P<target>[^"]*)" '
    rf"\[Client (?P<address>\S+)\] \[Length (?P<bytes>\d+)\] \[Gzip \S+\] \[Sent-to \S+\]{CLIENT}",
    "nginx-proxy-manager-standard": CLF + r'(?P<status>\d{3}) - (?P<method>\S+) \S+ (?P<site>\S+) "(?P<target>[^"]*)" '
    rf"\[Client (?P<address>\S+)\] \[Length (?P<bytes>\d+)\] \[Gzip \S+\]{CLIENT}",
    "kong": COMBINED + r' kong_request_id: "\w+"',
    "apisix": START + CLF + r"(?P<site>\S+) " + ANSWER + rf' {SECONDS}{CLIENT} \S+ \d+ \S+ "[^"]*"',
    "haproxy-https": r"(?P<address>\S+):\d+ \[(?P<haproxy>\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d)\.\d{3}\] \S+ \S+ "
    r'\d+/\d+/\d+/\d+/(?P<ms>\d+) (?P<status>\d{3}) (?P<bytes>\d+) - - \S{4} \S+ \S+ "(?P<request>[^"]*)" '
    r"\d+/\w+/\d+/\d+/\d+ (?P<site>[^/]+)/\S+/\S+",
    "squid-common": COMMON + r" \w+:\w+",
    "envoy": ENVOY + ENVOY_END,
    "istio": ENVOY + r' \S+ \S+ "[^"]*"' + ENVOY_END + ISTIO_END,
    "istio-1.8": ENVOY + r' "[^"]*"' + ENVOY_END + ISTIO_END,
    "istio-1.5": ENVOY + r' "[^"]*" "[^"]*"' + ENVOY_END + ISTIO_END,
    "traefik": COMBINED + r' \d+ "[^"]*" "[^"]*" (?P<ms>\d+)ms',
    "traefik-1": COMMON + rf' (?:-|{QUOTED}) (?:-|{QUOTED}) \d+ "[^"]*" "[^"]*" (?P<ms>\d+)ms',
    "aws-alb": rf"\S+ {ISO} \S+ (?P<address>\S+):\d+ \S+ {BALANCER}.*",
    "aws-elb": rf"{ISO} \S+ (?P<address>\S+):\d+ \S+ {BALANCER}\S+ \S+",
    "aws-s3": r"\w{64} \S+ " + CLF + r'(?P<address>\S+) \S+ \w+ \S+ \S+ "(?P<request>[^"]*)" (?P<status>\d{3}) \S+ '
    r"(?P<bytes>\d+|-) \S+ (?P<ms>\d+) \d+ .*",
    "aws-apigateway": COMMON + r" \w+",
    "iis-native": r"(?P<address>\S+), \S+, (?P<us_date>\d+/\d+/\d{4}), (?P<us_time>\d+:\d\d:\d\d), \w+, \w+, \S+, "
    r"(?P<ms>\d+), \d+, (?P<bytes>\d+), (?P<status>\d{3}), \d+, (?P<method>\w+), (?P<target>\S+), (?P<query>\S+),",
    "alibaba-cdn": r"\[(?P<day>\d+)(?P<time>/[^ ]+ [+-]\d{4})\] (?P<address>\S+) \S+ (?P<ms>\d+) "
    r'"[^"]*" "(?P<request>[^"]*)" (?P<status>\d{3}) \d+ (?P<bytes>\d+) \w+ "[^"]*" "[^"]*" \S+',
    "gorouter": rf"(?P<site>\S+) - \[{ISO}\] " + r'"(?P<request>[^"]*)" (?P<status>\d{3}) \d+ (?P<bytes>\d+) '
    r'"[^"]*" "[^"]*" "[^"]*" "[^"]*" x_forwarded_for:"(?P<address>[^,"]*)[^"]*" \S+ \S+ '
    r"response_time:(?P<seconds>\S+) .*",
    "heroku": r"(?P<iso>\S+) heroku\[router\]: at=info method=(?P<method>\S+) path=\"(?P<target>[^\"]*)\" "
    r"host=(?P<site>\S+) request_id=\w+ fwd=\"(?P<address>[^\"]*)\" dyno=\S+ connect=(?P<parts>\d+ms service=\d+)ms "
    r"status=(?P<status>\d+) bytes=(?P<bytes>\d+) protocol=\S+",
}  # fmt: skip

# Fields of objects: the keys from the outermost to the value.
OBJECTS = {
    "istio-json": {
        "iso": "start_time", "address": "x_forwarded_for", "site": "authority", "method": "method", "target": "path",
        "status": "response_code", "bytes": "bytes_sent", "ms": "duration",
    },
    "traefik-json": {
        "iso": "StartUTC", "address": "ClientHost", "site": "RequestHost", "method": "RequestMethod",
        "target": "RequestPath", "status": "DownstreamStatus", "bytes": "DownstreamContentSize", "ns": "Duration",
    },
    "kong-json": {
        "epoch_ms": "started_at", "address": "client_ip", "site": "request headers host", "method": "request method",
        "target": "request uri", "status": "response status", "bytes": "response size", "ms": "latencies request",
    },
    "google-http": {
        "iso": "timestamp", "address": "httpRequest remoteIp", "method": "httpRequest requestMethod",
        "target": "httpRequest requestUrl", "status": "httpRequest status", "bytes": "httpRequest responseSize",
        "latency": "httpRequest latency",
    },
    "cloudflare": {
        "epoch_ns": "EdgeStartTimestamp", "end_ns": "EdgeEndTimestamp", "address": "ClientIP",
        "site": "ClientRequestHost", "method": "ClientRequestMethod", "target": "ClientRequestURI",
        "status": "EdgeResponseStatus", "bytes": "EdgeResponseBytes",
    },
    "akamai-datastream2": {
        "epoch": "reqTimeSec", "address": "cliIP", "site": "reqHost", "method": "reqMethod", "target": "reqPath",
        "query": "queryStr", "status": "statusCode", "bytes": "totalBytes", "parts": "turnAroundTimeMSec",
        "parts2": "transferTimeMSec",
    },
    "fastly-json": {
        "iso": "timestamp", "address": "client_ip", "site": "host", "method": "request_method", "target": "url",
        "status": "response_status", "bytes": "response_body_size",
    },
    "azure-front-door": {
        "iso": "time", "address": "properties clientIp", "site": "properties hostName",
        "method": "properties httpMethod", "target": "properties requestUri", "status": "properties httpStatusCode",
        "bytes": "properties responseBytes", "seconds": "properties timeTaken",
    },
    "azure-application-gateway": {
        "iso": "timeStamp", "address": "properties clientIP", "site": "properties originalHost",
        "method": "properties httpMethod", "target": "properties originalRequestUriWithArgs",
        "status": "properties httpStatus", "bytes": "properties sentBytes", "seconds": "properties timeTaken",
    },
    "aws-apigateway-json": {
        "time": "requestTime", "address": "ip", "method": "httpMethod", "target": "resourcePath", "status": "status",
        "bytes": "responseLength",
    },
    "vercel": {
        "epoch_ms": "proxy timestamp", "address": "proxy clientIp", "site": "proxy host", "method": "proxy method",
        "target": "proxy path", "status": "proxy statusCode", "bytes": "proxy responseByteSize",
    },
}  # fmt: skip

# Fields with one byte between them, in the order of the page.
COLUMNS = {
    "google-cloud-storage": (",", "epoch_us address . . method target status . bytes us site"),
    "bunny": ("|", "cache status epoch_ms bytes . address . target"),
    "akamai-w3c": ("\t", "date time address method host_target status bytes ms"),
    "w3c": (" ", "date time . method target query . . address . . status . . ms"),
    "azure-app-service": (" ", "date time . method target query . . address . . . site status . . bytes . ms"),
    "aws-cloudfront": (
        "\t", "date time . bytes address method . target status . . query . . . site . . seconds",
    ),
}  # fmt: skip

W3C = {
    "date": "date", "time": "time", "address": "c-ip", "method": "cs-method", "target": "cs-uri-stem",
    "query": "cs-uri-query", "site": "x-host-header", "status": "sc-status", "bytes": "sc-bytes",
    "seconds": "time-taken",
}  # fmt: skip

# Where the whole URL of a site of one's own is asked for.
WITH_SITES = ("alibaba-cdn", "aws-alb", "aws-elb", "bunny", "google-http", "squid-common")


def of_object(line, paths):
    found = json.loads(line)
    fields = {}
    for name, path in paths.items():
        value = found
        for key in path.split():
            value = value[key]
        fields[name] = str(value)
    return fields


def of_columns(line, separator, names):
    if separator == ",":
        values = next(csv.reader([line]))
    else:
        values = line.split(separator)
    fields = dict(zip(names.split(), values))
    return {name: value for name, value in fields.items() if name != "."}


def settled(fields):
    """Parts that belong together, and units that count.py does not know."""
    if "host_target" in fields:
        _, fields["site"], rest = fields.pop("host_target").split("/", 2)
        fields["target"] = f"/{rest}"
    query = fields.pop("query", "-")
    if query not in ("-", ""):
        fields["target"] += "?" + query
    if "date" in fields and "T" not in fields["date"]:
        fields["iso"] = f"{fields.pop('date')}T{fields.pop('time')}Z"
    if "day" in fields:
        fields["time"] = fields["day"].rjust(2, "0") + fields["time"]
    if "us_date" in fields:
        month, day, year = fields["us_date"].split("/")
        fields["iso"] = f"{year}-{month:0>2}-{day:0>2}T{fields['us_time']:0>8}Z"
    for name, unit in (("epoch_ms", 1e3), ("epoch_us", 1e6), ("epoch_ns", 1e9)):
        if name in fields:
            fields["epoch"] = str(int(fields[name]) / unit)
    if "end_ns" in fields:
        fields["seconds"] = str((int(fields["end_ns"]) - int(fields["epoch_ns"])) / 1e9)
    if "ns" in fields:
        fields["seconds"] = str(int(fields["ns"]) / 1e9)
    if "latency" in fields:
        fields["seconds"] = fields["latency"].removesuffix("s")
    if "parts2" in fields:
        fields["ms"] = str(int(fields["parts"]) + int(fields["parts2"]))
    elif "parts" in fields:
        in_milliseconds = "ms service=" in fields["parts"]
        parts = [float(part) for part in re.split(r" |ms service=", fields["parts"])]
        if min(parts) >= 0:
            fields["ms" if in_milliseconds else "seconds"] = str(sum(parts))
    # Who says no method is asked for files.
    if "request" not in fields:
        fields.setdefault("method", "GET")
    if "bytes" not in fields:
        fields["bytes"] = "-"
    return fields


def read(line, name):
    """The fields of a line; `None` if it is not of the format."""
    if line.startswith("#"):
        return None
    if name in LINES:
        found = re.fullmatch(LINES[name], line)
        return found and settled({key: value for key, value in found.groupdict().items() if value is not None})
    try:
        if name in OBJECTS:
            fields = of_object(line, OBJECTS[name])
            if name.startswith("akamai"):
                fields = {key: unquote(value) for key, value in fields.items()}
            return settled(fields)
        if name == "aws-cloudfront-json":
            found = json.loads(line)
            return settled({key: found[path] for key, path in W3C.items()})
        separator, names = COLUMNS[name]
        return settled(of_columns(line, separator, names))
    except (ValueError, KeyError):
        return None


NAMES = [*LINES, *OBJECTS, *COLUMNS, "aws-cloudfront-json"]
# Where other lines are to be expected: comments, and the names of the columns.
WITH_OTHER_LINES = ("w3c", "akamai-w3c", "azure-app-service", "aws-cloudfront", "google-cloud-storage")
