"""Pages of articles: the Markdown that the documentation uses, no more."""

import re

from .roff import argument, bold, code, lines, literal, page, prose, reference, see_also, words

# Tables that need more are lists: a line of a terminal has 80 columns, and text begins at the fifth.
WIDEST = 72
MARKS = re.compile(r"``(?P<symbol>[^`]+)``|`(?P<code>[^`]+)`|\*\*(?P<strong>.+?)\*\*|\*(?P<weak>[^*\s][^*]*)\*"
                   r"|<doc:(?P<doc>\w+)>|\[(?P<text>[^\]]+)\]\((?P<link>[^)]*)\)")


class Article:
    """An article that becomes a page, and the others that it may name."""

    def __init__(self, folder, name, pages):
        self.folder, self.pages = folder, pages
        self.page = pages[name]
        self.title, self.text = read(folder, name)
        self.named = []
        # Where bold means something, code is not.
        self.is_code_bold = True

    def inline(self, text):
        """One paragraph, a heading or a cell, escaped."""
        made, end = [], 0
        for mark in MARKS.finditer(text):
            made.append(words(text[end : mark.start()]))
            made.append(self.marked(mark))
            end = mark.end()
        return "".join(made) + words(text[end:])

    def marked(self, mark):
        if mark["code"] or mark["symbol"]:
            text = mark["code"] or mark["symbol"]
            return bold(text) if self.is_code_bold else code(text)
        if mark["strong"]:
            # Code within it is bold as well.
            return "\\fB" + self.inline(mark["strong"]).replace("\\fB", "").replace("\\fR", "") + "\\fR"
        if mark["weak"]:
            return f"\\fI{words(mark['weak'])}\\fR"
        if mark["doc"]:
            return self.link(mark["doc"])
        address = f" <{mark['link']}>" if mark["link"].startswith("http") else ""
        return prose(mark["text"]) + words(address)

    def link(self, name):
        """Another article: its page, or its title."""
        if name in self.pages:
            self.named.append(self.pages[name])
            return reference(*self.pages[name])
        return f"\\(lq{words(read(self.folder, name)[0])}\\(rq"

    def body(self):
        yield ".Sh DESCRIPTION"
        previous = None
        for kind, content in blocks(self.text):
            if kind == "paragraph" and previous not in (None, "heading"):
                yield ".Pp"
            yield from getattr(self, kind)(content)
            previous = kind
        yield from see_also([other for other in [*self.named, *self.pages.values(), ("sporlos", 1)]
                             if other != self.page])

    def heading(self, content):
        level, text = content
        if level > 2:
            yield f".Ss {self.inline(text)}"
        else:
            yield f".Sh {self.inline(text if MARKS.search(text) else text.upper())}"

    def paragraph(self, content):
        yield from lines(self.inline(" ".join(content)))

    def listing(self, content):
        yield from literal(content)

    def items(self, content):
        numbered, items = content
        compact = " -compact" if all(len(" ".join(item)) < WIDEST for item in items) else ""
        yield (".Bl -enum" if numbered else ".Bl -bullet") + compact
        for item in items:
            yield ".It"
            for index, (kind, inner) in enumerate(blocks(item)):
                if index and kind == "paragraph":
                    yield ".Pp"
                yield from getattr(self, kind)(inner)
        yield ".El"

    def table(self, content):
        self.is_code_bold = not any("**" in cell for row in content[1] for cell in row)
        yield from self.rows(*content)
        self.is_code_bold = True

    def rows(self, header, rows):
        widths = [max(shown(row[column]) for row in [header, *rows]) for column in range(len(header))]
        if sum(widths) + 4 * len(widths) <= WIDEST:
            yield ".Bl -column " + " ".join(argument("x" * max(width, 1)) for width in widths)
            for row in ([header] if any(header) else []) + rows:
                cells = [argument(self.inline(cell)) if cell else '"\\&"' for cell in row]
                yield ".It " + " Ta ".join(cells)
            yield ".El"
            return
        yield ".Bl -tag -width Ds"
        for row in rows:
            yield f".It {argument(self.inline(row[0]))}"
            cells = [(name, cell) for name, cell in zip(header[1:], row[1:]) if cell]
            for index, (name, cell) in enumerate(cells):
                if index:
                    yield ".Pp"
                label = f"{name}: " if name and len(header) > 2 else ""
                yield from lines(self.inline(label + cell))
        yield ".El"


def read(folder, name):
    """The title of an article, and its lines after it."""
    text = (folder / f"{name}.md").read_text(encoding="utf-8").split("\n")
    title = text[0].removeprefix("# ")
    shown = next((line for line in text if "@DisplayName" in line), None)
    if shown:
        title = re.search(r'"(.*)"', shown)[1]
        text = text[:1] + text[text.index("}") + 1 :]
    return title, text[1:]


def shown(cell):
    """How wide a cell is when it is shown."""
    return len(re.sub(r"[`*]|<doc:|>", "", cell))


def cells(line):
    """The cells of a row; an escaped bar is none's end."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


MARKER = re.compile(r"(?:-|(\d+)\.) +")


def blocks(text):
    """Paragraphs, headings, lists, tables and listings, in their order."""
    index = 0

    def run(matches):
        nonlocal index
        start = index
        while index < len(text) and matches(text[index]):
            index += 1
        return text[start:index]

    while index < len(text):
        line = text[index]
        if not line.strip():
            index += 1
        elif line.startswith("```"):
            index += 1
            yield "listing", run(lambda line: not line.startswith("```"))
            index += 1
        elif line.startswith("    "):
            found = run(lambda line: line.startswith("    ") or not line.strip())
            while not found[-1].strip():
                found.pop()
            yield "listing", [line[4:] for line in found]
        elif line.startswith("#"):
            index += 1
            level = len(line) - len(line.lstrip("#"))
            yield "heading", (level, line[level:].strip())
        elif line.startswith("|"):
            rows = [cells(line) for line in run(lambda line: line.startswith("|"))]
            yield "table", (rows[0], rows[2:])
        elif MARKER.match(line):
            numbered, items = bool(MARKER.match(line)[1]), []
            while index < len(text) and (marker := MARKER.match(text[index])):
                width = marker.end()
                first = text[index][width:]
                index += 1
                rest = run(lambda line: line.startswith(" ") or (
                    line.strip() and not MARKER.match(line) and not line.startswith(("#", "|", "```"))))
                items.append([first, *(line[min(width, len(line) - len(line.lstrip())) :] for line in rest)])
                gap = index
                while gap < len(text) and not text[gap].strip():
                    gap += 1
                if gap < len(text) and MARKER.match(text[gap]) and bool(MARKER.match(text[gap])[1]) == numbered:
                    index = gap
            yield "items", (numbered, items)
        else:
            yield "paragraph", run(lambda line: line.strip() and not line.startswith(("#", "|", "```"))
                                   and not MARKER.match(line))


def article_page(article, date, title):
    return page(article.page[0], article.page[1], title, date, article.body())
