"""frameio deliveries: the stores of real apps, while they run and when they have ended."""
import datetime
import json
import os
import pathlib
import signal
import socket
import sqlite3
import sys
import tempfile
import time
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "samples"))

from processes import ACTION_SECRET, LIMIT, WEBHOOK_SECRET, Program, frameio  # noqa: E402

STAND_IN = TESTS / "samples/stand_in.py"
TOKEN = "token-of-the-test"
SECRETS = {"WEBHOOK_SECRET": WEBHOOK_SECRET, "CUSTOM_ACTION_SECRET": ACTION_SECRET}
NOBODY = "0190a6ec-7f00-7000-8000-000000000001"


def has_ended(event):
    return event["state"] == "done" and event["acknowledged"]


class Store(unittest.TestCase):
    """A test with a store of its own, and apps that work on it."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "frameio.db"
        self.environment = {"FRAMEIO_STORE": f"sqlite:{self.path}", **SECRETS}

    def app(self, name="quickstart", **environment):
        return self.enterContext(Program(name, "--listen", "127.0.0.1:0", "--threads", "1", "--grace", "5",
                                         **self.environment, **environment))

    def send(self, app, *arguments):
        done = frameio("send", *arguments, "--to", app.url(), **SECRETS)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def run_with(self, *arguments, code=0):
        done = frameio("deliveries", *arguments, **self.environment)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def text(self, *arguments, code=0):
        return self.run_with(*arguments, code=code).stdout

    def json(self, *arguments, code=0):
        return json.loads(self.text(*arguments, "--json", code=code))

    def refused(self, *arguments, code=2):
        done = self.run_with(*arguments, code=code)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def events(self, *arguments):
        return self.json("list", *arguments)["events"]

    def resources(self, *arguments):
        return [event["resource"]["id"] for event in self.events(*arguments)]

    def wait_until(self, fits):
        """The newest event, once all that there are fit."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            found = self.events()
            if found and fits(*found):
                return found[0]
        raise AssertionError(f"waited in vain: {found}")

    def wait_for_count(self, state, count):
        end = time.monotonic() + LIMIT
        while self.json("list", "--limit", "1")["counts"][state] != count:
            self.assertLess(time.monotonic(), end, self.text("list"))


class Listing(Store):
    def setUp(self):
        super().setUp()
        self.program = self.app()
        for resource in ("file:first", "file:second", "file:third"):
            self.send(self.program, "file.ready", "--resource", resource)
        self.wait_until(lambda *events: len(events) == 3 and all(map(has_ended, events)))

    def test_newest_first_with_counts(self):
        lines = self.text("list").splitlines()
        self.assertEqual(len(lines), 5)
        self.assertEqual(lines[0].split(), "ID STATE TYPE RESOURCE AGE RUNS SEEN LAST REASON".split())
        for line, name in zip(lines[1:4], ("third", "second", "first")):
            self.assertRegex(line, rf"^[0-9a-f-]{{36}}  done   file\.ready  file:{name} +\d+ (s|min)  +1     1$")
        self.assertEqual(lines[4], "in the store: 0 pending, 0 running, 3 done, 0 parked")

    def test_it_is_the_same_when_the_app_has_ended(self):
        before = self.json("list")
        self.assertEqual(self.program.stop(), 0)
        self.assertEqual(self.json("list"), before)
        self.assertEqual(before["counts"], {"pending": 0, "running": 0, "done": 3, "parked": 0})
        self.assertFalse(before["more"])

    def test_filters(self):
        self.assertEqual(self.resources("--resource", "second"), ["second"])
        self.assertEqual(self.resources("--type", "file.created"), [])
        self.assertEqual(len(self.resources("--type", "file.ready", "--state", "done")), 3)
        self.assertEqual(self.resources("--state", "parked"), [])
        tenant = self.events()[0]["tenant"]
        self.assertEqual(len(self.resources("--tenant", tenant)), 3)
        self.assertEqual(self.resources("--tenant", "another"), [])
        self.assertIn("no such events\nin the store: 0 pending, 0 running, 3 done", self.text("list", "--state", "parked"))

    def test_times(self):
        newest, middle, _ = [event["received_at"] for event in self.events()]
        self.assertEqual(self.resources("--since", middle)[:1], ["third"])
        self.assertNotIn("third", self.resources("--before", newest))
        self.assertEqual(len(self.resources("--since", "2h", "--before", "2000-01-01")), 0)
        self.assertEqual(len(self.resources("--since", "2000-01-01T00:00:00Z")), 3)
        self.assertEqual(len(self.resources("--since", "7d", "--before", "0001-01-01")), 0)
        for age in ("15m", "2h", "7d", "999999999d"):
            self.assertEqual((len(self.resources("--since", age)), len(self.resources("--before", age))), (3, 0), age)
        tomorrow = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
        self.assertEqual(len(self.resources("--before", tomorrow.strftime("%Y-%m-%dT%H:%M:%SZ"))), 3)

    def test_limit(self):
        listed = self.json("list", "--limit", "2")
        self.assertEqual([event["resource"]["id"] for event in listed["events"]], ["third", "second"])
        self.assertTrue(listed["more"])
        self.assertIn("older ones are left out", self.text("list", "--limit", "2"))
        self.assertNotIn("left out", self.text("list", "--limit", "3"))

    def test_show(self):
        event = self.events()[0]
        shown = self.json("show", event["id"])
        self.assertEqual({name: shown[name] for name in event}, event)
        self.assertEqual([run["ending"] for run in shown["past_runs"]], ["done"])
        self.assertLessEqual(shown["past_runs"][0]["began_at"], shown["past_runs"][0]["ended_at"])
        self.assertEqual(shown["calls"], [])
        self.assertEqual(json.loads(shown["body"])["resource"], {"id": "third", "type": "file"})
        text = self.text("show", event["id"].upper())
        self.assertRegex(text, r"(?m)^state     done$")
        self.assertRegex(text, r"(?m)^resource  file:third$")
        self.assertRegex(text, r"(?m)^seen      1 delivery, the last one acknowledged in time$")
        self.assertRegex(text, r"(?m)^1    20\S+Z  20\S+Z  done    ")
        self.assertIn('\nBODY\n{\n  "account": {\n', text)

    def test_show_without_the_body(self):
        event = self.events()[0]
        self.assertNotIn("body", self.json("show", event["id"], "--no-body"))
        self.assertNotIn("BODY", self.text("show", event["id"], "--no-body"))

    def test_calls_are_shown_with_what_is_known_of_them(self):
        event = self.events()[0]["id"]
        database = sqlite3.connect(self.path)
        for number, (what, ended, result) in enumerate((("POST /v4/x", 1, '{"id":"c1\\u001b"}\x1b'), ("POST /v4/y", 0, ""))):
            database.execute("INSERT INTO step (event, key, occurrence, number, what, ended, status, result, began, "
                             "finished) VALUES (?, x'00', ?, ?, ?, ?, 201, ?, 1604004499123, 1604004500456)",
                             (bytes.fromhex(event.replace("-", "")), number, number, what, ended, result))
        database.commit()
        database.close()
        known, doubtful = self.json("show", event)["calls"]
        self.assertEqual(known, {"what": "POST /v4/x", "occurrence": 0, "began_at": "2020-10-29T20:48:19.123Z",
                                 "ended_at": "2020-10-29T20:48:20.456Z", "status": 201,
                                 "result": '{"id":"c1\\u001b"}\x1b'})
        self.assertEqual((doubtful["ended_at"], doubtful["status"]), (None, None))
        text = self.text("show", event)
        self.assertRegex(text, r'(?m)^1     2020\S+19\.123Z  2020\S+20\.456Z  201       POST /v4/x  \{"id":"c1\\u001b"\}\\x1b$')
        self.assertRegex(text, r"(?m)^2     2020\S+Z  -                         in doubt  POST /v4/y$")
        self.assertNotIn("result", self.json("show", event, "--no-body")["calls"][0])

    def test_store_is_an_option_too(self):
        text = frameio("deliveries", "list", "--store", f"sqlite:{self.path}", FRAMEIO_STORE="memory:").stdout
        self.assertIn("3 done", text)

    def test_events_are_decided_about_by_what_they_are(self):
        events = self.events()
        of_type = [each["id"] for each in events if each["type"] == events[0]["type"]]
        told = self.json("park", "--type", events[0]["type"], "--state", "done", "--reason", "look at them")
        self.assertEqual([each["id"] for each in told["events"]], of_type)
        self.assertEqual({each["id"] for each in self.events("--state", "parked")}, set(of_type))
        self.assertEqual(self.json("redrive", "--state", "parked", "--before", "7d")["events"], [])
        self.assertEqual(len(self.text("redrive", "--state", "parked").splitlines()), len(of_type))

    def test_what_is_done_runs_again_when_redriven(self):
        event = self.events()[0]["id"]
        self.assertRegex(self.text("redrive", event), f"^{event} is due now")
        self.wait_for_count("done", 3)
        self.assertEqual(len(self.json("show", event)["past_runs"]), 2)


class Failing(Store):
    def test_a_failed_run_is_seen_and_the_event_done_once_its_cause_is_gone(self):
        api = self.enterContext(Program(sys.executable, str(STAND_IN), TOKEN))
        bot = self.app("review_bot", FRAMEIO_API_URL=api.url(), FRAMEIO_TOKEN="wrong")
        self.send(bot, "file.ready", "--resource", "file:f1")
        event = self.wait_until(lambda one: one["state"] == "pending" and one["runs"] == 1
                                and one["acknowledged"])
        self.assertIn("401", event["reason"])
        self.assertGreater(event["due_at"], event["received_at"])
        self.assertRegex(self.text("list"), r"pending  file\.ready  file:f1 .* 1     1     files\.show: 401")
        shown = self.json("show", event["id"])
        self.assertEqual([(run["number"], run["ending"]) for run in shown["past_runs"]], [(1, "again")])
        self.assertIn("401", shown["past_runs"][0]["reason"])
        self.assertRegex(self.text("show", event["id"]), r"(?m)^state     pending, due 20.*Z$")
        self.decide(event["id"])
        self.assertEqual(bot.stop(), 0)
        self.repair(event["id"], api)

    def decide(self, event):
        """Beside the app that runs."""
        told = self.json("park", event, NOBODY, "--reason", "its file\n\x1b[31mis gone", code=1)
        self.assertEqual(told["events"], [{"id": event, "effect": True, "reason": None},
                                          {"id": NOBODY, "effect": False, "reason": "there is no such event"}])
        self.assertEqual(self.events("--state", "parked")[0]["reason"], "its file\n\x1b[31mis gone")
        self.assertIn(r"its file \x1b[31mis gone", self.text("list"))
        self.assertEqual(self.text("resolve", event, "--reason", "said so by hand"), f"{event} is done\n")
        shown = self.json("show", event)
        self.assertEqual((shown["state"], shown["reason"], shown["due_at"]), ("done", "said so by hand", None))
        self.text("park", "--reason", "another look", event)

    def repair(self, event, api):
        """While no app runs."""
        told = self.text("redrive", event, NOBODY, code=1).splitlines()
        self.assertEqual(told, [f"{event} is due now, and run by the app that works on the store",
                                f"{NOBODY} no effect: there is no such event"])
        self.assertRegex(self.text("show", event), r"(?m)^state     pending, due$")
        bot = self.app("review_bot", FRAMEIO_API_URL=api.url(), FRAMEIO_TOKEN=TOKEN)
        bot.wait_for("said that a file is ready")
        self.wait_for_count("done", 1)
        self.assertEqual([run["ending"] for run in self.json("show", event)["past_runs"]], ["again", "done"])

    def test_what_is_being_run_is_left_to_its_run(self):
        silent = self.enterContext(socket.create_server(("127.0.0.1", 0)))
        bot = self.app("review_bot", FRAMEIO_API_URL=f"http://127.0.0.1:{silent.getsockname()[1]}", FRAMEIO_TOKEN=TOKEN)
        self.send(bot, "file.ready")
        event = self.wait_until(lambda one: one["state"] == "running")["id"]
        for arguments in (["redrive", event], ["resolve", event, "--reason", "x"], ["park", event, "--reason", "x"]):
            self.assertEqual(self.text(*arguments, code=1),
                             f"{event} no effect: it is being run; try again when that run has ended\n")
        self.assertRegex(self.text("show", event), r"(?m)^1    20\S+Z  -      -       \S")
        self.assertIsNone(self.json("show", event)["past_runs"][0]["ended_at"])
        bot.stop(signal.SIGKILL)
        self.assertEqual([one["id"] for one in self.events("--state", "running")], [event])  # until its lease is over

    def test_what_a_peer_sent_does_not_reach_the_terminal_raw(self):
        program = self.app()
        self.send(program, "file.ready", "--resource", "file:a\x1b[2J\x9b1mb\nc")
        event = self.wait_until(has_ended)
        self.assertEqual(event["resource"]["id"], "a\x1b[2J\x9b1mb\nc")
        for text in (self.text("list"), self.text("show", event["id"]), self.text("show", event["id"], "--json")):
            self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f]")
        self.assertIn(r"file:a\x1b[2J\xc2\x9b1mb c", self.text("list"))


class Unusable(Store):
    def test_a_missing_file_is_named_and_not_made(self):
        for arguments in (["list"], ["show", NOBODY], ["redrive", NOBODY], ["park", NOBODY, "--reason", "x"]):
            told = self.refused(*arguments)
            self.assertIn(f"the store {self.path}: there is no such file; give the address", told)
        self.assertEqual(os.listdir(self.folder), [])

    def test_other_versions(self):
        program = self.app()
        program.url()
        self.assertEqual(program.stop(), 0)
        self.set_version(0)
        self.assertIn("start an app of this version on it once", self.refused("list"))
        self.assertEqual(self.version(), 0)
        self.set_version(99)
        self.assertIn("a newer version of the library has made it", self.refused("list"))

    def set_version(self, number):
        database = sqlite3.connect(self.path)
        database.execute(f"PRAGMA user_version = {number}")
        database.close()

    def version(self):
        database = sqlite3.connect(self.path)
        found = database.execute("PRAGMA user_version").fetchone()[0]
        database.close()
        return found

    def test_stores_that_are_none(self):
        self.assertIn("a store in memory belongs to its process", self.refused("list", "--store", "memory:"))
        self.assertIn('begins with "mysql"', self.refused("list", "--store", "mysql://nowhere"))
        self.path.write_text("Dear diary, this is not a database, however long it may be and however it is read.")
        self.assertIn("no SQLite database", self.refused("list"))

    def test_usage(self):
        for arguments, why in ((["list", "--since", "yesterday"], "--since takes an age, such as 90s"),
                               (["list", "--before", "2x"], "--before takes an age"),
                               (["list", "--limit", "0"], "--limit"), (["list", "--state", "lost"], "--state"),
                               (["show"], "ID"), (["show", "\x1b1"], r'"\x1b1" is no event'),
                               (["redrive", "1"], "no event's id"), (["redrive"], "which events?"),
                               (["redrive", NOBODY, "--state", "parked"], "do not go together"), (["park", NOBODY], "--reason"), ([], "subcommand")):
            self.assertIn(why, self.refused(*arguments), arguments)

    def test_an_event_that_is_not_there(self):
        self.app().url()
        self.assertIn(f"there is no event {NOBODY} in the store", self.refused("show", NOBODY, code=1))
        self.assertEqual(self.json("list")["events"], [])


if __name__ == "__main__":
    unittest.main()
