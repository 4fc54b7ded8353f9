"""frameio store, with PostgreSQL: stores that are moved there, and back."""
import itertools
import json
import pathlib
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
for folder in ("crash", "samples"):
    sys.path.insert(0, str(TESTS / folder))

from postgres_server import Connection, PostgresServer  # noqa: E402
from processes import new_key  # noqa: E402
from sealing import seal, unseal  # noqa: E402
from store_test import TABLES, Stores, frameio  # noqa: E402

ODD = "x'7b00ff27c3285c7d'"  # octets with NUL, and that are no UTF-8


def setUpModule():
    global server
    server = unittest.enterModuleContext(PostgresServer())


class Shared(Stores):
    _numbers = itertools.count()

    def setUp(self):
        super().setUp()
        self.schema = f"store_{next(self._numbers)}"
        self.shared = f"{server.url}&schema={self.schema}"

    def ask(self, sql):
        connection = Connection(server.url)
        try:
            return connection.ask(f"SET search_path TO {self.schema}; {sql}")
        finally:
            connection.close()

    def test_it_is_made_once(self):
        self.assertRegex(self.text("migrate", self.shared), rf"^postgresql://\S+, schema {self.schema}: made, with schema \d+\n$")
        self.assertRegex(self.text("migrate", self.shared), r": has schema \d+ already\n$")
        self.assertTrue(self.check(self.shared)["sound"])

    def test_it_is_looked_at(self):
        def of_the_store():
            done = frameio("doctor", "--json", "--store", self.shared, FRAMEIO_API_URL="http://127.0.0.1:1")
            return [(each["result"], each["text"]) for each in json.loads(done.stdout)["checks"] if each["about"] == "store"]
        (how, text), = of_the_store()
        self.assertEqual(how, "wrong")
        self.assertIn(f"schema {self.schema}", text)
        self.text("migrate", self.shared)
        (how, text), = of_the_store()
        self.assertEqual(how, "ok")
        self.assertRegex(text, f"schema {self.schema} is sound: 0 pending, .* PostgreSQL answers$")

    def test_its_keys_are_changed(self):
        self.text("migrate", self.shared)
        old, new = new_key(), new_key()
        sealed = seal(old, "token", "user-1", b"the-token").hex()
        self.ask(f"INSERT INTO collection VALUES ('token', 1); "
                 f"INSERT INTO document (collection, key, value, version) VALUES ('token', 'user-1', decode('{sealed}', 'hex'), 1)")
        for told in ("1 document encrypted anew", "0 documents encrypted anew"):
            done = frameio("keys", "rotate", "--store", self.shared, FRAMEIO_ENCRYPTION_KEY=f"{new},{old}")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn(told, done.stdout)
        ((resealed,),) = self.ask("SELECT encode(value, 'hex') FROM document")
        self.assertEqual(unseal(new, "token", "user-1", bytes.fromhex(resealed)), b"the-token")

    def test_there_and_back(self):
        self.fill()
        self.change(f"UPDATE event SET body = CAST({ODD} AS TEXT), answer = CAST({ODD} AS TEXT), epoch = 1234567890123;"
                    "INSERT INTO step SELECT id, id, 0, 7, 'POST /v4/x', 0, 0, '', 1, 2 FROM event")
        copied = "copied 3 events, 6 ledger rows, 3 runs, 3 steps and 0 documents\n"
        self.assertTrue(self.text("copy", self.address, self.shared).startswith(copied))
        self.assertEqual(self.ask("SELECT encode(body, 'hex'), epoch FROM event LIMIT 1"), [("7b00ff27c3285c7d", "1234567890123")])
        back = self.folder / "back.db"
        self.assertTrue(self.text("copy", self.shared, f"sqlite:{back}").startswith(copied))
        for table in TABLES:
            self.assertEqual(self.rows(table, back), self.rows(table))

    def test_an_app_goes_on_with_the_copy(self):
        self.fill()
        self.text("copy", self.address, self.shared)
        app = self.app(self.shared)
        self.send(app, 2)
        self.wait_until_done(5, self.shared)

    def test_two_stores_are_not_mixed(self):
        self.fill(1)
        self.text("copy", self.address, self.shared)
        self.assertIn("it is not empty (table event has 1 rows)", self.refused("copy", self.address, self.shared))

    def test_rows_that_do_not_belong_together(self):
        self.fill(1)
        self.text("copy", self.address, self.shared)
        self.ask("DELETE FROM event")
        self.assertEqual(self.check(self.shared, code=1)["problems"], ["1 runs of events that are not there"])

    def test_what_is_not_there_is_not_made(self):
        for arguments in (("check", self.shared), ("copy", self.shared, self.address)):
            self.assertIn("there is nothing in it", self.refused(*arguments))
        self.assertEqual(self.ask(f"SELECT count(*) FROM pg_namespace WHERE nspname = '{self.schema}'"), [("0",)])
        self.assertFalse(self.path.exists())

    def test_passwords_are_not_shown(self):
        told = self.refused("check", "postgresql://me:secret@127.0.0.1:1/shop")
        self.assertIn("postgresql://me@127.0.0.1:1/shop", told)
        self.assertNotIn("secret", told)


if __name__ == "__main__":
    unittest.main()
