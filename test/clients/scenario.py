"""scenario.ts in Python: with the sync client, and with the async one where SCENARIO is async."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager

import httpx
from chaperone import AsyncChaperone, Chaperone, ChaperoneError, errors

URL, KEY, SITE, NAME = (os.environ[name] for name in ("CHAPERONE_URL", "CHAPERONE_KEY", "SITE", "NAME"))
IS_ASYNC = os.environ["SCENARIO"] == "async"


def tell(step, **seen):
    print(json.dumps({"step": step, **seen}), flush=True)


async def do(value):
    """The answer of either client."""
    return await value if IS_ASYNC else value


@asynccontextmanager
async def block(manager):
    """A with block of either client."""
    if IS_ASYNC:
        async with manager as value:
            yield value
    else:
        with manager as value:
            yield value


async def reason_of(make):
    try:
        await do(make())
        return None
    except ChaperoneError as error:
        assert type(error) is errors.BY_REASON.get(error.reason, errors.NoAnswer), error
        return [error.reason, error.status]


def connect(**options):
    return (AsyncChaperone if IS_ASYNC else Chaperone)(url=URL, **{"key": KEY, **options})


def transport_of(handle):
    """A transport that hands every request to ``handle``, with the way to send it on."""
    if IS_ASYNC:

        class Lossy(httpx.AsyncHTTPTransport):
            async def handle_async_request(self, request):
                return await handle(request, super().handle_async_request)

    else:

        class Lossy(httpx.HTTPTransport):
            def handle_request(self, request):
                send = super().handle_request

                async def pass_on(other):
                    return send(other)

                work = handle(request, pass_on)
                try:
                    work.send(None)
                except StopIteration as end:
                    return end.value

    return Lossy()


chaperone = connect()
user = chaperone.user("default")


async def work():
    async with block(user.browser.session(allowed_domains=["greenhouse.test"])) as session:
        page = await do(session.navigate("http://greenhouse.test/"))
        elements = (await do(session.observe(limit=2)))["elements"]
        acted = await do(session.act("search for fern"))
        links = (await do(session.links(contains="cart")))["links"]
        result = (await do(session.extract("the title of the page")))["result"]
        picture = await do(session.screenshot(format="jpeg", quality=40))
    tell(
        "session",
        title=page["title"],
        elements=len(elements),
        url=acted["url"],
        links=len(links),
        read="Plants" in json.dumps(result),
        expires_in=picture["expires_in"],
        after=(await do(session.get()))["status"],
    )


async def failures():
    try:
        async with block(user.browser.session(allowed_domains=["greenhouse.test"])) as session:
            await do(session.navigate("https://elsewhere.example/"))
    except errors.DomainNotAllowed as error:
        tell("refused", reason=[error.reason, error.status], after=(await do(session.get()))["status"])
    tell("invalid", reason=await reason_of(lambda: user.browser.open(allowed_domains=[])))
    tell("unknown", reason=await reason_of(lambda: user.browser.resume("nothing").observe()))
    tell("wrong key", reason=await reason_of(lambda: connect(key="nv_sk_live_wrong").me()))


async def retries():
    lost = 0

    async def lose(request, send):
        nonlocal lost
        response = await send(request)
        if not request.url.path.endswith("/navigate") or lost > 0:
            return response
        lost += 1
        raise httpx.ReadError("the answer got lost")

    lossy = connect(transport=transport_of(lose)).user()
    async with block(lossy.browser.session(allowed_domains=["greenhouse.test"])) as session:
        page = await do(session.navigate("http://greenhouse.test/"))
        tell("sent again", lost=lost, credits_remaining=page["credits_remaining"])

    async def stub(status, headers):
        sent = []

        async def refuse(request, _send):
            sent.append(request.headers["idempotency-key"])
            error = {"code": "conflict", "message": "x", "details": {"reason": "session_busy"}, "request_id": "x"}
            return httpx.Response(status, json={"error": error}, headers=headers)

        busy = connect(transport=transport_of(refuse)).user().browser.resume("x")
        await reason_of(lambda: busy.act("wait"))
        return {"sent": len(sent), "keys": len(set(sent))}

    tell("409", **await stub(409, {}))
    tell("429", **await stub(429, {"retry-after": "0"}))


async def records():
    await do(user.vault.put(f"note-{NAME}", "a value", kind="note"))
    entries = (await do(user.vault.list()))["entries"]
    events = (await do(user.logs.query(action="vault.put", limit=1)))["events"]
    tell(
        "records",
        stored=any(entry["key"] == f"note-{NAME}" for entry in entries),
        shown="a value" in json.dumps(entries),
        logged=events[0]["action"],
        me=(await do(chaperone.me()))["type"],
        logins=len((await do(user.logins.list()))["contexts"]),
    )


async def approvals():
    gated = chaperone.user("gated")
    for verdict in ("approve", "deny"):
        asked = await do(gated.browser.signup(service=f"{verdict}-{NAME}.example", url=f"{SITE}/join"))
        tell(verdict, approval_id=asked["approval_id"])
        approval = await do(gated.approvals.wait(asked["approval_id"], timeout=60))
        tell("decided", status=approval["status"], succeeded=approval.get("result", {}).get("success"))
    waiting = await do(gated.browser.signup(service=f"wait-{NAME}.example", url=f"{SITE}/join"))
    tell(
        "undecided",
        reason=await reason_of(lambda: chaperone.approvals.wait(waiting["approval_id"], timeout=0.001)),
    )


async def crash():
    session = await do(user.browser.open(allowed_domains=["127.0.0.1"]))
    impatient = connect(retries=0).user().browser.resume(session.id)

    def call(on):
        return on.navigate(f"{SITE}/never?{NAME}", idempotency_key=f"never-{NAME}")

    tell("dropped", reason=await reason_of(lambda: call(impatient)))
    sys.stdin.readline()
    try:
        await do(call(session))
    except errors.OutcomeUnknown:
        tell("unknown", **{"is": True, "session": (await do(session.get()))["status"]})


async def main():
    for part in (work, failures, retries, records, approvals, crash):
        await part()


asyncio.run(main())
