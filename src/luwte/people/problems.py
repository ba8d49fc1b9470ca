"""What the API says when it refuses: problem details by RFC 9457, in the person's language."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.encoding import force_str
from django.utils.functional import Promise

MEDIA_TYPE = "application/problem+json"

# Seconds. What is too busy is so for a moment only; a program should still leave it alone a bit.
RETRY_AFTER = {429: 5, 503: 5}


class Problem(Exception):
    """Raised by an operation to refuse. `detail` is shown to people; `extra` is for the client."""

    def __init__(self, status: int, code: str, detail: str | Promise, **extra: Any) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The members of RFC 9457, with `code` as in docs/protocol.md section 6."""
        return {
            "type": f"urn:luwte:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": force_str(self.detail),
            "code": self.code,
            **self.extra,
        }

    def response(self) -> HttpResponse:
        """The answer as it goes over the line."""
        headers = {"Vary": "Accept-Language"}
        if self.status in RETRY_AFTER:
            headers["Retry-After"] = str(RETRY_AFTER[self.status])
        return JsonResponse(
            self.body(), status=self.status, content_type=MEDIA_TYPE, headers=headers
        )
