"""One blind token per conversation, for its reporter, once it was closed.

We sign without seeing what, so that the judgement that comes in later can't be joined to the
conversation. All that is kept is that this conversation was given its token.
"""

from __future__ import annotations

from dataclasses import dataclass

from luwte.organisations.models import Organisation
from luwte.tokens import blind
from luwte.vault import grants, logs
from luwte.vault.days import today
from luwte.vault.logs import Actor
from luwte.vault.models import Conversation, GivenToken, Participation
from luwte.vault.refusals import refusal
from luwte.vault.rows import Insert, writing

GIVEN = Insert(GivenToken, "conversation", "blinded", "year")


@dataclass(frozen=True, slots=True)
class Given:
    """What the client takes the blinding off."""

    organisation: str
    year: int
    evaluated: blind.Evaluated


def give(conversation: str, actor: Actor, blinded: bytes) -> Given:
    """This conversation's token; the same blinded number again gets the same one."""
    place = logs.find_readable(conversation, actor)
    found = place.conversation
    if actor.role != grants.REPORTER or is_one_time(place.key):
        raise refusal("not-allowed")
    if found.state != Conversation.State.CLOSED or found.organisation is None:
        raise refusal("not-closed")
    organisation = Organisation.objects.values_list("public_id", flat=True)
    issue = blind.Issue(organisation.get(pk=found.organisation), year_given(found.key, blinded))
    return Given(issue.organisation, issue.year, blind.evaluate(issue, blinded))


def is_one_time(place: int) -> bool:
    """Whether their words were made by a counsellor, who might judge with them."""
    return Participation.objects.filter(key=place, one_time=True).exists()


def year_given(conversation: int, blinded: bytes) -> int:
    """The year in which this token was first asked for; refuses a second one."""
    if not blind.is_element(blinded):
        raise refusal("malformed")
    with writing():
        GIVEN.once((conversation, blinded, today().year))
        row = GivenToken.objects.values_list("blinded", "year").get(conversation=conversation)
    if bytes(row[0]) != blinded:
        raise refusal("token-given")
    return int(row[1])
