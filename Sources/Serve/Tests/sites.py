"""The sites that pages are looked at with: a small one, a large one, one without numbers, and one of hostile names."""

import random
import sqlite3
import subprocess
from contextlib import closing
from datetime import date, timedelta

__all__ = ["EMPTY", "HOSTILE", "LARGE", "SMALL", "TODAY", "published"]

TODAY = date(2026, 10, 31)
SMALL, LARGE, EMPTY, HOSTILE = (
    "small.example.org", "large.example.org", "empty.example.org",
    # As long as a label of a host may be, and with nothing in it to break a line at.
    "donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterb.example.org")

BROWSERS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
    "Safari/605.1.15",
]
PAGES = ["/", "/kurs", "/kurs/strikking-for-nybegynnere", "/om-oss", "/kontakt", "/åpningstider", "/nyheter/ny-butikk"]
REFERRERS = ["-", "-", "https://www.google.com/", "https://duckduckgo.com/", "https://no.wikipedia.org/wiki/A"]

# What somebody else puts into an address: markup, long words, other directions, marks upon marks, nothing to be seen.
HOSTILE_PAGES = [
    "/<script>alert(1)</script>", "/\"><img src=x onerror=alert(1)>", "/'onmouseover='alert(1)", "/</title></svg>",
    "/" + "verylongwordwithoutanybreak" * 8, "/" + "a/" * 100, "/\u202etxt.exe\u202c", "/قائمة/الصفحات/الطويلة", "/日本語の長い名前のページ",
    "/🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "/Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞", "/\u200b\u200b\u2060", "/=cmd|' /C calc'!A0", "/%00%0a%1b[31m",
    "/{{7*7}}", "/javascript:alert(1)", "/&lt;b&gt;", "/__proto__",
]
HOSTILE_HOSTS = [
    ".".join(["a" * 63, "b" * 63, "c" * 63, "example"]), "xn--80ak6aa92e.com", "\"onload=alert(1).example", "\u202eelpmaxe",
    "<b>.example", "例え.テスト",
]


def line(person, day, page, referrer="-", status=200, second=0):
    """A line as nginx writes it, of one of 1536 people, each with a network of their own."""
    address = f"198.{18 + person // 256 % 2}.{person % 256}.7"
    return (
        f"{address} - - [{day:%d/%b/%Y}:{8 + second // 3600 % 14:02}:{second // 60 % 60:02}:{second % 60:02} +0000] "
        f'"GET {page} HTTP/1.1" {status} {2000 + person % 977} "{referrer}" "{BROWSERS[person % len(BROWSERS)]}"\n')


def small(random):
    """A site of a dozen people a day, for two months."""
    for number in range(60):
        day = TODAY - timedelta(60 - number)
        for person in range(random.randint(7, 17)):
            referrer = random.choice(REFERRERS)
            for page in random.sample(PAGES, random.randint(1, 3)):
                yield line(person * 7 + number, day, page, referrer, second=random.randint(0, 50_000))
                referrer = f"https://{SMALL}/"
            if random.random() < 0.05:
                yield line(person * 7 + number, day, "/borte", referrer, 404, 40_000)


def large(random):
    """A site of two years; its numbers are made greater in what is published."""
    for number in range(730):
        day = TODAY - timedelta(730 - number)
        for person in range(14 if day.weekday() < 5 else 9):
            page = f"/produkter/kategori-{person % 4}/vare-{random.randint(1, 9)}" if person % 3 else "/"
            yield line(
                random.randint(0, 1535), day, page, random.choice(REFERRERS), 404 if person == 13 else 200,
                random.randint(0, 50_000))


def hostile(_):
    """A site of as many pages and referrers as there are hostile names; it gets these in what is published."""
    for number in range(10):
        day = TODAY - timedelta(10 - number)
        for place in range(len(HOSTILE_PAGES)):
            for person in range(6 + len(HOSTILE_PAGES) - place):
                yield line(
                    place * 30 + person, day, f"/side-{place + 1}", f"https://vert-{place % len(HOSTILE_HOSTS) + 1}.example/",
                    404 if place % 5 == 4 else 200, 60 * place + person)


def empty(_):
    """A site whose only visitors are too few to be shown."""
    for number in range(30):
        yield line(1, TODAY - timedelta(30 - number), "/")


# Pages of them that are named at once.
NAMED = {
    small: PAGES, empty: ["/"], hostile: [f"/side-{number + 1}" for number in range(len(HOSTILE_PAGES))],
    large: [f"/produkter/kategori-{kind}/vare-{number}" for kind in range(4) for number in range(1, 10)] + ["/"],
}


def published(program, folder):
    """The published file of all of them, with half a dozen of further sites."""
    file, database = folder / "published.sqlite", folder / "traffic.sqlite"
    sites = {SMALL: small, HOSTILE: hostile, EMPTY: empty, LARGE: large}
    sites |= {f"avdeling-{number}.example.org": small for number in range(6)}
    chosen = random.Random(1)
    for site, lines in sites.items():
        log, pages = folder / "access.log", folder / "pages.txt"
        log.write_text("".join(lines(chosen)))
        pages.write_text("".join(f"https://{site}{page}\n" for page in NAMED[lines]))
        run(program, "collect", "--quiet", "--late", "--geo", "none", "--site", site, "--db", database,
            "--sitemap", pages, "--today", str(TODAY), log)
    for days, text in [(9, "Nyhetsbrev sendt"), (9, "<b>bold</b> & \"so on\": a long remark on what was done, and why, as people write them"), (20, "New front page")]:
        run(program, "note", str(TODAY - timedelta(days)), text, "--db", database)
    run(program, "publish", file, "--db", database)
    with closing(sqlite3.connect(file)) as changed, changed:
        enlarge(changed)
        rename(changed)
    return file


def enlarge(database):
    """Makes the numbers of the large site greater, all of them alike, so that they still add up."""
    (site,) = database.execute("SELECT id FROM site WHERE name = ?", [LARGE]).fetchone()
    for table, columns in [
        ("published_day", ["page_views", "hits", "bots", "visitors", "visits", "bytes"]),
        ("publication_cell", ["value", "visitors"]),
    ]:
        greater = ", ".join(f"{column} = {column} * 4321" for column in columns)
        database.execute(f"UPDATE {table} SET {greater} WHERE site = ?", [site])
    # Without sums of months, those of the cells are shown.
    database.executescript("DELETE FROM summed_part; DELETE FROM summed_time;"
        " DELETE FROM packed_day; DELETE FROM packed_cell")


def rename(database):
    """Gives pages and referrers hostile names: the collector would not let all of these through, and pages must stand
    them all the same."""
    for number, name in enumerate(HOSTILE_PAGES):
        database.execute("UPDATE page SET path = ? WHERE path = ?", [name, f"/side-{number + 1}"])
    for number, name in enumerate(HOSTILE_HOSTS):
        database.execute("UPDATE referrer SET host = ? WHERE host = ?", [name, f"vert-{number + 1}.example"])


def run(*command):
    subprocess.run(command, check=True, capture_output=True, text=True)
