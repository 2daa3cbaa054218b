"""What the tests of pages have in common: Chromium, and what may be wrong with a page as it shows it.

It needs Chromium and, for this Python, playwright and axe-playwright-python (PyPI).
"""

import shutil
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

__all__ = ["Error", "SCHEMES", "WIDTHS", "Watched", "chromium", "contexts", "too_wide", "violations"]

WIDTHS = [320, 820, 1200]
SCHEMES = ["light", "dark"]


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
    for violation in Axe().run(tab).response["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:120]}"
