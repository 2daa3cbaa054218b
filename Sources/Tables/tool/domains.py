"""The domains that the root zone delegates."""

from . import lists
from .facts import FOLDER

#: In the list, but delegated by nobody (RFC 7686).
UNDELEGATED = {"onion"}


def delegated(folder):
    """The last labels of the public suffix list's first part, which has every domain of the root zone."""
    found = lists.pypi(folder, "publicsuffixlist") / "publicsuffixlist/public_suffix_list.dat"
    text = found.read_text(encoding="utf-8").split("===END ICANN DOMAINS===")[0]
    rules = [line.strip() for line in text.split("\n")]
    names = {rule.split(".")[-1] for rule in rules if rule and not rule.startswith("//")}
    return {name.encode("idna").decode("ascii") for name in names} - UNDELEGATED


def rewrite(folder):
    path = FOLDER / "top-level-domains.tsv"
    text = path.read_text(encoding="utf-8")
    head = text[: text.index("domain\tsource\n") + len("domain\tsource\n")]
    names = sorted(delegated(folder))
    path.write_text(head + "".join(f"{name}\tpublic-suffix-list\n" for name in names), encoding="utf-8")
    print(f"wrote Sources/Tables/top-level-domains.tsv: {len(names)} domains; run Sources/Tables/refresh")
