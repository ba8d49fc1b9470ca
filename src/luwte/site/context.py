"""What every template of the site may use."""

from django.conf import settings
from django.http import HttpRequest


def talk_url() -> str:
    """The reporter's application; an organisation is named in what follows the `#` only."""
    return f"{settings.LUWTE.app_origin}/talk/"


def addresses(request: HttpRequest) -> dict[str, object]:
    """Where the two applications are, and whether this is the demo."""
    origin = settings.LUWTE.app_origin
    return {
        "app_origin": origin,
        "talk_url": talk_url(),
        "desk_url": f"{origin}/desk/",
        "is_demo": settings.LUWTE.demo,
    }
