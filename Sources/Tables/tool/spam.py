"""Makes spam.tsv anew of the list of referrer spammers."""

from .facts import FOLDER

#: Domains below which everybody has a host: a spammer's there is no reason to tell all of them spam.
SHARED = {"ci.ua", "hol.es", "kharkov.ua", "ru.com", "ua.tc", "ucoz.ru", "uni.me"}


def renew(file):
    """Takes the hosts of a list, a line each; lines that begin with `!` or `#` are comments."""
    lines = [line.strip().lower() for line in file.read_text(encoding="utf-8").split("\n")]
    hosts = {
        line.removeprefix("www.") for line in lines if line and line[0] not in "!#" and "." in line
    }
    path = FOLDER / "spam.tsv"
    text = path.read_text(encoding="utf-8")
    head = text[: text.index("host\tsource\n") + len("host\tsource\n")]
    rows = [f"{host}\tmatomo-spam\n" for host in sorted(hosts - SHARED)]
    path.write_text(head + "".join(rows), encoding="utf-8")
    print(f"wrote Sources/Tables/spam.tsv: {len(rows)} hosts; run Sources/Tables/refresh")
