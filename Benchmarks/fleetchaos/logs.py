"""Logs of a fleet's servers: the same for the same seed. Addresses and names are for documentation (RFC 5737, RFC 2606)."""

import datetime
import random

FIRST = datetime.date(2026, 11, 1)
# The hours of one chunk: what one run of collect reads.
HOURS = 6
FORMAT = ("$host $remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" "
          "\"$http_user_agent\" $request_time")
# All servers have these; each has one of its own besides.
COMMON = ["www.example.org", "shop.example.org"]
PAGES = [f"/articles/{number}" for number in range(25)]
REFERRERS = ["-", "-", "https://www.google.com/", "https://duckduckgo.com/", "https://partner.example/a"]
CAMPAIGNS = ["", "", "", "", "?utm_source=letter&utm_medium=mail&utm_campaign=spring"]
AGENTS = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
    "Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
]
# What nobody else asks for is never named.
RARE = 0.03


def own_site(number):
    return f"s{number}.example.org"


def sites(servers):
    return COMMON + [own_site(number) for number in range(servers)]


def day_of(step):
    return FIRST + datetime.timedelta(days=step * HOURS // 24)


def moment(day, hour):
    return datetime.datetime.combine(FIRST, datetime.time(hour, 30)) + datetime.timedelta(days=day)


def line(source, server, moment):
    site = source.choice(COMMON) if source.random() < 0.5 else own_site(server)
    path = source.choice(PAGES)
    if source.random() < RARE:
        path = f"/rare/{server}-{source.randrange(400)}"
    status = source.choice([200] * 8 + [304, 404])
    network = source.choice(["192.0.2", "198.51.100", "203.0.113"])
    return (f'{site} {network}.{source.randrange(256)} - - [{moment:%d/%b/%Y:%H:%M:%S} +0000] '
            f'"GET {path}{source.choice(CAMPAIGNS)} HTTP/1.1" {status} {source.randrange(9000)} '
            f'"{source.choice(REFERRERS)}" "{source.choice(AGENTS)}" 0.{source.randrange(1000):03}\n')


def chunk(seed, server, step, lines):
    """The lines of some hours of one server; some of them come days too late."""
    source = random.Random(f"{seed} {server} {step}")
    start = datetime.datetime.combine(FIRST, datetime.time()) + datetime.timedelta(hours=step * HOURS)
    for _ in range(lines):
        moment = start + datetime.timedelta(seconds=source.randrange(HOURS * 3600))
        if source.random() < 0.04:
            moment -= datetime.timedelta(hours=source.randrange(1, 80))
        yield line(source, server, max(moment, datetime.datetime.combine(FIRST, datetime.time())))
