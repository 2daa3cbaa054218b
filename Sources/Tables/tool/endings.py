"""What file name extensions lead to, by the media types that they are registered for."""

import re

from . import lists
from .facts import COUNTRIES, FOLDER, read

#: Types that pages have, or that people read in place.
PAGES = re.compile(
    r"text/(?!css|csv|tab-sep|calendar|vcard|x-vcard|directory|vtt|cache-manifest|javascript|ecmascript)"
    r"|application/(xhtml|xml$|xml-dtd|xslt|sgml|x-httpd|x-php|x-sh$|x-csh$|x-perl|x-python|x-tcl|x-tex|x-troff|x-cgi"
    r"|x-ruby|toml|yaml|x-latex)"
    r"|message/|multipart/|x-conference"
)
ASSETS = re.compile(
    r"text/(css|vtt|cache-manifest|javascript|ecmascript)|image/|font/|audio/|video/|model/"
    r"|application/(javascript|ecmascript|wasm|manifest|font|vnd\.ms-font|vnd\.apple\.mpegurl|x-mpegurl|dash|ttml"
    r"|smil|x-shockwave|vnd\.adobe\.flash|mp4|mp21|ogg|x-font|mxf|vnd\.ms-sstr|mp4|vnd\.mapbox)"
)
CALLS = re.compile(r"application/(.*\+json|json|.*json-seq|soap|graphql|grpc|jsonl|x-ndjson|geo\+json)")

#: Extensions that are words, which a page's name may end in after a dot.
WORDS = set(
    "app book box cache car cat clue com deploy dist ends entity frame gen info ink link list maker man model music new"
    " net notebook old one org package page present pro pub quiz reload request rest roff run seed see silo site src"
    " study teacher text tree vis".split()
)


def domains():
    """Endings of countries' domains, which a page about a domain ends in: /site/example.no."""
    return {fact["code"].lower() for fact in read("countries", COUNTRIES, ["code"])}


def kind(media_type):
    """What a type's files are to a web team; None where they are pages."""
    for name, types in [("api", CALLS), ("page", PAGES), ("asset", ASSETS)]:
        if types.match(media_type):
            return name if name != "page" else None
    return "download"


def registered(folder):
    """Extensions with what they lead to, of the package's list; an extension's first type counts."""
    found, words = {}, WORDS | domains()
    path = lists.debian(folder, "media-types") / "etc/mime.types"
    for line in path.read_text(encoding="utf-8").split("\n"):
        media_type, *endings = line.split("#")[0].split() or [""]
        for ending in endings:
            ending = ending.lower()
            if re.fullmatch("[a-z0-9_+-]{2,}", ending) and not ending.isdigit() and ending not in words:
                found.setdefault(ending, kind(media_type.lower()))
    return {ending: what for ending, what in found.items() if what}


def rewrite(folder):
    """Writes the lines of endings.tsv that come from the list anew, below those made by hand."""
    path = FOLDER / "endings.tsv"
    kept = [
        line
        for line in path.read_text(encoding="utf-8").split("\n")
        if line and not line.endswith("\tmedia-types")
    ]
    known = {
        fact["ending"]
        for fact in read("endings", ["kind", "ending", "source"], ["ending"])
        if fact["source"] != "media-types"
    }
    new = [
        f"{what}\t{ending}\tmedia-types"
        for ending, what in sorted(registered(folder).items(), key=lambda pair: pair[::-1])
        if ending not in known
    ]
    path.write_text("\n".join(kept + new) + "\n", encoding="utf-8")
    print(f"wrote {len(new)} extensions")
