"""frameio doctor: what an app says of itself, and what Frame.io has otherwise."""
import json
import re
import sys
import unittest

from doctoring import TOKEN, Doctoring, Server, like_an_app
from local_frameio import Simulator


class App(Doctoring):
    def program(self, text):
        path = self.folder / "app"
        path.write_text(f"#!{sys.executable}\n{text}\n")
        path.chmod(0o700)
        return str(path)

    def declare(self, events=(), actions=(), **more):
        manifest = {"webhook": {"events": list(events)}, "actions": list(actions), **more}
        return self.program("import sys\nassert sys.argv[1:] in (['--path', '/a', '--manifest'], ['--manifest'])\n"
                            f"print({json.dumps(manifest)!r})")


class Manifest(App):
    def of(self, program, *arguments, about="app"):
        return self.found(about, *arguments, "--", program)

    def test_arguments_of_the_app(self):
        found = self.found("app", "--", self.declare(["file.ready"]), "--path", "/a")
        self.assertFound(found, ("ok", "handlers for 1 kind of webhook and 0 actions"))

    def test_it_tells_which_secrets_are_needed(self):
        click = {"event": "a", "name": "n", "description": "d"}
        found = self.found("secrets", "--", self.declare([], [click, click]), WEBHOOK_SECRET=None)
        self.assertFound(found, ("ok", "not needed: the app has no webhooks"), ("ok", "has 1 secret"),
                         ("warning", "the app has 2 actions, and CUSTOM_ACTION_SECRET has 1 secret"))

    def test_installations_bring_their_secrets(self):
        app = self.declare(["file.ready"], [{"event": "a", "name": "n", "description": "d"}], installable=True)
        self.assertFound(self.found("secrets", "--", app, WEBHOOK_SECRET=None, CUSTOM_ACTION_SECRET=None),
                         ("ok", "^WEBHOOK_SECRET is not set: each installation has its own"),
                         ("ok", "^CUSTOM_ACTION_SECRET is not set: each installation has its own"))

    def test_a_handler_of_everything_is_not_run_for_a_try(self):
        bodies = []
        server = self.enterContext(Server(lambda request, body: bodies.append(body) or like_an_app(request, body)))
        found = self.of(self.declare(["*"]), "--url", server.url, about="url")
        self.assertIn(("warning", "it was not tried whether a webhook that is signed is accepted: a handler of every event "
                                  "would run"), found)
        sent = [json.loads(body) for body in bodies if body]
        self.assertEqual(["action_id" in each for each in sent], [False, True])  # the first one is not signed

    def test_what_is_no_app(self):
        for text, pattern in (("import sys; print('mistake\\nof it', file=sys.stderr); sys.exit(2)", "ended with code 2: of it"),
                              ("print('hello')", "it is not one JSON object"), ("print('{}')", "neither"),
                              ("print('{\"actions\": [{}]}')", "an action has no event"),
                              ("print('x' * 2_000_000)", "more than a manifest can be"),
                              ("import os; os.kill(os.getpid(), 9)", "ended with code 137")):
            self.assertFound(self.of(self.program(text)), ("wrong", pattern))
        self.assertFound(self.of(str(self.folder / "nothing")), ("wrong", "cannot be run: No such file"))
        self.assertFound(self.of(self.file("text", b"hello")), ("wrong", "cannot be run: Permission denied"))

    def test_one_that_does_not_end(self):
        for text in ("import signal; signal.pause()", "import os, signal; os.close(1); os.close(2); signal.pause()"):
            self.assertFound(self.of(self.program(text), "--timeout", "0.5"), ("wrong", r"did not end within 0\.5 s"))


class Drift(App):
    action = {"event": "acme.publish", "name": "Publish", "description": "Sends it", "timeout": 7, "multi_asset": False,
              "resource_types": ["file"]}

    def setUp(self):
        super().setUp()
        self.sim = self.enterContext(Simulator("--rate-limits", "off"))
        self.url = self.enterContext(Server(like_an_app)).url + "/hooks"
        self.environment.update(FRAMEIO_API_URL=self.sim.url, FRAMEIO_TOKEN=TOKEN)
        self.account = f"/v4/accounts/{self.sim.all('account')[0]['id']}"
        self.workspace = self.sim.all("workspace")[0]["id"]

    def make(self, kind, workspace=None, **data):
        made = self.sim.call("POST", f"{self.account}/workspaces/{workspace or self.workspace}/{kind}", data)
        self.assertEqual(made.status, 201, made.text)
        return made.json()["data"]

    def webhook(self, *events, url=None, **more):
        return self.make("webhooks", name="of the test", url=url or self.url, events=list(events), **more)

    def publish(self, **more):
        return self.make("actions", **{"event": "acme.publish", "name": "Publish", "description": "Sends it", "timeout": 7,
                                       "multi_asset": False, "url": self.url, **more})

    def change(self, what, one, **data):
        changed = self.sim.call("PATCH", f"{self.account}/{what}/{one['id']}", data)
        self.assertEqual(changed.status, 200, changed.text)

    def drift(self, events=(), actions=(), *arguments):
        found = self.found("webhooks", "--url", self.url, *arguments, "--", self.declare(events, actions))
        remedies = [each["remedy"] for each in self.checks]
        found += self.found("actions", "--url", self.url, *arguments, "--", self.declare(events, actions))
        self.remedies = remedies + [each["remedy"] for each in self.checks]
        return found

    def repair(self):
        """Does what the remedies say, as they say it."""
        for remedy in filter(None, self.remedies):
            method, path, data = re.match(r"(?:.*: )?(\w+) (/v4/\S+) ?(.*)$", remedy).groups()
            done = self.sim.send(method, path, data or None, {"Authorization": f"Bearer {TOKEN}"})
            self.assertIn(done.status, (200, 201, 204), done.text)

    def test_all_as_it_should_be(self):
        self.webhook("file.ready", "comment.created")
        self.publish()
        self.assertFound(self.drift(["file.ready", "comment.created"], [self.action]),
                         ("ok", "gets what it wants, 2 events"), ("ok", "the action acme.publish is as in the app"))

    def test_nothing_is_there(self):
        self.assertFound(self.drift(["file.ready"], [self.action]), ("wrong", f"no webhook posts to {self.url}"),
                         ("wrong", "there is no action acme.publish"))
        self.repair()
        self.assertFound(self.drift(["file.ready"], [self.action]), ("ok", "1 event$"), ("ok", "acme.publish"))

    def test_events(self):
        self.webhook("file.ready", "file.created")
        self.webhook("file.ready", "share.viewed")
        wanted = ["file.ready", "comment.created", "comment.deleted"]
        self.assertFound(self.drift(wanted),
                         ("wrong", "does not get what it wants: comment.created, comment.deleted$"),
                         ("warning", "gets what it has no handler for: file.created, share.viewed$"),
                         ("warning", "gets more than once: file.ready$"))

    def test_missing_events_are_added_by_the_remedy(self):
        self.webhook("file.ready", "file.created")
        self.assertFound(self.drift(["file.ready", "comment.*"]),
                         ("wrong", "does not get what it wants: comment.completed, comment.created, "),
                         ("warning", "no handler for: file.created$"))
        self.repair()
        self.assertFound(self.drift(["file.ready", "comment.*"]), ("ok", "6 events"))

    def test_a_handler_of_everything_wants_everything(self):
        self.webhook("file.ready")
        self.assertFound(self.drift(["*"]), ("wrong", "does not get what it wants: collection.created, "))
        self.repair()
        self.assertFound(self.drift(["*"]), ("ok", "30 events"))

    def test_what_is_not_active(self):
        self.change("webhooks", self.webhook("file.ready"), active=False)
        self.change("actions", self.publish(), active=False)
        self.assertFound(self.drift(["file.ready"], [self.action]), ("wrong", 'webhook "of the test" is not active'),
                         ("wrong", "does not get what it wants: file.ready$"), ("wrong", "the action acme.publish is not active"))
        self.repair()
        self.assertFound(self.drift(["file.ready"], [self.action]), ("ok", "1 event$"), ("ok", "acme.publish"))

    def test_changed_actions(self):
        for data, pattern in (({"name": "Send"}, "another name than"), ({"description": "?"}, "another description than"),
                              ({"timeout": 5}, "another timeout than"),
                              ({"multi_asset": True}, "another multi_asset than"), ({"name": "?", "timeout": 5}, "name and timeout")):
            made = self.publish(**data)
            self.assertFound(self.drift([], [self.action]), ("warning", f"acme.publish has {pattern}" if "and" not in pattern
                                                             else pattern))
            self.repair()
            self.assertFound(self.drift([], [self.action]), ("ok", "acme.publish"))
            self.assertEqual(self.sim.call("DELETE", f"{self.account}/actions/{made['id']}").status, 204)

    def test_another_address(self):
        self.webhook("file.ready", url=self.url + "/old")
        self.publish(url="https://old.example/hooks")
        self.assertFound(self.drift(["file.ready"], [self.action]), ("wrong", f"posts to {self.url}/old, and not to {self.url}"),
                         ("wrong", "the action acme.publish posts to https://old.example/hooks, and not to"))
        self.repair()
        self.assertFound(self.drift(["file.ready"], [self.action]), ("ok", "1 event$"), ("ok", "acme.publish"))

    def test_another_app_of_the_same_server(self):
        self.webhook("file.ready", url=self.url + "/other")
        self.webhook("file.ready")
        self.assertFound(self.drift(["file.ready"]), ("ok", "1 event$"))

    def test_addresses_that_are_spelt_otherwise(self):
        self.url = self.url.removesuffix("/hooks")
        self.webhook("file.ready", url=self.url.replace("http:", "HTTP:") + "/")
        self.assertFound(self.drift(["file.ready"]), ("ok", "1 event$"))

    def test_what_the_app_does_not_know(self):
        self.webhook("file.ready")
        self.publish()
        self.assertFound(self.drift(), ("warning", "no handler for: file.ready$"),
                         ("warning", "comes to the app, which has no handler for it"))
        self.repair()
        self.assertEqual((self.sim.all("webhook"), self.sim.all("action")), ([], []))

    def test_workspaces(self):
        other = self.sim.call("POST", f"{self.account}/workspaces", {"name": "Another"}).json()["data"]["id"]
        self.assertFound(self.drift(["file.ready"]), ("wrong", "nothing in 2 workspaces posts to"))
        self.assertFound(self.drift(["file.ready"], [], "--workspace", other), ("wrong", '"Another": no webhook posts to'))
        self.make("webhooks", other, name="n", url=self.url, events=["file.ready"])
        self.assertFound(self.drift(["file.ready"]), ("ok", 'workspace "Another": the app gets what it wants, 1 event'))
        self.assertFound(self.drift(["file.ready"], [], "--workspace", self.workspace), ("wrong", "no webhook posts to"))
        self.assertFound(self.drift(["file.ready"], [], "--account", self.account.split("/")[-1]), ("ok", "Another"))
        self.assertFound(self.drift(["file.ready"], [], "--workspace", "nothing"), ("wrong", "sees no such workspace"))
        self.assertFound(self.drift(["file.ready"], [], "--account", "nothing"), ("wrong", "could not be listed: .*404"))

    def test_what_cannot_be_compared(self):
        program = self.declare(["file.ready"])
        self.assertFound(self.found("webhooks", "--", program), ("warning", "which are the app's is known by its URL"))
        self.assertFound(self.found("webhooks", "--url", self.url, "--", program, FRAMEIO_TOKEN=None),
                         ("warning", "for want of a token"))
        self.assertEqual(self.found("webhooks", "--url", self.url), [])


if __name__ == "__main__":
    unittest.main()
