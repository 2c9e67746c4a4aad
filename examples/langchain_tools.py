"""Chaperone as tools for LangChain, or for anything that takes Python functions with type hints and docstrings.

    with Chaperone(key=...) as chaperone, chaperone.user().browser.session(allowed_domains=["example.com"]) as session:
        agent = create_agent(model, [StructuredTool.from_function(tool) for tool in tools_for(session)])
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from chaperone import Chaperone, ChaperoneError, Session


def tools_for(session: Session) -> list[Callable[..., str]]:
    """The tools of one session. A refusal is an answer too: the model reads what to do instead."""

    def told(call: Callable[[], Any]) -> str:
        try:
            return json.dumps(call(), ensure_ascii=False)
        except ChaperoneError as error:
            return json.dumps({"refused": error.reason, "hint": error.hint, **error.details}, ensure_ascii=False)

    def navigate(url: str) -> str:
        """Open a page."""
        return told(lambda: session.navigate(url))

    def act(instruction: str) -> str:
        """Do one thing on the page, in plain words: 'search for fern', 'click @e12'."""
        return told(lambda: session.act(instruction))

    def look(instruction: str | None = None) -> str:
        """See what can be done on the page, each with a ref."""
        return told(lambda: session.observe(instruction, limit=20)["elements"])

    def read(question: str) -> str:
        """Read data off the page: 'name and price of every plant'."""
        return told(lambda: session.extract(question)["result"])

    return [navigate, act, look, read]


if __name__ == "__main__":
    target, question = sys.argv[1:3]
    url = os.environ.get("CHAPERONE_URL", "http://127.0.0.1:4600")
    domain = target.split("/")[2].split(":")[0]
    with Chaperone(url=url, key=os.environ["CHAPERONE_KEY"]) as chaperone:
        with chaperone.user("default").browser.session(allowed_domains=[domain]) as session:
            tools = {tool.__name__: tool for tool in tools_for(session)}
            for name, tool in tools.items():
                print(f"{name}: {tool.__doc__}")
            print(tools["navigate"](target))
            print(tools["read"](question))
