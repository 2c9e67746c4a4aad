"""Client for Chaperone, a self-hosted browser for AI agents.

    with Chaperone(url="http://127.0.0.1:4600", key="nv_sk_live_…") as chaperone:
        with chaperone.user("default").browser.session(allowed_domains=["example.com"]) as session:
            session.navigate("https://example.com/")
            print(session.extract("the title of the page")["result"])

``AsyncChaperone`` is the same with ``async with`` and ``await``.
"""

from . import errors, types
from ._async import AsyncChaperone, AsyncSession
from ._sync import Chaperone, Session
from .errors import ChaperoneError

__all__ = ["AsyncChaperone", "AsyncSession", "Chaperone", "ChaperoneError", "Session", "errors", "types"]
