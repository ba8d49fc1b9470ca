"""The screens of a counsellor's settings."""

from __future__ import annotations

from tools.shots.camera import Visitor


def walk(visitor: Visitor) -> None:
    """From the list of them, one after the other."""
    visitor.shoot("desk-settings")
    for part, title in {
        "profile": "Your card",
        "availability": "Availability and absence",
        "ties": "Declared ties",
        "signals": "What comes more often than usual",
        "organisation": "List of counsellors",
        "judgements": "What reporters say of the help",
        "keys": "Renew my keys",
        "unlocking": "Passkeys and unlocking",
        "notifications": "Notifications",
        "language": "Language",
    }.items():
        named = visitor.page.locator(".row__name").get_by_text(visitor.words(title), exact=True)
        named.click()
        visitor.on(f"settings-{part}")
        if part == "organisation":
            the_list(visitor)
        elif part == "judgements":
            sums(visitor)
        else:
            visitor.shoot(f"desk-settings-{part}")
        visitor.tap("Back")
        visitor.page.locator("[data-screen=settings]").wait_for()


def the_list(visitor: Visitor) -> None:
    """Of the own list, and of a provider's when there is one."""
    visitor.page.locator("summary", has_text=visitor.words("All keys are lost")).wait_for()
    visitor.shoot("desk-settings-organisation")
    visitor.page.locator("summary", has_text=visitor.words("All keys are lost")).click()
    visitor.shoot("desk-settings-all-keys-lost")
    if choose_provider(visitor):
        visitor.page.locator(".desk-words li").first.wait_for()
        visitor.shoot("desk-settings-provider-words")


def sums(visitor: Visitor) -> None:
    choose_provider(visitor)
    visitor.page.locator(".sums").first.wait_for()
    visitor.shoot("desk-settings-judgements")


def choose_provider(visitor: Visitor) -> bool:
    """For who works for a provider too; others have no choice to make."""
    provider = visitor.page.locator("label", has_text="Bureau Windschut")
    if not provider.count():
        return False
    provider.first.click()
    return True
