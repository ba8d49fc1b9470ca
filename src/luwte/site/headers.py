"""Security headers. docs/protocol.md section 2 is the rule; tests/house holds it."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from luwte.site.hosts import GetResponse, is_application_host

APPLICATION_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types luwte-worker",
    ]
)

SITE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)

# Everything a page could ask of a device is off; the desk needs passkeys, and copying text.
REFUSED_FEATURES = (
    "accelerometer", "autoplay",
    "browsing-topics", "camera", "compute-pressure", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "storage-access", "sync-xhr", "usb", "window-management",
    "xr-spatial-tracking",
)  # fmt: skip
PASSKEY_FEATURES = ("publickey-credentials-get", "publickey-credentials-create")


def permissions_policy(*, application: bool) -> str:
    allowed = "(self)" if application else "()"
    features = [f"{name}=()" for name in REFUSED_FEATURES]
    return ", ".join(features + [f"{name}={allowed}" for name in PASSKEY_FEATURES])


def security_headers(*, application: bool) -> dict[str, str]:
    """The headers that every answer of this host carries."""
    headers = {
        "Content-Security-Policy": APPLICATION_POLICY if application else SITE_POLICY,
        "Permissions-Policy": permissions_policy(application=application),
        # With "no-referrer" a browser says "Origin: null" with a form, and Django refuses it.
        "Referrer-Policy": "no-referrer" if application else "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if application:
        headers["X-Robots-Tag"] = "noindex"
        headers["Integrity-Policy"] = "blocked-destinations=(script)"
    if settings.LUWTE.secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return headers


class SecurityHeaders:
    """Outermost middleware: answers of every kind, errors and files included, carry the headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.headers = {
            application: security_headers(application=application) for application in (True, False)
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            application = is_application_host(request)
        except DisallowedHost:
            application = False
        response = self.get_response(request)
        for name, value in self.headers[application].items():
            response.headers[name] = value
        # What isn't explicitly a public file is personal: nobody on the way may keep it.
        response.headers.setdefault("Cache-Control", "no-store")
        return response
