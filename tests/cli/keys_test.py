"""frameio keys: what it says of the keys of stores, and how it changes them beside a real app."""
import base64
import json
import time
import unittest

from sealed_store import SealedStore
from sealing import id_of, seal, unseal

from processes import ACTION_SECRET, Program, frameio, new_key

ACCOUNT = "11111111-1111-4111-8111-111111111111"
USER = "22222222-2222-4222-8222-222222222222"
TOKEN = json.dumps({"access": "the-access-token", "refresh": "the-refresh-token", "scope": "", "obtained": 0,
                    "expires": 4102444800000}).encode()
ADOBE = {"ADOBE_CLIENT_ID": "client", "ADOBE_CLIENT_SECRET": "client secret", "ADOBE_IMS_URL": "http://127.0.0.1:1"}


class Keys(SealedStore):
    """A test with a store, and two keys."""

    group = "keys"
    collection = "token"

    def setUp(self):
        super().setUp()
        self.old, self.new = new_key(), new_key()
        self.secrets = [self.old, self.new]

    def keep(self, key, name, text=b"the-token", collection=None, expires=None):
        super().keep(key, name, text, collection, expires)

    def check(self, *keys, code=0):
        return json.loads(self.text("check", "--json", keys=keys, code=code))


class Generating(Keys):
    def test_a_key_a_line_and_never_the_same(self):
        keys = [frameio("keys", "generate").stdout for _ in range(10)]
        self.assertEqual(len(set(keys)), 10)
        for each in keys:
            self.assertEqual(len(base64.b64decode(each.strip(), validate=True)), 32)
            self.assertRegex(each, r"^\S+\n$")

    def test_it_is_one_that_can_be_used(self):
        self.assertEqual(self.check(self.new)["keys"], [{"id": id_of(self.new), "current": True, "documents": 0}])


class Checking(Keys):
    def test_which_key_has_what(self):
        self.keep(self.old, "user-1")
        self.keep(self.new, "user-2")
        self.keep(self.old, "state", collection="login", expires=int(time.time() * 1000) + 600_000)
        self.keep(self.old, "gone", collection="login", expires=1)
        old, new = id_of(self.old), id_of(self.new)
        self.assertEqual(self.check(self.new, self.old), {
            "keys": [{"id": new, "current": True, "documents": 1}, {"id": old, "current": False, "documents": 2}],
            "sealed": [
                {"collection": "login", "key": old, "known": True, "current": False, "documents": 1, "damaged": 0},
                *sorted([{"collection": "token", "key": old, "known": True, "current": False, "documents": 1, "damaged": 0},
                         {"collection": "token", "key": new, "known": True, "current": True, "documents": 1, "damaged": 0}],
                        key=lambda share: share["key"])],
            "readable": True, "problems": []})
        self.assertEqual(self.text("check", keys=[self.new, self.old]).splitlines(), [
            f"key  {new}  current  1 of token", f"key  {old}  older    1 of login, 1 of token", "readable  yes"])

    def test_a_key_that_is_not_there(self):
        lost = new_key()
        self.keep(self.old, "user-1")
        self.keep(self.old, "user-2")
        self.keep(lost, "user-3")
        checked = self.check(self.new, lost, code=1)
        self.assertFalse(checked["readable"])
        self.assertEqual(checked["problems"], [
            f"2 documents encrypted with the key {id_of(self.old)}, which is not there: add it behind the current one, or, "
            f'if it is lost, "frameio keys forget {id_of(self.old)}"'])
        text = self.text("check", keys=[self.new], code=1)
        self.assertRegex(text, rf"(?m)^key  {id_of(self.old)}  missing  2 of token$")
        self.assertRegex(text, rf"(?m)^  1 document encrypted with the key {id_of(lost)}, which is not there")
        self.assertIn("readable  no\n", text)

    def test_without_keys(self):
        self.assertEqual(self.text("check"), "there are no keys\nreadable  yes\n")
        self.keep(self.old, "user-1")
        self.assertIn(f"{id_of(self.old)}  missing", self.text("check", code=1))

    def test_what_was_changed_or_moved(self):
        self.keep(self.new, "user-1")
        self.keep(self.new, "user-2")
        self.put("user-1", self.kept("user-2")[0])
        self.put("user-\x1b[31m", b"not sealed at all")
        checked = self.check(self.new, code=1)
        self.assertEqual([share["damaged"] for share in checked["sealed"]], [1, 1])
        self.assertIn('2 documents damaged, or changed or moved by somebody: ', checked["problems"][0])
        self.assertIn('"user-1" of "token"', checked["problems"][0])
        text = self.text("check", keys=[self.new], code=1)
        self.assertNotIn("\x1b", text)
        self.assertIn("from a backup", text)

    def test_nothing_is_changed(self):
        self.keep(self.old, "user-1")
        before = self.path.read_bytes()
        self.check(self.new, self.old)
        self.assertEqual(self.path.read_bytes(), before)


class Rotating(Keys):
    def test_everything_comes_to_the_new_key(self):
        soon = int(time.time() * 1000) + 600_000
        names = [f"user-{number}" for number in range(250)]
        for name in names[:5]:
            self.keep(self.old, name, f"token of {name}".encode())
        sealed = seal(self.old, "token", names[0], b"")
        for name in names[5:]:  # many, quickly: they cannot be opened
            self.put(name, sealed)
        self.keep(self.old, "state", collection="login", expires=soon)
        text = self.text("rotate", keys=[self.new, self.old], code=1)
        self.assertIn(f"6 documents encrypted anew, with the key {id_of(self.new)}\n", text)
        self.assertIn("245 documents damaged", text)
        self.assertNotIn("may be left out", text)
        for name in names[:5]:
            self.assertEqual(unseal(self.new, "token", name, self.kept(name)[0]), f"token of {name}".encode())
        self.assertEqual(self.kept(names[-1])[0], sealed)
        value, expires = self.kept("state", "login")
        self.assertEqual((unseal(self.new, "login", "state", value), expires), (b"the-token", soon))

    def test_the_old_key_may_then_be_left_out(self):
        self.keep(self.old, "user-1")
        self.assertEqual(self.text("rotate", keys=[self.new, self.old]),
                         f"1 document encrypted anew, with the key {id_of(self.new)}\n"
                         "not needed any more, and may be left out ten minutes after the last app was started with the new "
                         f"one: {id_of(self.old)}\n")
        self.assertIn(f"{id_of(self.old)}  not needed  nothing", self.text("check", keys=[self.new, self.old]))
        self.assertTrue(self.check(self.new)["readable"])
        self.assertIn("0 documents encrypted anew", self.text("rotate", keys=[self.new]))

    def test_what_has_a_lost_key_is_left(self):
        self.keep(self.old, "user-1")
        before = self.kept("user-1")
        text = self.text("rotate", keys=[self.new], code=1)
        self.assertIn(f"1 document encrypted with the key {id_of(self.old)}, which is not there", text)
        self.assertEqual(self.kept("user-1"), before)

    def test_beside_an_app(self):
        def app(*keys):
            return self.enterContext(Program(
                "login_app", "--listen", "127.0.0.1:0", "--threads", "1", "--grace", "5", FRAMEIO_STORE=self.address,
                FRAMEIO_ENCRYPTION_KEY=",".join(keys), CUSTOM_ACTION_SECRET=ACTION_SECRET, **ADOBE))

        def title(of):
            done = frameio("send", "acme.greet", "--action", "--account", ACCOUNT, "--user", USER, "--to", of.url(), "--json",
                           CUSTOM_ACTION_SECRET=ACTION_SECRET)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            return json.loads(done.stdout)["deliveries"][0]["answer"]["title"]

        first = app(self.old)
        self.assertEqual(title(first), "Please log in")
        self.keep(self.old, f"{ACCOUNT}/{USER}", TOKEN)
        self.assertEqual(title(first), "How are you?")
        self.assertEqual(first.stop(), 0)
        both = app(self.new, self.old)
        self.assertEqual(title(both), "How are you?")
        self.assertIn("1 document encrypted anew", self.text("rotate", keys=[self.new, self.old]))
        self.assertEqual(title(both), "How are you?")
        self.assertEqual(both.stop(), 0)
        last = app(self.new)
        self.assertEqual(title(last), "How are you?")
        self.assertEqual(last.stop(), 0)
        for program in (first, both, last):
            for secret in (*self.secrets, "the-access-token", "the-refresh-token"):
                self.assertNotIn(secret, "\n".join([*program.lines, *program.log]))


class Mistakes(Keys):
    def keys_file(self, mode=0o600):
        path = self.folder / "keys"
        path.write_text(f"{self.new}\n{self.old}\n")
        path.chmod(mode)
        return str(path)

    def test_a_file_that_others_may_read(self):
        self.keep(self.old, "user-1")
        for mode in (0o644, 0o640, 0o604):
            for command in ("check", "rotate"):
                self.assertIn('run "chmod 600 ', self.refused(command, FRAMEIO_ENCRYPTION_KEY_FILE=self.keys_file(mode)))
        self.assertIn("1 document encrypted anew", self.text("rotate", FRAMEIO_ENCRYPTION_KEY_FILE=self.keys_file()))

    def test_keys(self):
        for command in ("check", "rotate"):
            self.assertIn("there is no key in it", self.refused(command, FRAMEIO_ENCRYPTION_KEY=" , "))
            self.assertIn("key 2 is not base64", self.refused(command, keys=[self.new, self.old[:-3] + "!"]))
            self.assertIn("key 1 has 3 octets", self.refused(command, keys=["AAAA", self.old]))
            self.assertIn("key 2 is there twice", self.refused(command, keys=[self.old, self.old]))
            self.assertIn("both set", self.refused(command, keys=[self.old], FRAMEIO_ENCRYPTION_KEY_FILE=self.keys_file()))
            self.assertIn("/nowhere: No such file", self.refused(command, FRAMEIO_ENCRYPTION_KEY_FILE="/nowhere"))
            self.assertIn("but a key", self.refused(command, FRAMEIO_ENCRYPTION_KEY_FILE=self.old))
        self.assertIn("there is no key to encrypt with", self.refused("rotate"))

    def test_stores(self):
        for command in ("check", "rotate"):
            self.address = f"sqlite:{self.folder}/nowhere.db"
            self.assertIn("there is no such file", self.refused(command, keys=[self.new]))
            self.assertFalse((self.folder / "nowhere.db").exists())
            self.address = "memory:"
            self.assertIn("memory", self.refused(command, keys=[self.new]))
            self.address = "mysql://nowhere"
            self.assertIn('begins with "mysql"', self.refused(command, keys=[self.new]))

    def test_commands(self):
        done = frameio("keys")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("subcommand", done.stderr)


if __name__ == "__main__":
    unittest.main()
