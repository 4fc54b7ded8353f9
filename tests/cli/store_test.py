"""frameio store: what it says of real apps' stores, and what it does with them."""
import contextlib
import json
import os
import pathlib
import sqlite3
import sys
import tempfile
import time
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "samples"))

from processes import ACTION_SECRET, LIMIT, WEBHOOK_SECRET, Program, frameio  # noqa: E402

SECRETS = {"WEBHOOK_SECRET": WEBHOOK_SECRET, "CUSTOM_ACTION_SECRET": ACTION_SECRET}
TABLES = ("event", "ledger", "run", "step", "document", "collection")


class Stores(unittest.TestCase):
    """A test with a folder for stores, and apps that work on them."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "frameio.db"
        self.address = f"sqlite:{self.path}"
        self.newest = self.newest_schema()

    def newest_schema(self):
        """That this version of the command makes."""
        with tempfile.TemporaryDirectory() as folder:
            return int(self.text("migrate", f"sqlite:{folder}/new.db").split()[-1])

    def app(self, address=None):
        return self.enterContext(Program("quickstart", "--listen", "127.0.0.1:0", "--threads", "1", "--grace", "5",
                                         FRAMEIO_STORE=address or self.address, **SECRETS))

    def run_with(self, *arguments, code=0):
        done = frameio("store", *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def text(self, *arguments, code=0):
        return self.run_with(*arguments, code=code).stdout

    def refused(self, *arguments, code=2):
        done = self.run_with(*arguments, code=code)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def check(self, address=None, code=0):
        return json.loads(self.text("check", address or self.address, "--json", code=code))

    def send(self, app, count):
        done = frameio("send", "file.ready", "--repeat", str(count), "--to", app.url(), **SECRETS)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def wait_until_done(self, count, address=None):
        end = time.monotonic() + LIMIT
        while self.check(address)["counts"]["done"] != count:
            self.assertLess(time.monotonic(), end, self.check(address))

    def fill(self, count=3):
        """A store that an app has left behind."""
        app = self.app()
        self.send(app, count)
        self.wait_until_done(count)
        self.assertEqual(app.stop(), 0)

    def change(self, sql, path=None):
        with contextlib.closing(sqlite3.connect(path or self.path)) as database:
            database.executescript(sql)

    def rows(self, table, path=None):
        with contextlib.closing(sqlite3.connect(path or self.path)) as database:
            database.text_factory = bytes
            columns = sorted(row[1].decode() for row in database.execute(f"PRAGMA table_info({table})"))
            return sorted(database.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)


class Migrating(Stores):
    def test_a_store_is_made_once(self):
        self.assertEqual(self.text("migrate", self.address), f"{self.path}: made, with schema {self.newest}\n")
        self.assertEqual(self.path.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.text("migrate", self.address), f"{self.path}: has schema {self.newest} already\n")
        self.send(self.app(), 1)

    def test_an_older_one_is_brought_forward_with_what_it_has(self):
        self.fill()
        self.change("DROP TABLE document; DROP TABLE collection; DROP INDEX event_interaction; DROP INDEX event_route; "
                    "ALTER TABLE event DROP COLUMN interaction; ALTER TABLE run DROP COLUMN build; PRAGMA user_version = 1")
        checked = self.check()
        self.assertEqual((checked["schema"], checked["newest_schema"], checked["sound"]), (1, self.newest, True))
        self.assertIn(f'this version wants {self.newest}: run "frameio store migrate"', self.text("check", self.address))
        self.assertEqual(self.text("migrate", self.address), f"{self.path}: brought from schema 1 to {self.newest}\n")
        self.assertEqual(self.check()["counts"]["done"], 3)

    def test_not_while_an_app_works_on_it(self):
        self.app().url()
        self.assertIn("another process works on it", self.refused("migrate", self.address))

    def test_what_is_no_store_is_left_alone(self):
        self.path.write_text("Dear diary, this is not a database, however long it may be and however it is read.")
        self.assertIn("no SQLite database", self.refused("migrate", self.address))
        self.assertIn("folder exists", self.refused("migrate", f"sqlite:{self.folder}/nowhere/frameio.db"))


class Checking(Stores):
    def test_beside_an_app_and_after_it(self):
        app = self.app()
        self.send(app, 3)
        self.wait_until_done(3)
        self.assertEqual(app.stop(), 0)
        self.assertEqual(self.check(), {
            "store": str(self.path), "schema": self.newest, "newest_schema": self.newest,
            "counts": {"pending": 0, "running": 0, "done": 3, "parked": 0},
            "oldest_waiting_at": None, "lost_leases": 0, "sound": True, "problems": []})
        self.assertEqual(self.text("check", self.address).splitlines(), [
            f"store    {self.path}", f"schema   {self.newest}", "events   0 pending, 0 running, 3 done, 0 parked",
            "waiting  nothing", "leases   none has run out", "sound    yes"])

    def test_what_waits_and_what_was_lost(self):
        self.fill()
        self.change("UPDATE event SET state = 0, received = 1604004499123 WHERE id = (SELECT min(id) FROM event);"
                    "UPDATE event SET state = 1, leased_until = 0 WHERE id = (SELECT max(id) FROM event);"
                    "UPDATE run SET ended = NULL WHERE event = (SELECT max(id) FROM event)")
        checked = self.check()
        self.assertEqual(checked["counts"], {"pending": 1, "running": 1, "done": 1, "parked": 0})
        self.assertEqual((checked["oldest_waiting_at"], checked["lost_leases"]), ("2020-10-29T20:48:19.123Z", 1))
        text = self.text("check", self.address)
        self.assertRegex(text, r"(?m)^waiting  the oldest since 2020-10-29T20:48:19\.123Z \(\d+ d\)$")
        self.assertRegex(text, r"(?m)^leases   1 have run out")

    def test_rows_that_do_not_belong_together(self):
        self.fill()
        self.change("DELETE FROM event")
        checked = self.check(code=1)
        self.assertEqual((checked["sound"], checked["problems"]), (False, ["3 runs of events that are not there"]))
        self.assertIn("sound    no\n  3 runs of events that are not there\n", self.text("check", self.address, code=1))

    def test_a_damaged_file(self):
        self.fill(100)
        octets = bytearray(self.path.read_bytes())
        middle = len(octets) // 2
        octets[middle:middle + 4096] = b"\x5a" * 4096
        self.path.write_bytes(octets)
        self.assertTrue(self.check(code=1)["problems"])

    def test_what_is_not_there_is_not_made(self):
        self.assertIn(f"the store {self.path}: there is no such file", self.refused("check", self.address))
        self.assertEqual(os.listdir(self.folder), [])
        self.path.touch()
        self.assertIn('run "frameio store migrate"', self.refused("check", self.address))
        self.assertEqual(self.path.stat().st_size, 0)


class Copying(Stores):
    def setUp(self):
        super().setUp()
        self.other = self.folder / "copy.db"
        self.target = f"sqlite:{self.other}"

    def test_everything_is_copied(self):
        self.fill()
        self.assertEqual(self.text("copy", self.address, self.target),
                         f"copied 3 events, 6 ledger rows, 3 runs, 0 steps and 0 documents\nfrom {self.path}\nto {self.other}\n")
        self.assertEqual(self.other.stat().st_mode & 0o777, 0o600)
        for table in TABLES:
            self.assertEqual(self.rows(table, self.other), self.rows(table))
        app = self.app(self.target)
        self.send(app, 1)
        self.wait_until_done(4, self.target)

    def test_two_stores_are_not_mixed(self):
        self.fill(1)
        self.text("copy", self.address, self.target)
        self.assertIn("it is not empty (table event has 1 rows)", self.refused("copy", self.address, self.target))
        self.assertIn("the same store", self.refused("copy", self.address, self.address))

    def test_not_while_an_app_works_on_either(self):
        self.app().url()
        self.assertIn("another process works on it", self.refused("copy", self.address, self.target))
        self.assertFalse(self.other.exists())
        self.text("migrate", self.target)
        self.assertIn("another process works on it", self.refused("copy", self.target, self.address))

    def test_what_is_no_store_is_refused(self):
        self.assertIn("there is no such file", self.refused("copy", self.address, self.target))
        self.assertIn("a store in memory", self.refused("copy", "memory:", self.target))
        self.text("migrate", self.address)
        self.assertIn("a store in memory", self.refused("copy", self.address, "memory:"))
        self.assertIn('begins with "mysql"', self.refused("copy", self.address, "mysql://nowhere"))
        self.assertIn("TO", self.refused("copy", self.address))
        self.assertIn("subcommand", self.refused())


if __name__ == "__main__":
    unittest.main()
