"""The async client. ``_sync.py`` is made from this file."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, cast

import httpx

from . import types
from ._sending import DEFAULT_URL, FIRST_WAIT, LONGEST_WAIT, LOOK_EVERY, TIMEOUT, Call, given, path, pause_of, read
from .errors import NoAnswer, Timeout


class AsyncSender:
    """Sends calls until they are answered: what got no answer, or no place, is sent again with the same key."""

    def __init__(self, url: str, key: str, retries: int, transport: httpx.AsyncBaseTransport | None) -> None:
        self._retries = retries
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={"authorization": f"Bearer {key}"},
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=False,
            transport=transport,
        )

    async def send(self, call: Call) -> Any:
        headers = call.headers
        attempt = 0
        while True:
            wait = FIRST_WAIT * 2**attempt
            is_last = attempt >= self._retries
            try:
                response = await self._http.request(
                    call.method, call.path, json=call.body, params=call.query, headers=headers
                )
            except httpx.TransportError as error:
                if is_last:
                    raise NoAnswer(f"the service does not answer: {error!r}") from error
            else:
                pause = pause_of(response.status_code, response.headers)
                if pause is None or pause > LONGEST_WAIT or is_last:
                    return read(response.status_code, response.text)
                wait = max(wait, pause)
            await asyncio.sleep(wait)
            attempt += 1

    async def close(self) -> None:
        await self._http.aclose()


class AsyncSession:
    """An open browser session."""

    def __init__(self, sender: AsyncSender, user_id: str, session_id: str) -> None:
        self._sender = sender
        self._path = ("users", user_id, "browser", "sessions", session_id)
        self.id = session_id

    async def navigate(
        self, url: str, *, wait_until: str | None = None, idempotency_key: str | None = None
    ) -> types.Navigated:
        """Loads an address."""
        body = given(url=url, wait_until=wait_until)
        return cast(types.Navigated, await self._post("navigate", body, idempotency_key))

    async def act(
        self, what: str | types.Action | types.Element, *, idempotency_key: str | None = None
    ) -> types.Acted:
        """Does what an instruction says, or an action that ``observe`` gave."""
        body = {"instruction": what} if isinstance(what, str) else {"action": what}
        return cast(types.Acted, await self._post("act", body, idempotency_key))

    async def observe(
        self, instruction: str | None = None, *, limit: int | None = None, idempotency_key: str | None = None
    ) -> types.Observed:
        """What can be done on the page; with an instruction, what fits it best."""
        body = given(instruction=instruction, limit=limit)
        return cast(types.Observed, await self._post("observe", body, idempotency_key))

    async def extract(
        self, instruction: str, *, schema: dict[str, Any] | None = None, idempotency_key: str | None = None
    ) -> types.Extracted:
        """Data off the page."""
        body = given(instruction=instruction, schema=schema)
        return cast(types.Extracted, await self._post("extract", body, idempotency_key))

    async def links(
        self, *, contains: str | None = None, limit: int | None = None, idempotency_key: str | None = None
    ) -> types.Links:
        """Where the page leads."""
        body = given(contains=contains, limit=limit)
        return cast(types.Links, await self._post("links", body, idempotency_key))

    async def screenshot(
        self,
        *,
        full_page: bool | None = None,
        format: str | None = None,
        quality: int | None = None,
        idempotency_key: str | None = None,
    ) -> types.Screenshot:
        """A picture: its URL works for five minutes, for anybody."""
        body = given(full_page=full_page, format=format, quality=quality)
        return cast(types.Screenshot, await self._post("screenshot", body, idempotency_key))

    async def save_login(self, name: str, *, idempotency_key: str | None = None) -> types.SavedLogin:
        """Saves what the session is signed in to. A human has to grant it before it can be reopened."""
        return cast(types.SavedLogin, await self._post("context", {"name": name}, idempotency_key))

    async def get(self) -> types.Session:
        """The session as it stands."""
        return cast(types.Session, await self._sender.send(Call("GET", path(*self._path))))

    async def close(self) -> types.Session:
        """Closes it; again changes nothing."""
        return cast(types.Session, await self._sender.send(Call("DELETE", path(*self._path))))

    async def _post(self, verb: str, body: dict[str, Any], key: str | None) -> Any:
        return await self._sender.send(Call("POST", path(*self._path, verb), body, idempotency_key=key))


class AsyncBrowser:
    """One user's browser."""

    def __init__(self, sender: AsyncSender, user_id: str) -> None:
        self._sender = sender
        self._user_id = user_id

    @asynccontextmanager
    async def session(self, *, allowed_domains: list[str], **options: Any) -> AsyncIterator[AsyncSession]:
        """A session for a ``with`` block, closed at its end, whatever happened."""
        session = await self.open(allowed_domains=allowed_domains, **options)
        try:
            yield session
        except BaseException:
            try:
                await session.close()
            except Exception:
                pass  # what went wrong first is what is told
            raise
        await session.close()

    async def open(
        self,
        *,
        allowed_domains: list[str],
        allow_writes: bool | None = None,
        timeout_minutes: float | None = None,
        context_name: str | None = None,
        human_login: bool | None = None,
        allow_extract: bool | None = None,
        proxy: bool | None = None,
        idempotency_key: str | None = None,
    ) -> AsyncSession:
        """A session that its caller closes."""
        body = given(
            allowed_domains=allowed_domains,
            allow_writes=allow_writes,
            timeout_minutes=timeout_minutes,
            context_name=context_name,
            human_login=human_login,
            allow_extract=allow_extract,
            proxy=proxy,
        )
        opened = await self._post("sessions", body, idempotency_key)
        return self.resume(opened["session_id"])

    def resume(self, session_id: str) -> AsyncSession:
        """A session that is open already."""
        return AsyncSession(self._sender, self._user_id, session_id)

    async def sessions(
        self, *, status: str | None = None, limit: int | None = None, cursor: str | None = None
    ) -> types.SessionList:
        """Sessions, newest first."""
        query = given(status=status, limit=limit, cursor=cursor)
        call = Call("GET", path("users", self._user_id, "browser", "sessions"), query=query)
        return cast(types.SessionList, await self._sender.send(call))

    async def login(
        self,
        *,
        service: str,
        url: str,
        allowed_domains: list[str] | None = None,
        timeout_minutes: float | None = None,
        keep_open: bool | None = None,
        save_as: str | None = None,
        idempotency_key: str | None = None,
    ) -> types.LoggedIn:
        """Signs in with a stored credential."""
        body = given(
            service=service,
            url=url,
            allowed_domains=allowed_domains,
            timeout_minutes=timeout_minutes,
            keep_open=keep_open,
            save_as=save_as,
        )
        return cast(types.LoggedIn, await self._post("login", body, idempotency_key))

    async def signup(
        self,
        *,
        service: str,
        url: str,
        allowed_domains: list[str] | None = None,
        timeout_minutes: float | None = None,
        idempotency_key: str | None = None,
    ) -> types.SignedUp | types.PendingApproval:
        """Makes an account, or asks a human: then the answer's ``status`` is ``pending_approval``."""
        body = given(service=service, url=url, allowed_domains=allowed_domains, timeout_minutes=timeout_minutes)
        return cast("types.SignedUp | types.PendingApproval", await self._post("signup", body, idempotency_key))

    async def _post(self, name: str, body: dict[str, Any], key: str | None) -> Any:
        call = Call("POST", path("users", self._user_id, "browser", name), body, idempotency_key=key)
        return await self._sender.send(call)


class AsyncVault:
    """One user's secrets: put and listed by agents, shown to humans alone."""

    def __init__(self, sender: AsyncSender, user_id: str) -> None:
        self._sender = sender
        self._user_id = user_id

    async def list(self, *, limit: int | None = None, cursor: str | None = None) -> types.VaultEntryList:
        """Names, kinds and dates; never values."""
        call = Call("GET", path("users", self._user_id, "vault"), query=given(limit=limit, cursor=cursor))
        return cast(types.VaultEntryList, await self._sender.send(call))

    async def put(
        self,
        key: str,
        value: str,
        *,
        kind: str | None = None,
        locked: bool | None = None,
        expires_at: str | None = None,
        metadata: dict[str, Any] | None = None,
        idempotency_key: str | None = None,
    ) -> types.VaultEntry:
        """Stores a value under a name."""
        body = given(value=value, kind=kind, locked=locked, expires_at=expires_at, metadata=metadata)
        call = Call("PUT", path("users", self._user_id, "vault", key), body, idempotency_key=idempotency_key)
        return cast(types.VaultEntry, await self._sender.send(call))

    async def save_credential(
        self,
        *,
        service: str,
        email: str,
        password: str,
        username: str | None = None,
        totp_secret: str | None = None,
        origin: str | None = None,
        idempotency_key: str | None = None,
    ) -> types.SavedCredential:
        """Stores a credential that ``browser.login`` fills in without showing it to anybody."""
        body = given(
            service=service, email=email, password=password, username=username, totp_secret=totp_secret, origin=origin
        )
        call = Call("POST", path("users", self._user_id, "browser", "credentials"), body, idempotency_key=idempotency_key)
        return cast(types.SavedCredential, await self._sender.send(call))


class AsyncLogins:
    """Saved logins: made by ``session.save_login``, granted by humans, reopened with ``context_name``."""

    def __init__(self, sender: AsyncSender, user_id: str) -> None:
        self._sender = sender
        self._user_id = user_id

    async def list(self) -> types.SavedLoginList:
        call = Call("GET", path("users", self._user_id, "browser", "contexts"))
        return cast(types.SavedLoginList, await self._sender.send(call))


class AsyncApprovals:
    """Requests that humans decide on, of one user or of the workspace."""

    def __init__(self, sender: AsyncSender, *scope: str) -> None:
        self._sender = sender
        self._path = (*scope, "approvals")

    async def list(
        self, *, status: str | None = None, limit: int | None = None, cursor: str | None = None
    ) -> types.ApprovalList:
        call = Call("GET", path(*self._path), query=given(status=status, limit=limit, cursor=cursor))
        return cast(types.ApprovalList, await self._sender.send(call))

    async def get(self, approval_id: str) -> types.Approval:
        return cast(types.Approval, await self._sender.send(Call("GET", path(*self._path, approval_id))))

    async def wait(self, approval_id: str, *, timeout: float = 600.0) -> types.Approval:
        """The approval once a human has decided and it has run; ``errors.Timeout`` after so many seconds."""
        until = time.monotonic() + timeout
        while True:
            approval = await self.get(approval_id)
            if approval["status"] != "pending":
                return approval
            left = until - time.monotonic()
            if left <= 0:
                raise Timeout(f"nobody has decided on {approval_id} yet", reason="timeout")
            await asyncio.sleep(min(LOOK_EVERY, left))


class AsyncLogs:
    """What was done for one user."""

    def __init__(self, sender: AsyncSender, user_id: str) -> None:
        self._sender = sender
        self._user_id = user_id

    async def query(
        self, *, action: str | None = None, after: str | None = None, limit: int | None = None
    ) -> types.LogEventList:
        """Newest first."""
        call = Call("GET", path("users", self._user_id, "logs"), query=given(action=action, after=after, limit=limit))
        return cast(types.LogEventList, await self._sender.send(call))


class AsyncUser:
    """One user's browser, vault, logins, approvals and log."""

    def __init__(self, sender: AsyncSender, user_id: str) -> None:
        self.id = user_id
        self.browser = AsyncBrowser(sender, user_id)
        self.vault = AsyncVault(sender, user_id)
        self.logins = AsyncLogins(sender, user_id)
        self.approvals = AsyncApprovals(sender, "users", user_id)
        self.logs = AsyncLogs(sender, user_id)


class AsyncChaperone:
    """A Chaperone, as one agent sees it."""

    def __init__(
        self,
        *,
        key: str,
        url: str = DEFAULT_URL,
        retries: int = 2,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._sender = AsyncSender(url, key, retries, transport)
        #: Of the whole workspace.
        self.approvals = AsyncApprovals(self._sender)

    def user(self, user_id: str = "default") -> AsyncUser:
        """What is done for one user: its id, its external_id, or ``default``."""
        return AsyncUser(self._sender, user_id)

    async def me(self) -> types.Me:
        """Who is asking."""
        return cast(types.Me, await self._sender.send(Call("GET", path("auth", "me"))))

    async def close(self) -> None:
        await self._sender.close()

    async def __aenter__(self) -> AsyncChaperone:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
