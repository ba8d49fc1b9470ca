"""Keeps a passkey's secret output out of the server, even when a browser would send it."""

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from luwte.site.hosts import GetResponse

SIGN_IN_PATH = "/_allauth/"


class RefuseSecretExtensions:
    """Refuses sign-in bodies with a `prf` or `hmac…` key, before anything reads or stores them.

    The PRF output unlocks a counsellor's keys and `credential.toJSON()` contains it, so the
    desk builds its responses from named fields; this is the second lock on the same door.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(SIGN_IN_PATH):
            if names_a_secret(request.body):
                return refused("secret_extension", "refused")
            if has_half_a_character(request.body):
                with translation.override(translation.get_language_from_request(request)):
                    return refused("unreadable", _("We can't read one of these characters."))
        return self.get_response(request)


def refused(code: str, message: str) -> HttpResponse:
    """In allauth's own form."""
    errors = [{"code": code, "message": message}]
    return JsonResponse({"status": 400, "errors": errors}, status=400)


def has_half_a_character(body: bytes) -> bool:
    """Whether some text in this JSON holds a lone surrogate, which no hash or database takes."""
    if b"\\u" not in body:
        return False
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except ValueError:
        return False
    return False


def names_a_secret(body: bytes) -> bool:
    """Whether this JSON text has a forbidden key at any depth. What isn't JSON has none."""
    found = False

    def look(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal found
        found = found or any(is_secret_name(name) for name, _ in pairs)
        return dict(pairs)

    try:
        parsed = json.loads(body, object_pairs_hook=look)
    except RecursionError:
        return True
    except ValueError:
        return False
    # A credential may itself travel as a string of JSON.
    return found or any(
        names_a_secret(text.encode(errors="replace"))
        for text in strings(parsed)
        if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "[", '"'}
    )


def is_secret_name(name: str) -> bool:
    folded = name.lower()
    return folded == "prf" or folded.startswith("hmac")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
