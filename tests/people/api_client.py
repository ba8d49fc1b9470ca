"""Speaks JSON to the application host as the desk does: with cookies and the CSRF token."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ALLAUTH = "/_allauth/browser/v1/"
TOTP_PATH = f"{ALLAUTH}account/authenticators/totp"
PASSKEY_PATH = f"{ALLAUTH}account/authenticators/webauthn"


def post(client: Client, path: str, body: dict[str, Any], **headers: str) -> Any:
    """POST to the API, or with a path that starts with a slash to allauth."""
    address = path if path.startswith("/") else f"/api/v1/{path}"
    cookie = client.cookies.get(settings.CSRF_COOKIE_NAME)
    if cookie is not None:
        headers.setdefault("x-csrftoken", cookie.value)
    return client.post(address, body, content_type="application/json", headers=headers)


def totp_code(secret: str) -> str:
    """What an authenticator app shows now."""
    key = base64.b32decode(secret)
    app = TOTP(key, 6, hashes.SHA1(), 30, enforce_key_length=False)  # noqa: S303 - RFC 6238
    return app.generate(int(time.time())).decode()


def add_app(client: Client) -> str:
    """Add an authenticator app as the desk does; returns its secret."""
    secret: str = client.get(TOTP_PATH).json()["meta"]["secret"]
    answer = post(client, TOTP_PATH, {"code": totp_code(secret)})
    assert answer.status_code == 200, answer.content
    return secret


class SoftPasskey:
    """A passkey in software: answers challenges as a browser's named fields do."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user_handle = ""

    def register(self, client: Client) -> None:
        """Add this passkey to the account that is signed in."""
        options = client.get(PASSKEY_PATH + "?passwordless").json()["data"]["creation_options"]
        public = options["publicKey"]
        self.user_handle = public["user"]["id"]
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
        credential = AttestedCredentialData.create(
            b"\0" * 16,
            self.id,
            ES256.from_cryptography_key(self.key.public_key()),  # type: ignore[no-untyped-call]
        )
        data = AuthenticatorData.create(self._site(public["rp"]["id"]), flags, 0, credential)
        response = {
            "clientDataJSON": self._client_data("webauthn.create", public["challenge"]),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        answer = post(
            client, PASSKEY_PATH, {"name": "Telefoon", "credential": self._credential(response)}
        )
        assert answer.status_code == 200, answer.content

    def sign_in(self, client: Client) -> Any:
        """One gesture instead of a password."""
        path = f"{ALLAUTH}auth/webauthn/login"
        public = client.get(path).json()["data"]["request_options"]["publicKey"]
        data = AuthenticatorData.create(
            self._site(public["rpId"]), AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV, 1
        )
        client_data = self._client_data("webauthn.get", public["challenge"])
        digest = hashlib.sha256(base64.urlsafe_b64decode(client_data + "==")).digest()
        response = {
            "clientDataJSON": client_data,
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(data + digest, ec.ECDSA(hashes.SHA256()))),
            "userHandle": self.user_handle,
        }
        return post(client, path, {"credential": self._credential(response)})

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }

    def _client_data(self, kind: str, challenge: str) -> str:
        data = {"type": kind, "challenge": challenge, "origin": settings.LUWTE.app_origin}
        return websafe_encode(json.dumps(data).encode())

    def _site(self, name: str) -> bytes:
        return hashlib.sha256(name.encode()).digest()
