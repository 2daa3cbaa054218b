"""What the sample logs' visitors ask for: plain visits, and everything that makes a log hard to read.

Nobody here is a person. Addresses are of the documentation networks (RFC 5737, RFC 3849), hosts of
example.org (RFC 2606), and whatever looks like personal data carries the word "canary".
"""

import base64
import random
from dataclasses import dataclass

PAGES = {
    "/": 5200,
    "/about": 3100,
    "/contact.html": 1800,
    "/articles/": 4400,
    "/articles/first-snow": 9000,
    "/articles/a-walk-along-the-fjord": 12000,
    "/articles/2026/10/autumn-colours.html": 8000,
    "/products/": 6100,
    "/products/blue-lantern": 5300,
    "/products/wool-blanket": 5400,
    "/courses/knitting-for-beginners": 4700,
    "/events/harbour-concert": 3900,
    "/feed.xml": 2100,
    "/robots.txt": 68,
}
ASSETS = {
    "/assets/css/main.css": 14000,
    "/assets/js/app.js": 32000,
    "/assets/img/logo.svg": 2400,
    "/assets/img/harbour-640.webp": 41000,
    "/favicon.ico": 1150,
    "/downloads/catalogue.pdf": 90000,
    "/empty.txt": 0,
}
DIRECTORY = "/articles"

BROWSERS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/26.0 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.6 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.7 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/139.0.7258.143 Safari/537.36",
    "Mozilla/5.0 (Android 14; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0",
    "Mozilla/5.0 (PlayStation 5 7.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15",
    "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 "
    "TV Safari/537.36",
]
BOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; "
    "+http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "curl/8.5.0",
    "python-requests/2.32.3",
    "Go-http-client/1.1",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
]
REFERRERS = [
    "https://www.google.com/", "https://duckduckgo.com/", "https://www.bing.com/search?q=blue+lantern",
    "https://www.example.org/", "https://www.example.org/articles/", "https://example.org/products/",
    "https://partner.example.com/links", "android-app://com.google.android.gm/",
]  # fmt: skip
HOSTS = ["www.example.org"] * 6 + ["example.org", "example.org:8080", "shop.example.org", "shop.example.org",
         "WWW.EXAMPLE.ORG", "Shop.Example.org", "192.0.2.80", "[2001:db8::80]:8080"]  # fmt: skip

LAST_MODIFIED = "Tue, 01 Sep 2026 06:00:00 GMT"

# What must be nowhere in what sporlos leaves behind; beside it, every visitor's address.
CANARIES = [
    "canary", "kari", "nordmann", "99900008", "99900010", "29029900012", "4111111111111111", "1000013",
    "123e4567-e89b-42d3-a456-426614174007", "9f86d081884c7d65", "eyJhbGciOiJIUzI1NiJ9", "0A1B2C3D4E5F",
    "35-209900-176148-1", "c2lnbmF0dXJl",
]  # fmt: skip

PERSONAL_TARGETS = [
    "/unsubscribe?email=kari.nordmann+canary1@example.org",
    "/unsubscribe/kari.nordmann%2Bcanary2%40example.org",
    "/newsletter/stop/kari.nordmann%252Bcanary3%2540example.org",
    "/reset-password/9f86d081884c7d659a2feaa0c55ad015canary4a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "/reset?token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnk1In0.c2lnbmF0dXJlLWNhbmFyeTU",
    "/activate/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnk2In0.c2lnbmF0dXJlLWNhbmFyeTY",
    "/apply/123e4567-e89b-42d3-a456-426614174007/cv",
    "/apply?name=Ola+Canary8+Nordmann&phone=%2B4799900008",
    "/courses/knitting-for-beginners/register/ola.canary9@example.org",
    "/call/+4799900010",
    "/customers/29029900012/orders",
    "/orders/1000013/receipt",
    "/cards/4111111111111111",
    "/login;jsessionid=0A1B2C3D4E5FCANARY14A6B7C8D9E0F1",
    "/articles/first-snow;v=canary15?from=kari.canary15@example.org#canary15",
    "/track/198.51.100.16",
    "/track/2001:db8:16::16",
    "/search?q=Kari+Nordmann+canary17",
    "/search/kari%20nordmann%20canary18%40example.org",
    "/users/canary19.nordmann@example.org/profile",
    "/files/../../etc/passwd?canary20",
    "/articles/first-snow?utm_source=newsletter&utm_medium=email&uid=canary21",
    "/articles/first-snow?utm_campaign=kari.canary22%40example.org",
]
PERSONAL_REFERRERS = [
    "https://mail.example.net/inbox?user=kari.canary30@example.org",
    "https://kari:canary31@intranet.example.com/",
    "https://198.51.100.32/canary32",
    "https://www.example.org/reset?token=canary33canary33canary33",
    "kari.canary34@example.org",
    "android-app://org.example.canary35/",
]
PERSONAL_AGENTS = [
    "Mozilla/5.0 (compatible; canary40; kari.canary40@example.org)",
    "CanaryPhone41/1.0 (owner Kari Nordmann; serial 35-209900-176148-1)",
]
# Names for the password prompt, which takes anything.
USERS = [
    "kari.canary60", "kari canary61", 'ka"ri canary62', "ka\\ri canary63", "kåri canary64",
    "kari [canary65] -", "kari.canary66@example.org", "", "-",
]  # fmt: skip


@dataclass
class Request:
    address: str
    data: bytes
    # Sent, then left alone: the server gives up first.
    waits_for_timeout: bool = False
    # Sent, then closed without waiting for an answer.
    hangs_up: bool = False
    # To the socket that takes both families, which sees an IPv4 client as ::ffff:a.b.c.d.
    is_mapped: bool = False
    # Seconds between the request line and what follows it.
    takes: float = 0


def latin(text):
    """Bytes of a text whose characters are bytes."""
    return text.encode("latin-1")


def request(target, method="GET", host="www.example.org", version="HTTP/1.1", body=b"", **headers):
    lines = [f"{method} {target} {version}", *([f"Host: {host}"] if host else []), "Connection: close"]
    for name, value in headers.items():
        if value is not None:
            lines.append(f"{name.replace('_', '-')}: {value}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return latin("\r\n".join(lines) + "\r\n\r\n") + body


def basic(user, password="sesame"):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def utf8(text):
    """A text's UTF-8, one character a byte."""
    return text.encode().decode("latin-1")


def addresses(draw):
    nets = ["192.0.2", "198.51.100", "203.0.113"]
    v4 = [f"{draw.choice(nets)}.{draw.randrange(1, 255)}" for _ in range(48)]
    v6 = [f"2001:db8:{draw.randrange(1, 64):x}::{draw.randrange(1, 65536):x}" for _ in range(10)]
    pool = v4 + v6 + ["2001:db8:ffff:ffff:ffff:ffff:ffff:fffe", "2001:db8::1"]
    draw.shuffle(pool)
    return pool


def tls_hello(draw):
    """The first bytes of a browser that speaks TLS to a plain port."""
    head = bytes.fromhex("1603010200010001fc0303")
    noise = bytes(draw.choice([0, 9, 10, 13, 34, 39, 92, 127, draw.randrange(256)]) for _ in range(180))
    return head + noise.replace(b"\n", b"\x0b", 1) + b"\r\n\r\n"


def odd_requests(draw):
    """Request data, each for a line that a parser may stumble over."""
    agent = BROWSERS[0]
    long_path = "/articles/" + "very-" * 400 + "long"
    yield from [
        # Quotes, backslashes, tabs, control and other bytes in each field.
        request('/search/"quoted"', User_Agent=agent),
        request("/search/back\\slash", User_Agent=agent),
        request('/search/both\\"', User_Agent='ends in a backslash \\', Referer='https://example.org/\\'),
        request("/search/x", User_Agent='says "hello"', Referer='https://example.org/?q="quoted"'),
        request("/search/x", User_Agent='\\" 200 17 "-" "forged', Referer='" "forged'),
        request("/search/x", User_Agent="with\ttab", Referer="https://example.org/\ttab"),
        request("/search/tab\there", User_Agent=agent),
        request("/search/control\x01\x1f\x7f", User_Agent=agent),
        request("/search/x", User_Agent="bell\x07escape\x1b[31mred", Referer="\x02\x03"),
        request(utf8("/search/blåbær"), User_Agent=utf8("Nettlesar/1.0 (ærleg)")),
        request("/search/bl%C3%A5b%C3%A6r", User_Agent=agent, Referer=utf8("https://example.org/høst")),
        request("/search/latin-\xe5\xff\xfe", User_Agent="latin-1 \xe6\xf8\xe5"),
        request(utf8("/emoji/🦊"), User_Agent=utf8("🦊/1.0")),
        request("/search/%00%22%5C%0a", User_Agent=agent),
        request("/search/%zz%", User_Agent=agent),
        request("/search/a b c", User_Agent=agent),
        request("/search/[01/Oct/2026:00:00:00 +0000]", User_Agent="] [01/Oct/2026:00:00:00 +0000]"),
        request("/search/x", User_Agent="", Referer=""),
        request("/search/x", User_Agent="-", Referer="-"),
        request("/search/x", User_Agent=None, Referer=None),
        request("/search/x", User_Agent=" padded ", Referer=" https://example.org/ "),
        request("/search/x", User_Agent="A" * 3000),
        # Other shapes of a request line.
        b"GET /\r\n",
        b"GET /about\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        request("/about", version="HTTP/1.0", host=None, User_Agent="ab/2.3"),
        request("/about", version="HTTP/2.0", User_Agent=agent),
        request("/about", version="HTTP/9.9", User_Agent=agent),
        request("/about", version="http/1.1", User_Agent=agent),
        request("/about", host=None, User_Agent=agent),
        request("/about", host="ola.canary50@example.org", User_Agent=agent),
        request("/about", host="a b", User_Agent=agent),
        request("http://www.example.org/about?x=1", User_Agent=agent),
        request("http://kari:canary51@www.example.org/about", User_Agent=agent),
        request("https://elsewhere.example.com/", User_Agent=agent),
        request("*", method="OPTIONS", User_Agent=agent),
        request("/about", method="OPTIONS", User_Agent=agent),
        request("*", User_Agent=agent),
        request("www.example.com:443", method="CONNECT", User_Agent=agent),
        request("/about", method="HEAD", User_Agent=agent),
        request("/downloads/catalogue.pdf", method="HEAD", User_Agent=agent),
        request("/forms/contact", method="POST", body=b"email=canary52@example.org", User_Agent=agent),
        request("/api/items/7", method="PUT", body=b"{}", User_Agent=agent),
        request("/api/items/7", method="DELETE", User_Agent=agent),
        request("/about", method="PROPFIND", User_Agent="WebDAV/1.0"),
        request("/about", method="get", User_Agent=agent),
        request("/about", method="FOO-BAR", User_Agent=agent),
        request("about", User_Agent=agent),
        request("", User_Agent=agent),
        request("//about//", User_Agent=agent),
        request("/./articles/../about", User_Agent=agent),
        request("/about?", User_Agent=agent),
        request("/about#fragment", User_Agent=agent),
        request("/?a=/b/c?d", User_Agent=agent),
        request(long_path, User_Agent=agent),
        request("/" + "x" * 9000, User_Agent=agent),
        b"\r\n\r\n" + request("/about", User_Agent=agent),
        b"\r\n",
        b"GET\r\n\r\n",
        b" / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon here\r\n\r\n",
        b"GET / HTTP/1.1\nHost: www.example.org\nConnection: close\n\n",
        # Programs that speak something else.
        tls_hello(draw),
        tls_hello(draw),
        b"\x16\x03\x01\x00\xee\x01\x00\x00\xea\x03\x03\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"SSH-2.0-Go\r\n",
        b"\x03\x00\x00/*\xe0\x00\x00\x00\x00\x00Cookie: mstshash=canary53\r\n",
        b"EHLO mail.canary54.example.org\r\n",
        b"\x00\x00\x00\x00\r\n\r\n",
        # Statuses.
        request(DIRECTORY, User_Agent=agent),
        request("/old/page", User_Agent=agent),
        request("/temporary", User_Agent=agent),
        request("/gone", User_Agent=agent),
        request("/forbidden/", User_Agent=agent),
        request("/broken", User_Agent=agent),
        request("/assets/js/app.js", Range="bytes=0-99", User_Agent=agent),
        request("/assets/js/app.js", Range="bytes=999999-", User_Agent=agent),
        request("/about", If_Match='"nothing"', User_Agent=agent),
        request("/", Expect="the-impossible", User_Agent=agent),
        request("/", Transfer_Encoding="nonsense", User_Agent=agent),
        request("/private/", User_Agent=agent),
    ]
    for user in USERS:
        yield request("/private/", Authorization=basic(user), User_Agent=agent)
    yield request("/private/", Authorization=basic("kari.canary60", "wrong"), User_Agent=agent)
    yield request("/about", Authorization=basic("not asked for canary67"), User_Agent=agent)
    for target in PERSONAL_TARGETS:
        yield request(target, User_Agent=draw.choice(BROWSERS), Referer="https://www.example.org/")
    for referrer in PERSONAL_REFERRERS:
        yield request("/about", User_Agent=draw.choice(BROWSERS), Referer=referrer)
    for personal in PERSONAL_AGENTS:
        yield request("/about", User_Agent=personal)


def plain_visit(draw):
    """Data of an ordinary request."""
    isbot = draw.random() < 0.12
    agent = draw.choice(BOTS if isbot else BROWSERS)
    host = draw.choice(HOSTS)
    target = draw.choice(list(PAGES) * 2 + list(ASSETS))
    page = "https://www.example.org" + draw.choice(list(PAGES))
    referrer = None if isbot else page if target in ASSETS else draw.choice(REFERRERS + [None] * 4)
    dice = draw.random()
    since = LAST_MODIFIED if not isbot and dice < 0.15 else None
    if dice > 0.93:
        target = draw.choice(["/wp-login.php", "/.env", "/no-such-page", "/articles/moved-away", "/xmlrpc.php"])
    elif dice > 0.85:
        target += draw.choice(["?page=2", "?utm_source=newsletter&utm_medium=email", "?q=wool", "?"])
    method = "HEAD" if isbot and dice < 0.1 else "GET"
    return request(target, method, host, User_Agent=agent, Referer=referrer, If_Modified_Since=since)


def traffic(seed, plain=290):
    """All requests of one log, in order."""
    draw = random.Random(seed)
    visitors = addresses(draw)

    def visitor():
        return visitors[min(draw.randrange(len(visitors)), draw.randrange(len(visitors)))]

    requests = [Request(visitor(), data) for data in odd_requests(draw)]
    requests += [Request(visitor(), plain_visit(draw)) for _ in range(plain)]
    mapped = [Request("203.0.113.77", plain_visit(draw), is_mapped=True) for _ in range(6)]
    impatient = [
        Request(visitor(), b"", waits_for_timeout=True),
        Request(visitor(), b"GET / HTTP/1.1\r\nHost: www.example.org\r\n", waits_for_timeout=True),
        Request(visitor(), b"GET / HT", waits_for_timeout=True),
        Request(visitor(), request("/slow", User_Agent=BROWSERS[2]), hangs_up=True),
        Request(visitor(), b"", hangs_up=True),
    ]
    requests += mapped + impatient
    draw.shuffle(requests)
    return requests


PROXY = "10.0.0.5"


def forwarded_lists(address, draw):
    """What may stand in X-Forwarded-For when a request of this address comes through proxies."""
    yield from [address] * 6
    yield f"{address}, 10.0.0.{draw.randrange(2, 250)}"
    yield f"{address},10.1.2.3, 192.168.0.7"
    yield f"{address}, 127.0.0.1"


def with_header(data, name, value):
    """Request data with one more header, where it has any."""
    head, end, rest = data.partition(b"\r\nConnection: close\r\n")
    return head + latin(f"\r\n{name}: {value}") + end + rest if end else data


def short_traffic(seed, plain=60, is_proxied=False, share=0.6, longest=5000):
    """All requests of a log of another server, in order: fewer, and also slow and pipelined ones."""
    draw = random.Random(seed)
    visitors = addresses(draw)[:30]
    odd = [data for data in odd_requests(draw) if len(data) < longest]
    # A part of the odd ones, another one in each log.
    chosen = [data for data in odd if draw.random() < share]
    chosen += [plain_visit(draw) for _ in range(plain)]
    requests = []
    for data in chosen:
        address = draw.choice(visitors)
        if is_proxied:
            data = with_header(data, "X-Forwarded-For", draw.choice(list(forwarded_lists(address, draw))))
            address = PROXY
        elif draw.random() < 0.1:
            # What a client makes up.
            forged = draw.choice(["203.0.113.99", "unknown", "canary70, 203.0.113.99", "2001:db8::99"])
            data = with_header(data, "X-Forwarded-For", forged)
        requests.append(Request(address, data))
    client = [PROXY] if is_proxied else visitors
    for seconds in [0.004, 0.25, 0.75, 1.5, 2.25, 12.0]:
        slow = request("/articles/first-snow", User_Agent=draw.choice(BROWSERS))
        requests.append(Request(draw.choice(client), slow, takes=seconds))
    # Three requests at once, on one connection that stays.
    kept = b"".join(
        request(target, User_Agent=BROWSERS[1]).replace(b"Connection: close", b"Connection: keep-alive")
        for target in ("/", "/about")
    )
    requests.append(Request(draw.choice(client), kept + request("/contact.html", User_Agent=BROWSERS[1])))
    requests += [
        Request(draw.choice(client), b"GET / HTTP/1.1\r\nHost: www.example.org\r\n", waits_for_timeout=True),
        Request(draw.choice(client), request("/slow", User_Agent=BROWSERS[2]), hangs_up=True),
        Request(draw.choice(client), b"", hangs_up=True),
    ]
    if not is_proxied:
        requests += [Request("203.0.113.77", plain_visit(draw), is_mapped=True) for _ in range(2)]
    draw.shuffle(requests)
    return requests
