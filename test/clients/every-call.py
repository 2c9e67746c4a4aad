"""Calls everything that the client has, against a transport that only writes down what is asked of it."""

import json

import httpx
from chaperone import Chaperone

asked = []
ANSWER = {"session_id": "ID", "status": "denied"}


def answer(request):
    asked.append(f"{request.method} {request.url.path}")
    return httpx.Response(200, json=ANSWER)


chaperone = Chaperone(key="x", transport=httpx.MockTransport(answer))
user = chaperone.user("ID")
browser, vault, logins, approvals, logs = user.browser, user.vault, user.logins, user.approvals, user.logs
session = browser.open(allowed_domains=["example.com"])
calls = {
    "chaperone.me": chaperone.me,
    "chaperone.approvals.list": chaperone.approvals.list,
    "chaperone.approvals.get": lambda: chaperone.approvals.get("ID"),
    "browser.open": lambda: browser.open(allowed_domains=["example.com"]),
    "browser.sessions": browser.sessions,
    "browser.login": lambda: browser.login(service="s", url="u"),
    "browser.signup": lambda: browser.signup(service="s", url="u"),
    "session.get": session.get,
    "session.close": session.close,
    "session.navigate": lambda: session.navigate("u"),
    "session.act": lambda: session.act("a"),
    "session.observe": session.observe,
    "session.extract": lambda: session.extract("e"),
    "session.links": session.links,
    "session.screenshot": session.screenshot,
    "session.save_login": lambda: session.save_login("n"),
    "vault.list": vault.list,
    "vault.put": lambda: vault.put("ID", "v"),
    "vault.save_credential": lambda: vault.save_credential(service="s", email="e", password="p"),
    "logins.list": logins.list,
    "approvals.list": approvals.list,
    "approvals.get": lambda: approvals.get("ID"),
    "logs.query": logs.query,
}
for name, call in calls.items():
    asked.clear()
    call()
    print(json.dumps({"call": name, "asked": asked}))
