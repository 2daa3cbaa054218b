"""Lines of logs: who asked for what, when. Nobody here is a person, and all hosts are of example.org and the like."""

import time

HOUR, DAY = 3600, 86_400
ENGINE = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
KIT = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X"
# People count as different where their networks and their kinds of client are.
AGENTS = [
    f"{WINDOWS}) {ENGINE} Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
    f"{PHONE}) {KIT} Mobile/15E148 Safari/604.1",
    f"Mozilla/5.0 (Linux; Android 10; K) {ENGINE} Mobile Safari/537.36",
    f"{MAC}) {KIT} Safari/605.1.15",
    f"{WINDOWS}; rv:142.0) Gecko/20100101 Firefox/142.0",
    f"{WINDOWS}) {ENGINE} Safari/537.36 Edg/141.0.0.0",
    f"{MAC}) {ENGINE} Safari/537.36",
    f"Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) {KIT} Mobile/15E148 Safari/604.1",
    f"Mozilla/5.0 (X11; Linux x86_64) {ENGINE} Safari/537.36",
    "Mozilla/5.0 (Android 14; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {ENGINE} Safari/537.36",
]
SITES = ["www.example.org", "shop.example.org"]
# What a log can have where somebody wants harm; the paths are in the sitemap, so that they are named.
HOSTILE_PATHS = [
    "/it's", "/back\\\\slash\\\\", "/tab%09here", "/line%0Aend", "/%22quoted%22", "/caf%C3%A9", "/\\xC3\\xA9t\\xC3\\xA9",
    "/%F0%9F%98%80", "/nul%00", "/$(reboot)`date`", "/a);DROP%20TABLE%20fact", "/a,b", "/%5C%27%20OR%201=1", "/\\\\N",
    "/{braces}", "/" + "long/" * 40, "/%E2%80%AEturned", "/</script>"]
HOSTILE_HOSTS = ["o'ther.example.net", "b\\\\x09ack.example.com", "b%C3%BCcher.example.com", "xn--bcher-kva.example.com",
                 "tab%09.example.com", "a_b.example.com", "bücher.example.net"]
HOSTILE_WORDS = ["it's", "back%5Cslash", "tab%09here", "line%0Aend", "%22quoted%22", "caf%C3%A9", "%F0%9F%98%80", "%5CN",
                 "$(date)", "'); DROP", "nul%00", "%E2%80%AEturned"]


def address(person):
    return f"198.51.{person % 256}.9"


def line(at, path, person=1, site=SITES[0], referrer="-", status=200, size=100):
    """A line in Apache's vhost_combined, of a moment in seconds since 1970."""
    moment = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(at))
    return (f'{site}:443 {address(person)} - - [{moment}] "GET {path} HTTP/1.1" {status} {size + person} "{referrer}" '
            f'"{AGENTS[person % len(AGENTS)]}"\n')


def midnight(ago):
    """The beginning of a day in UTC, some days ago."""
    return int(time.time()) // DAY * DAY - ago * DAY


def date(at):
    return time.strftime("%Y-%m-%d", time.gmtime(at))


def traffic(chance, days, people=range(60), lines=400, name="page"):
    """Lines of some days (their beginnings): pages, hosts and campaigns that many people ask for, and some that few do."""
    def some(count):
        return chance.randrange(chance.randrange(count) + 1)
    written = []
    for number in range(lines):
        at = days[number * len(days) // lines] + chance.randrange(DAY)
        path = [f"/{name}-{some(12)}", "/", f"/style-{some(4)}.css", f"/people/{name}-{some(200)}"][some(4)]
        query = ["", "", f"?utm_source=letter-{some(5)}&utm_medium=mail&utm_campaign=autumn"][some(3)]
        referrer = ["-", f"https://blog-{some(9)}.example.net/post", "https://www.google.no/", "https://t.co/x",
                    f"https://{SITES[0]}/{name}-1"][some(5)]
        written.append(line(at, path + query, chance.choice(people), chance.choice(SITES), referrer,
                            chance.choice([200, 200, 200, 304, 404, 500]), chance.randrange(9999)))
    return written


def asked_by_many(at, path, count=12, **others):
    """A page that enough people ask for on one day, so that it is named."""
    return [line(at + person, path, person + 100, **others) for person in range(count)]


def hostile(day):
    """Hostile paths, referrers, campaigns and names of hosts, each asked for by many."""
    lines = []
    for number, path in enumerate(HOSTILE_PATHS):
        lines += asked_by_many(day + 9 * HOUR + number * 60, path)
    for number, host in enumerate(HOSTILE_HOSTS):
        lines += asked_by_many(day + 12 * HOUR + number * 60, "/", referrer=f"https://{host}/x'y")
        lines += asked_by_many(day + 13 * HOUR + number * 60, "/", site=host)
    for number, word in enumerate(HOSTILE_WORDS):
        query = f"/?utm_source={word}&utm_medium={word}&utm_campaign={word}"
        lines += asked_by_many(day + 15 * HOUR + number * 60, query)
    return lines
