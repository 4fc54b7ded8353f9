"""frameio keys forget, frameio installations forget: what nobody can read any more, or nobody can uninstall, goes."""
import unittest

from installed import Installed
from sealing import id_of, seal

from processes import frameio, new_key


class Forgetting(Installed):
    def keys(self, *arguments, code=0, keys=None):
        given = {"FRAMEIO_ENCRYPTION_KEY": ",".join([self.key] if keys is None else keys)}
        done = frameio("keys", *arguments, "--store", self.address,
                       **{name: value for name, value in given.items() if value})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        for secret in self.secrets:
            self.assertNotIn(secret, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def put_token(self, user, key):
        self.put(user, seal(key, "token", user, b"{}"), "token")


class LostKeys(Forgetting):
    def test_what_a_lost_key_has_encrypted(self):
        lost, other = new_key(), new_key()
        self.install(self.another_workspace(), key=lost)
        self.put_token("user-1", lost)
        self.put_token("user-2", other)
        self.log_in()
        kept = self.kept(self.name)
        self.assertIn(f'"frameio keys forget {id_of(lost)}"', self.keys("check", code=1))
        self.assertIn("2 documents forgotten", self.keys("forget", id_of(lost)))
        self.assertEqual(self.json("list")["unreadable"], [])
        self.assertEqual(self.kept(self.name), kept)
        self.assertIsNone(self.kept("user-1", "token"))
        self.assertIsNotNone(self.kept("user-2", "token"))
        self.assertIsNotNone(self.kept(f"/{self.admin}", "token"))
        self.assertIn("0 documents forgotten", self.keys("forget", id_of(lost), code=1))

    def test_all_keys_are_lost(self):
        self.assertIn("1 document forgotten", self.keys("forget", id_of(self.key), keys=[]))
        self.assertEqual(self.json("list"), {"installations": [], "unreadable": []})

    def test_a_key_that_is_there(self):
        before = self.kept(self.name)
        for keys in ([self.key], [new_key(), self.key]):
            self.assertIn("is there, and what it has encrypted can be read",
                          self.keys("forget", id_of(self.key), code=2, keys=keys))
        self.assertEqual(self.kept(self.name), before)

    def test_what_is_no_key(self):
        for arguments in ((), (id_of(self.key), "--damaged")):
            self.assertIn("say what is lost", self.keys("forget", *arguments, code=2))
        for odd in ("0123", "x" * 16, id_of(new_key()).upper(), "\x1b[31m"):
            told = self.keys("forget", odd, code=2)
            self.assertIn("is no id of a key", told)
            self.assertNotIn("\x1b", told)

    def test_what_is_damaged(self):
        lost = new_key()
        self.put_token("user-1", lost)
        self.put("user-2", self.kept(self.name)[0], "token")  # it is of another place
        self.put("user-3", b"not sealed", "token")
        self.assertIn('"frameio keys forget --damaged"', self.keys("check", code=1))
        self.assertIn("2 documents forgotten", self.keys("forget", "--damaged"))
        self.assertEqual([self.kept(name, "token") is None for name in ("user-1", "user-2", "user-3")],
                         [False, True, True])
        self.assertEqual(len(self.json("list")["installations"]), 1)


class Installations(Forgetting):
    def test_only_that_one_and_only_in_the_store(self):
        other = self.another_workspace()
        self.install(other)
        there = [*self.sim.all("webhook"), *self.sim.all("action")]
        self.assertIn(f"{self.name} is forgotten", self.text("forget", self.name))
        self.assertEqual([each["installation"] for each in self.json("list")["installations"]], [f"{self.account}/{other}"])
        self.assertEqual([*self.sim.all("webhook"), *self.sim.all("action")], there)
        self.assertIn("the store knows of no installation", self.refused("forget", self.name))

    def test_one_that_cannot_be_read(self):
        self.assertIn("is forgotten", self.text("forget", self.name, keys=[new_key()]))
        self.assertEqual(self.json("list"), {"installations": [], "unreadable": []})

    def test_what_is_none(self):
        self.assertIn("names no installation", self.refused("forget", "nowhere", code=2))
        self.assertIn("the store knows of no installation", self.refused("forget", "no/where"))


if __name__ == "__main__":
    unittest.main()
