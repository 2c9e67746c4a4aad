"""What both clients share: what is sent, what is sent again, and what an answer means."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .errors import BY_REASON, ChaperoneError, NoAnswer

DEFAULT_URL = "http://127.0.0.1:4600"

#: How long an answer may take, in seconds: sign-ins are several pages.
TIMEOUT = 200.0

#: Before the second attempt, in seconds; twice as long before each further one.
FIRST_WAIT = 0.25

#: Who has to wait for longer than this is told so instead, in seconds.
LONGEST_WAIT = 30.0

#: How often ``approvals.wait`` looks, in seconds.
LOOK_EVERY = 2.0


@dataclass(frozen=True)
class Call:
    """A request. Its idempotency key is made once, and is the same in every attempt."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    query: dict[str, Any] = field(default_factory=dict)
    idempotency_key: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        if self.method == "GET":
            return {}
        return {"idempotency-key": self.idempotency_key or str(uuid.uuid4())}


def given(**values: Any) -> dict[str, Any]:
    """The values that are not None."""
    return {name: value for name, value in values.items() if value is not None}


def path(*parts: str) -> str:
    """A path of these parts, each made safe."""
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def pause_of(status: int, headers: Any) -> float | None:
    """Seconds that the service asks to wait before the same again; None for an answer that is one. A 409 is one."""
    if status not in (429, 503):
        return None
    try:
        return float(headers.get("retry-after", "1"))
    except ValueError:
        return 1.0


def read(status: int, text: str) -> Any:
    """The answer, or the failure that it tells of."""
    try:
        value = json.loads(text)
    except ValueError:
        raise NoAnswer(f"not the service's answer ({status})", status=status) from None
    if status < 400:
        return value
    error = value.get("error") if isinstance(value, dict) else None
    reason = error.get("details", {}).get("reason") if isinstance(error, dict) else None
    if not isinstance(error, dict) or not isinstance(reason, str):
        raise NoAnswer(f"not the service's answer ({status})", status=status)
    kind = BY_REASON.get(reason, ChaperoneError)
    raise kind(
        error.get("message", reason),
        reason=reason,
        status=status,
        hint=error.get("hint"),
        details=error.get("details", {}),
        request_id=error.get("request_id"),
    )
