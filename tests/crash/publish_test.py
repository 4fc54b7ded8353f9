#!/usr/bin/env python3
"""An action that asks its user twice, each part of it in another process: killed between its steps, and in them.

usage: publish_test.py PUBLISH_APP KILL_AT
"""
import concurrent.futures
import dataclasses
import http.client
import json
import pathlib
import signal
import sys

import memory
from experiments import Programs, place
from fake_api import Fault
from killed_app import SHORT_LEASE
from sender import signed
from stores import SqliteStore

AT_ONCE = 8
FILE = "file-1"
STEPS = {"Publishing": f"Publishing: {FILE}", "To": f"To Vimeo: {FILE}", "As": f"As Dailies: {FILE}"}
ACCIDENTS = (Fault.KILLS_BEFORE, Fault.KILLS_AFTER, Fault.KILLS_ANSWERED, Fault.RESETS_BEFORE, Fault.RESETS_AFTER,
             Fault.FAILS_AFTER)
PUBLISHED = {"title": "Published", "description": "As Dailies on Vimeo"}


def start(app):
    """Starts the app; once more if it is this one that is killed behind an answer, to the one before it."""
    app.begin()
    while not app.is_listening():
        if app.wait() != -signal.SIGKILL:
            raise AssertionError(f"the app does not start:\n{app.log()}")
        app.begin()


class User:
    """Clicks, and fills in the forms that come. What has no answer, or an answer that it goes on, is sent again, as
    Frame.io does and a user may."""

    def __init__(self, app):
        self._app = app

    def publish(self, between):
        """Returns the last answer; `between` is called when a form has been shown."""
        shown = self._send(None)
        between()
        platform = shown["fields"][0]["name"]
        shown = self._send({platform: "Vimeo"})
        between()
        caption = shown["fields"][0]["name"]
        return self._send({caption: "Dailies"})

    def _send(self, data):
        body = {"type": "acme.publish", "account_id": "account", "action_id": "action", "interaction_id": "one",
                "user": {"id": "user"}, "resource": {"id": FILE, "type": "file"}}
        if data is not None:
            body["data"] = data
        octets = json.dumps(body).encode()
        answers = []

        def is_answered():
            if self._app.has_ended():
                self._app.wait()
                start(self._app)
            answer = self._post(octets)
            if answer is not None:
                answers.append(answer)
            return answer is not None and answer["title"] != "Still working"

        self._app.wait_until("the action is answered", is_answered)
        return answers[-1]

    def _post(self, octets):
        connection = http.client.HTTPConnection("127.0.0.1", self._app.port, timeout=60)
        try:
            connection.request("POST", "/", octets, signed(octets))
            answer = connection.getresponse()
            return json.load(answer) if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


@dataclasses.dataclass
class Life:
    name: str
    at: str = ""
    fault: Fault | None = None
    killed_between: bool = False


def drain(app, life):
    """Ends the app as an administrator does; returns the exit code. What kills it behind an answer may do so even then:
    it is the next one that is ended."""
    code = app.drain()
    if code == -signal.SIGKILL and life.fault is Fault.KILLS_ANSWERED:
        start(app)
        app.wait_until("the event is done", app.is_idle)
        code = app.drain()
    return code


def live(programs, life):
    """One interaction, from the click until all is said; what is wrong, or nothing."""
    with place(programs, "--lease", str(SHORT_LEASE)) as (app, api):
        if life.fault:
            api.fail_once(life.at, life.fault)

        def between():
            if life.killed_between:
                app.kill()
                start(app)

        start(app)
        last = User(app).publish(between)
        wrong = []
        if last != PUBLISHED:
            wrong.append(f"the last answer is {last}")
        for text in STEPS.values():
            count = api.effects()[(FILE, text)]
            if count != 1:
                wrong.append(f"{text!r} was said {count} times")
        if len(api.effects()) != len(STEPS):
            wrong.append(f"something else was said: {api.effects()}")
        if not app.is_idle() or not app.store.is_sound():
            wrong.append("the store is not idle, or not sound")
        code = drain(app, life)
        if code != 0:
            wrong.append(f"the app does not drain, but ends with {code}")
        return [f"{life.name}: {each}" for each in wrong]


def main():
    app, kill_at = map(pathlib.Path, sys.argv[1:3])
    programs = Programs(app, kill_at, SqliteStore, memory.folder())
    lives = [Life("unharmed"), Life("killed between the steps", killed_between=True)]
    lives += [Life(f"{step}: {fault.value}", step, fault) for step in STEPS for fault in ACCIDENTS]
    lives += [Life(f"{step}: {fault.value}, and killed between the steps", step, fault, True)
              for step in STEPS for fault in (Fault.KILLS_BEFORE, Fault.KILLS_ANSWERED)]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        wrong = sum(pool.map(lambda life: live(programs, life), lives), [])
    # What a checker that sees nothing would miss.
    doubled = live(programs, Life("the effect happens twice", "To", Fault.TAKES_TWICE))
    if not any("was said 2 times" in each for each in doubled):
        wrong.append("an effect that was doubled on purpose was not seen")
    print(f"{len(lives)} interactions, {len(wrong)} faults")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
