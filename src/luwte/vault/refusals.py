"""Every way in which the sealed API refuses: a code, a status and a sentence for the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luwte.people.problems import Problem

TEXTS = {
    "unreadable": (400, _("We could not read this request. Reload the page and try again.")),
    "sign-in-refused": (401, _("This did not open anything. Check what you typed.")),
    "signed-out": (401, _("You are no longer signed in. Sign in again.")),
    "second-factor-needed": (403, _("Finish signing in: the second step is missing.")),
    "csrf": (403, _("Reload the page and try again.")),
    "not-allowed": (403, _("This is not possible for you in this conversation.")),
    "bad-signature": (403, _("The signature does not fit. Nothing was stored.")),
    "is-open": (403, _("This conversation is open.")),
    "not-closed": (403, _("This can be asked once the conversation is closed.")),
    "is-closed": (403, _("This conversation is closed. Reopen it first.")),
    "is-withdrawn": (403, _("This conversation was withdrawn.")),
    "needs-epoch": (403, _("Somebody joined or left. Reload the conversation and try again.")),
    "wrong-epoch": (403, _("Somebody joined or left. Reload the conversation and try again.")),
    "wrong-participants": (403, _("Somebody joined or left. Reload the conversation first.")),
    "wrong-seeds": (403, _("You can't give access to more than you can read yourself.")),
    "key-not-current": (403, _("This counsellor has other keys now, or has left. Choose anew.")),
    "roster-replaced": (403, _("The list of counsellors was replaced. Call before you write.")),
    "work-refused": (403, _("A check against misuse failed. Try once more.")),
    "roster-refused": (403, _("This change of the list of counsellors is not possible.")),
    "not-appointed": (403, _("You have no role in this organisation.")),
    "not-found": (404, _("There is nothing here for you.")),
    "unknown-roster": (404, _("We do not know this list of counsellors. Check the address.")),
    "unknown-upload": (404, _("We do not have this file. Send it again.")),
    "conflict": (409, _("Something new came in first. Your text is still here.")),
    "already-there": (409, _("This was stored already.")),
    "token-given": (409, _("This was asked for on another device already.")),
    "version-differs": (409, _("This was changed on another device. Sign in again.")),
    "phrase-taken": (409, _("This return phrase is in use. Make a new one.")),
    "roster-exists": (409, _("There is a list of counsellors already.")),
    "offset-differs": (409, _("Part of this file came in already. It goes on from there.")),
    "keys-changed": (409, _("Your keys were changed on another device. Sign in again.")),
    "length-needed": (411, _("We could not read this request. Reload the page and try again.")),
    "too-large": (413, _("This is too large to send.")),
    "conversation-full": (
        413,
        _("There is no room here for more. Begin a new conversation."),
    ),
    "wrong-media-type": (415, _("We could not read this request. Reload the page.")),
    "malformed": (422, _("This was not sealed in the right way. Nothing was stored.")),
    "too-busy": (429, _("Many people are here now. Try again in a minute.")),
    "busy": (503, _("Many people are here now. Try again in a minute.")),
    "disk-full": (
        507,
        _("Our storage is full. You lost nothing. Try later, or call."),
    ),
}


def refusal(code: str, **extra: Any) -> Problem:
    """The problem with this code; `extra` are further members for the client."""
    status, detail = TEXTS[code]
    return Problem(status, code, detail, **extra)
