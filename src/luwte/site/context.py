"""What every template of the site may use."""

from django.conf import settings
from django.http import HttpRequest


def addresses(request: HttpRequest) -> dict[str, object]:
    """Where the two applications are, and whether this is the demo."""
    origin = settings.LUWTE.app_origin
    return {
        "app_origin": origin,
        "talk_url": f"{origin}/talk/",
        "desk_url": f"{origin}/desk/",
        "is_demo": settings.LUWTE.demo,
    }
