"""A keyboard and nothing else."""

from typing import Any


class Keys:
    """A keyboard and nothing else; what has the focus must be seen to have it."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def reach(self, selector: str, *, most: int = 150) -> None:
        """Tab until this has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.locator(selector).evaluate_all("all => all.includes(document.activeElement)"):
                assert self.page.evaluate(
                    """() => { const e = document.activeElement, near = e.nextElementSibling,
                    seen = s => s && (s.outlineStyle !== 'none' || s.boxShadow !== 'none');
                    return seen(getComputedStyle(e)) || seen(near && getComputedStyle(near, '::before')) }"""
                ), f"the focus on {selector} is not seen"
                return
        raise AssertionError(f"{self.page.url}: Tab does not reach {selector}")

    def type_into(self, name: str, text: str) -> None:
        self.reach(f"[name={name}]")
        self.page.keyboard.type(text)

    def choose(self, name: str, downs: int) -> None:
        """Arrow keys move within a group of answers; the first is chosen by the space bar."""
        self.reach(f"[name={name}]")
        self.page.keyboard.press("Space")
        for _ in range(downs):
            self.page.keyboard.press("ArrowDown")

    def enter(self, selector: str) -> None:
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def place(self, letter: str) -> None:
        """`g`, then the letter of the place."""
        self.page.keyboard.press("g")
        with self.page.expect_navigation():
            self.page.keyboard.press(letter)
