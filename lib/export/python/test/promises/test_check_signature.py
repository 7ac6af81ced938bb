"""Deliveries that can be trusted."""

import base64
import hashlib
import hmac
import unittest
from datetime import UTC, datetime

from runtime.trigger.check_signature import ValidDelivery, check_bearer, check_signature

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
SECRET = "whsec_c2VjcmV0"
BODY = b'{"a":1}'


def sign(identity: str, seconds: int, key: bytes = b"secret") -> str:
    signed = f"{identity}.{seconds}.".encode() + BODY
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers(identity: str, at: int | str, signature: str) -> dict[str, str]:
    return {
        "webhook-id": identity,
        "webhook-timestamp": str(at),
        "webhook-signature": signature,
    }


class SignedDeliveries(unittest.TestCase):
    def is_valid(self, given: dict[str, str], body: bytes = BODY, secret: str = SECRET) -> bool:
        check = check_signature(body=body, headers=given, secret=secret, now=NOW)
        return isinstance(check, ValidDelivery)

    def test_of_standard_webhooks_hold_also_while_the_secret_is_being_changed(self) -> None:
        given = headers("m1", SECONDS, f"v1,AAAA v1,?? {sign('m1', SECONDS)}")
        check = check_signature(body=BODY, headers=given, secret=SECRET, now=NOW)
        self.assertEqual(check, ValidDelivery("m1"))

    def test_are_refused_under_another_id_body_or_secret_or_when_they_are_old(self) -> None:
        fitting = sign("m1", SECONDS)
        self.assertFalse(self.is_valid(headers("m2", SECONDS, fitting)))
        self.assertFalse(self.is_valid(headers("m1", SECONDS, fitting), body=b'{"a":2}'))
        self.assertFalse(self.is_valid(headers("m1", SECONDS, sign("m1", SECONDS, b"other"))))
        self.assertFalse(self.is_valid(headers("m1", SECONDS - 301, sign("m1", SECONDS - 301))))
        self.assertFalse(self.is_valid(headers("m1", "nan", fitting)))
        self.assertFalse(self.is_valid({}))

    def test_of_the_hub_hold_and_are_told_by_id_or_body(self) -> None:
        signature = hmac.new(b"s", BODY, hashlib.sha256).hexdigest()
        given = {"x-hub-signature-256": f"sha256={signature}"}
        by_body = check_signature(body=BODY, headers=given, secret="s", now=NOW)
        self.assertEqual(by_body, ValidDelivery(hashlib.sha256(BODY).hexdigest()))
        named = {**given, "x-github-delivery": "d1"}
        by_id = check_signature(body=BODY, headers=named, secret="s", now=NOW)
        self.assertEqual(by_id, ValidDelivery("d1"))
        self.assertFalse(self.is_valid(given, body=b"{}", secret="s"))
        self.assertFalse(self.is_valid({"x-hub-signature-256": "sha256=é"}, secret="s"))

    def test_a_token_has_to_be_the_whole_token(self) -> None:
        self.assertTrue(check_bearer("Bearer abc", "abc"))
        for wrong in (None, "", "abc", "Bearer ab", "Bearer abcd", "bearer abc"):
            self.assertFalse(check_bearer(wrong, "abc"))
