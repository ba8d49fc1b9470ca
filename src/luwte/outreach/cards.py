"""What an organisation's public page shows of its counsellors.

This room doesn't know the vault, where the signed profiles lie. The site room reads them there
and hands them over in this shape.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class CounsellorCard:
    """One counsellor, as they chose to be shown, in the language of the page."""

    name: str
    position: str
    domains: Sequence[str]
    trained: bool
    text: str = ""
    gender: str = ""
    age: str = ""
    languages: Sequence[str] = ()
    background: str = ""
    expertise: Sequence[str] = ()
    portrait: str = ""
    promise_days: int = 2
    on_site: str = ""
    phone: str = ""
    absent_until: datetime.date | None = None
    absent: bool = False
    stand_in: str = ""

    @property
    def domain_words(self) -> list[str]:
        """What this counsellor is for."""
        words = {"conduct": _("Undesirable behaviour"), "integrity": _("Integrity")}
        return [words.get(domain, domain) for domain in self.domains]

    @property
    def about(self) -> list[str]:
        """What they chose to say of themselves."""
        words = {"woman": _("Woman"), "man": _("Man"), "non-binary": _("Non-binary")}
        said = (words.get(self.gender, self.gender), self.age, self.background)
        return [word for word in said if word]

    @property
    def language_names(self) -> list[str]:
        """The languages they speak, in the language of the page."""
        page = Locale((get_language() or "nl")[:2])
        return [language_name(code, page) for code in self.languages]

    @property
    def dial(self) -> str:
        """The number as a `tel:` address wants it."""
        return "".join(c for c in self.phone if c in "+0123456789")


@dataclass(frozen=True)
class PublicRoster:
    """The counsellors of an organisation, and the fingerprint under which one writes to them."""

    fingerprint: str = ""
    cards: Sequence[CounsellorCard] = field(default_factory=tuple)

    @property
    def open(self) -> bool:
        """Whether somebody can be written to."""
        return bool(self.fingerprint and self.cards)

    @property
    def groups(self) -> list[str]:
        """The fingerprint in groups of four, to be compared with the one on screen."""
        return [self.fingerprint[i : i + 4] for i in range(0, len(self.fingerprint), 4)]


def language_name(code: str, page: Locale) -> str:
    """The name of a language such as "pl"; what isn't a code is shown as it was written."""
    try:
        return Locale.parse(code, sep="-").get_display_name(page) or code
    except (UnknownLocaleError, ValueError):
        return code
