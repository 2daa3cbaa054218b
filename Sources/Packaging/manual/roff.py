"""Text as mdoc(7) has it: what means something to roff is escaped, whichever text comes."""

import re
import textwrap

# Signs that roff reads, or that it shows as others where text is typeset.
SIGNS = {"\\": "\\e", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}
# A word that is an option: its hyphens are typed as they are.
OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")
# A reference to another page, between bytes that no text has.
REFERENCE = re.compile("\x01([^\x02]+)\x02([^\x03]+)\x03")
LONE_REFERENCE = re.compile("(?:^|(?<= ))(\\(?)" + REFERENCE.pattern + "([.,;:)!?]*)(?: |$)")


def escaped(text):
    """Text for anywhere in a line; hyphens stay what they are in text."""
    return "".join(
        SIGNS.get(sign) or (sign if " " <= sign <= "~" or sign in "\x01\x02\x03" else f"\\[u{ord(sign):04X}]")
        for sign in text
    )


def code(text):
    """What is typed as it stands: a hyphen is a minus, and a quote is straight."""
    return escaped(text).replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")


def bold(text):
    return f"\\fB{code(text)}\\fR"


def words(text):
    """Prose, its options with hyphens that can be copied."""
    found, end = [], 0
    for option in OPTION.finditer(text):
        found += [escaped(text[end : option.start()]), code(option.group())]
        end = option.end()
    return "".join(found) + escaped(text[end:])


def prose(text):
    """Prose with `code` in it."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return words(text)
    return "".join(bold(part) if index % 2 else words(part) for index, part in enumerate(parts))


def reference(page, section):
    """A place in prose that refers to another page."""
    return f"\x01{page}\x02{section}\x03"


def guarded(line):
    """A line of text that roff does not take for a request."""
    return f"\\&{line}" if line[:1] in (".", "'") else line


def argument(text):
    """Escaped text as one argument of a macro, whatever it is the name of."""
    quotes = text.replace('"', "\\(dq")
    return f'"\\&{REFERENCE.sub(named, quotes)}"'


def named(found):
    return f"\\fB{code(found.group(1))}\\fR({found.group(2)})"


def lines(text):
    """Escaped prose in lines: a sentence each, and references on lines of their own."""
    made = []
    for sentence in re.split(r"(?<=[.?!]) +(?=[A-Z`(\\\x01])", " ".join(text.split())):
        end = 0
        for found in LONE_REFERENCE.finditer(sentence):
            made.append(sentence[end : found.start()])
            opening, page, section, closing = found.groups()
            made.append(" ".join([".Xr", *([opening] if opening else []), page, section, *closing]))
            end = found.end()
        made.append(sentence[end:])
    for line in (line.strip() for line in made):
        if line.startswith(".Xr "):
            yield line
        elif line:
            wrapped = textwrap.wrap(
                REFERENCE.sub(named, line), 79, break_long_words=False, break_on_hyphens=False)
            yield from map(guarded, wrapped)


def literal(text):
    """A block that is shown as it stands, one escaped line a line."""
    yield ".Bd -literal -offset indent"
    for line in text:
        # An empty line would be a new paragraph.
        yield guarded(code(line)) or "\\&"
    yield ".Ed"


def page(name, section, title, date, body):
    """A whole page. `title` says in a line what it is about, `body` begins after NAME."""
    yield f".Dd {date}"
    yield f".Dt {name.upper()} {section}"
    yield ".Os"
    yield ".Sh NAME"
    yield f".Nm {name}"
    yield f".Nd {words(title)}"
    yield from body


def see_also(pages):
    """References to pages, given as names and sections: by section, then by name."""
    ordered = sorted(set(pages), key=lambda page: (page[1], page[0]))
    if ordered:
        yield ".Sh SEE ALSO"
    for name, section in ordered:
        yield f".Xr {name} {section}" + (" ," if (name, section) != ordered[-1] else "")
