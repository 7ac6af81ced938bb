"""Signed deliveries and bearer tokens."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Headers = Mapping[str, str]
"""Names are in small letters."""

OLDEST_SECONDS = 5 * 60
"""Older messages are not taken, so that a recorded one cannot be sent again later."""


@dataclass(frozen=True)
class ValidDelivery:
    """A delivery that can be trusted. `delivery_id` tells repeats."""

    delivery_id: str


@dataclass(frozen=True)
class InvalidDelivery:
    """A delivery that cannot be trusted, and why."""

    reason: str


WRONG = InvalidDelivery("The signature does not fit.")


def check_signature(
    *, body: bytes, headers: Headers, secret: str, now: datetime
) -> ValidDelivery | InvalidDelivery:
    """Checks a webhook over its raw bytes, in constant time.

    Two ways of signing are known: Standard Webhooks (`webhook-id`, `webhook-timestamp`,
    `webhook-signature`) and `X-Hub-Signature-256`. The sender's id of the delivery tells repeats;
    without one, the hash of the body does.
    """
    if "webhook-signature" in headers:
        return _check_standard(body, headers, secret, now)
    hub = headers.get("x-hub-signature-256")
    if hub is None:
        return InvalidDelivery("The delivery is not signed.")
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    given = hub.removeprefix("sha256=").lower()
    if not hmac.compare_digest(given.encode(), expected.encode()):
        return WRONG
    identity = headers.get("x-github-delivery") or hashlib.sha256(body).hexdigest()
    return ValidDelivery(identity)


def check_bearer(header: str | None, token: str) -> bool:
    """Whether `Authorization: Bearer` holds the token, in constant time."""

    def digest(text: str) -> bytes:
        return hashlib.sha256(text.encode()).digest()

    return hmac.compare_digest(digest(header or ""), digest(f"Bearer {token}"))


def _check_standard(
    body: bytes, headers: Headers, secret: str, now: datetime
) -> ValidDelivery | InvalidDelivery:
    identity = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if identity == "":
        return InvalidDelivery("The header webhook-id is missing.")
    seconds = int(timestamp) if timestamp.isascii() and timestamp.isdecimal() else None
    if seconds is None or abs(now.timestamp() - seconds) > OLDEST_SECONDS:
        return InvalidDelivery(
            "The header webhook-timestamp is missing or more than five minutes off."
        )
    signed = f"{identity}.{timestamp}.".encode() + body
    expected = hmac.new(_standard_key(secret), signed, hashlib.sha256).digest()
    # Several are given while the secret is being changed.
    parts = headers["webhook-signature"].split(" ")
    given = [_decoded(part[3:]) for part in parts if part.startswith("v1,")]
    fits = any([hmac.compare_digest(each, expected) for each in given])
    return ValidDelivery(identity) if fits else WRONG


def _standard_key(secret: str) -> bytes:
    """Standard Webhooks writes secrets as `whsec_` and Base64."""
    if secret.startswith("whsec_"):
        return _decoded(secret.removeprefix("whsec_"))
    return secret.encode()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
