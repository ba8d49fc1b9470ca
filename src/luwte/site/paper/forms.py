"""What stands on each form: intake sheet, agreement, contact card, registration card."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from luwte.organisations.agreements import current_agreement
from luwte.organisations.models import Organisation
from luwte.outreach.agreement import default_agreement, filled_in
from luwte.outreach.cards import PublicRoster
from luwte.outreach.content import Item, Language, content, fill
from luwte.outreach.pages import dialled, exceptions
from luwte.registry.codes import fields_for
from luwte.site.paper.printing import Ask, Form, Part

BLANK = "…" * 14
Make = Callable[[Organisation, PublicRoster, Language], Form]


def form(
    of: Organisation, language: Language, title: str, lead: list[str], parts: list[Part]
) -> Form:
    foot = _("Keep what is filled in where nobody else comes.")
    return Form(title, of.name, of.accent, language, foot, lead, parts)


def intake(of: Organisation, roster: PublicRoster, language: Language) -> Form:
    """The same as the desk asks under "read out and note"."""
    script = content().text("spoken-agreement", language)
    told = [one.short for one in exceptions(of, roster, language)]
    lines = [fill(one.text, months=of.retention_months) for one in script.items]
    yes_no = (_("Yes"), _("No"))
    parts = [
        Part(script.title, lines, told),
        Part(
            _("To note"),
            asks=[
                Ask(_("Day, and your own word for this person. No name."), lines=1),
                Ask(_("Read aloud, exceptions included"), yes_no),
                Ask(_("May you make notes?"), yes_no),
                Ask(_("Is somebody under 18 involved?"), (_("No, or not known"), *minors())),
                Ask(_("What it is about"), labels("topics", language)),
                Ask(_("Their part in it"), labels("roles", language)),
                *(
                    Ask(one.label, [option.label for option in one.options])
                    for one in content().text("inventory", language).items
                ),
                Ask(_("May you contact this person? How, and when is it safe?"), yes_no, 2),
                Ask(_("Notes"), lines=8),
            ],
        ),
    ]
    return form(of, language, _("Intake sheet"), [_("Every question may stay open.")], parts)


def minors() -> tuple[str, str]:
    return _("The person who talks"), _("Their child")


def labels(id_: str, language: Language) -> list[str]:
    items: tuple[Item, ...] = content().text(id_, language).items
    return [one.label for one in items]


def agreement(of: Organisation, roster: PublicRoster, language: Language) -> Form:
    """The text that would be offered now, with room for names, day and two signatures."""
    newest = current_agreement(of)
    if newest is None:
        title, text = default_agreement(language)
    elif language == "nl":
        title, text = newest.title_nl, newest.text_nl
    else:
        title, text = newest.title_en, newest.text_en
    text = filled_in(
        text,
        [one.short for one in exceptions(of, roster, language)],
        organisation=of.name,
        counsellor=BLANK,
        months=of.retention_months,
        day=BLANK,
    )
    signing = [
        Ask(_("Signature of the counsellor, day"), lines=2),
        Ask(_("Signature of the reporter, day. No name needed."), lines=2),
    ]
    return form(of, language, title, [], [*parts_of(text), Part(asks=signing)])


def parts_of(text: str) -> list[Part]:
    """Headings begin with `## `, points with `- `."""
    parts: list[Part] = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        heading = next((one[3:] for one in lines if one.startswith("## ")), "")
        points = [one[2:] for one in lines if one.startswith("- ")]
        others = [one for one in lines if not one.startswith(("## ", "- "))]
        parts.append(Part(heading, others, points))
    return parts


def contact(of: Organisation, roster: PublicRoster, language: Language) -> Form:
    """Whom to turn to, and how: to hand over or lay down."""
    people = [
        Part(card.name, [line for line in (card.phone, card.on_site) if line])
        for card in sorted(roster.cards, key=lambda one: one.name)
    ]
    lines = [
        Part(
            one.name, [line for line in (one.number, one.hours(language)) if dialled(line) or line]
        )
        for one in of.phone_lines.all()
    ]
    walk_in = (
        [Part(_("Walk in"), of.walk_in(language).splitlines())] if of.walk_in(language) else []
    )
    words = [_("On the start page, type this code: %(code)s") % {"code": of.code}]
    if roster.open:
        words += [_("The page on your phone shows the same signs at the bottom:")]
        words += [" ".join(roster.groups)]
    online = [Part(_("Write, without your name"), words)]
    help_ = [
        Part(_("Help from outside"), points=[
            f"{one.title}: {one.phone}" for one in content().helplines(language)[:4] if one.phone
        ])
    ]  # fmt: skip
    lead = [_("You don't have to carry it alone. Talk with someone who listens.")]
    title = _("Who you can talk with")
    return form(of, language, title, lead, [*people, *lines, *walk_in, *online, *help_])


def registration(of: Organisation, roster: PublicRoster, language: Language) -> Form:
    """What may be counted in an organisation of this size, and no more."""
    asks = [
        Ask(getattr(one, language), [getattr(code, language) for code in one.codes])
        for one in fields_for(of)
    ]
    lead = [_("For counting only. No name, no story, no day."), _("Every question may stay open.")]
    return form(of, language, _("Registration card"), lead, [Part(asks=asks)])


FORMS: dict[str, Make] = {
    "intake": intake,
    "agreement": agreement,
    "contact": contact,
    "registration": registration,
}
