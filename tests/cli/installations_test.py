"""frameio installations list and show: what they say of a store that an app was installed with."""
import json
import unittest

from installed import HOUR, SETTINGS, URL, Installed, now
from sealing import id_of, unseal

from processes import frameio, new_key


class Listing(Installed):
    def test_a_line_for_each(self):
        other = self.another_workspace()
        self.install(other, "another-admin", manifest={"webhook": {"events": []}, "actions": self.manifest["actions"][:1]})
        told = self.json("list")
        self.assertEqual(told["unreadable"], [])
        self.assertEqual([(each["installation"], each["state"], each["installed_by"]) for each in told["installations"]],
                         sorted([(self.name, "installed", self.admin),
                                 (f"{self.account}/{other}", "installed", "another-admin")]))
        head, *lines = self.text("list").splitlines()
        self.assertEqual(head.split(), ["INSTALLATION", "SINCE", "BY", "EVENTS", "ACTIONS", "STATE"])
        since = {each["installation"]: each["installed_at"] for each in told["installations"]}
        self.assertEqual(sorted(line.split() for line in lines), sorted([
            [self.name, since[self.name], self.admin, "2", "2", "installed"],
            [f"{self.account}/{other}", since[f"{self.account}/{other}"], "another-admin", "0", "1", "installed"]]))

    def test_nothing_is_installed(self):
        empty = f"sqlite:{self.folder}/empty.db"
        self.assertEqual(frameio("store", "migrate", empty).returncode, 0)
        for keys in ([], [self.key]):
            self.assertEqual(self.text("list", "--store", empty, keys=keys), "the app is installed nowhere\n")
        self.assertEqual(self.json("list", "--store", empty), {"installations": [], "unreadable": []})

    def test_how_it_is_going(self):
        step = {"step": 2, "steps": 5, "what": 'create the action "Publish"'}
        for members, text in (({"state": "updating", "under_way": step}, "updating, step 2 of 5"),
                              ({"state": "updating", "failure": "403:\nnot you\x1b[31m"}, "updating, failed: 403: not you\\x1b[31m"),
                              ({"state": "removing", "failure": "x" * 500}, f"removing, failed: {'x' * 120}…")):
            self.change_record(**{"failure": "", "under_way": None, **members})
            self.assertTrue(self.text("list").endswith(f"  {text}\n"), self.text("list"))
        self.change_record(state="installing", failure="", installed=None, installed_by="")
        line = self.text("list").splitlines()[1]
        self.assertEqual(line.split(), [self.name, "-", "-", "2", "2", "installing"])
        told, = self.json("list")["installations"]
        self.assertEqual((told["installed_at"], told["installed_by"], told["failure"]), (None, None, None))

    def test_another_key(self):
        other, lost = self.another_workspace(), new_key()
        self.install(other, key=lost)
        told = self.json("list", code=1)
        self.assertEqual([each["installation"] for each in told["installations"]], [self.name])
        failed, = told["unreadable"]
        self.assertEqual(failed["installation"], f"{self.account}/{other}")
        self.assertIn(f"it is encrypted with the key {id_of(lost)}, which is not among", failed["reason"])
        *_, last = self.text("list", code=1).splitlines()
        self.assertTrue(last.startswith(f"{self.account}/{other} cannot be read: "), last)
        self.assertEqual(len(self.json("list", keys=[self.key, lost])["installations"]), 2)
        self.assertEqual(len(self.json("list", keys=[], code=1)["unreadable"]), 2)

    def test_the_key_is_changed(self):
        other, new = self.another_workspace(), new_key()
        self.secrets.add(new)
        self.install(other)
        before = self.json("list"), self.json("show", self.name)
        record = self.record()
        done = frameio("keys", "rotate", **self.environment([new, self.key]))
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertIn(f"encrypted anew, with the key {id_of(new)}\n", done.stdout)
        self.assertRegex(done.stdout, f"may be left out ten minutes .*: {id_of(self.key)}\n")
        after = self.json("list", keys=[new]), self.json("show", self.name, keys=[new])
        self.assertEqual(after, before)
        self.assertEqual(json.loads(unseal(new, "installation", self.name, self.kept(self.name)[0])), record)
        self.assertEqual(len(self.json("list", code=1)["unreadable"]), 2)  # with the old one alone

    def test_what_was_changed_or_moved(self):
        self.put("moved/\x1b[31m", self.kept(self.name)[0])
        self.keep(self.key, "wrong/text", b'{"secret":"marker-in-a-damaged-record"}')
        self.secrets.add("marker-in-a-damaged-record")
        text = self.text("list", code=1)
        self.assertIn("moved/\\x1b[31m cannot be read: ", text)
        self.assertIn("wrong/text cannot be read: ", text)
        self.assertNotIn("\x1b", text)
        self.assertIn(f"\n{self.name}  ", text)

    def test_more_than_are_read_at_once(self):
        some = {**self.record(), "actions": [], "config": {}, "url": ""}
        del some["webhook"]
        for number in range(120):
            self.keep_record({**some, "account_id": "a", "workspace_id": f"{number:03}"})
        told = self.json("list")["installations"]
        self.assertEqual([each["installation"] for each in told],
                         sorted([self.name, *(f"a/{number:03}" for number in range(120))]))

    def test_more_that_cannot_be_read_than_are_read_at_once(self):
        for number in range(250):
            self.put(f"!{number:03}", self.kept(self.name)[0])  # in front, and of another place
        told = self.json("list", code=1)
        self.assertEqual([each["installation"] for each in told["unreadable"]], [f"!{number:03}" for number in range(250)])
        self.assertEqual([each["installation"] for each in told["installations"]], [self.name])


class Showing(Installed):
    def test_all_that_is_no_secret(self):
        self.change_record(installed=now() - 50 * HOUR, updated=now() - HOUR - 1000, acting_user="another-admin")
        webhook, = self.sim.all("webhook")
        actions = {each["event"]: each["id"] for each in self.sim.all("action")}
        told = self.json("show", self.name)
        self.assertEqual({name: told[name] for name in ("installation", "account", "workspace", "state", "installed_by",
                                                        "acting_user", "url", "failure", "step")},
                         {"installation": self.name, "account": self.account, "workspace": self.workspace,
                          "state": "installed", "installed_by": self.admin, "acting_user": "another-admin", "url": URL,
                          "failure": None, "step": None})
        self.assertEqual(told["webhook"], {"id": webhook["id"], "name": "Acme", "events": ["file.ready", "comment.created"],
                                           "url": URL})
        self.assertEqual([(each["event"], each["id"], each["timeout"], each["multi_asset"]) for each in told["actions"]],
                         [("acme.publish", actions["acme.publish"], 7, False), ("acme.check", actions["acme.check"], 5, True)])
        self.assertEqual(told["settings"], {name: {"characters": len(value)} for name, value in SETTINGS.items()})
        text = self.text("show", self.name)
        for pattern in (rf"(?m)^account +{self.account}$", rf"(?m)^workspace +{self.workspace}$", r"(?m)^state +installed$",
                        r"(?m)^installed +\S+Z \(2 d ago\)$", r"(?m)^changed +\S+Z \(1 h ago\)$",
                        rf"(?m)^installed by +{self.admin}$", r"(?m)^acting user +another-admin$", rf"(?m)^url +{URL}$",
                        rf"(?m)^webhook +Acme\nwebhook id +{webhook['id']}\nevents +file.ready, comment.created$",
                        rf"(?m)^acme.publish +Publish +{actions['acme.publish']} +7 s +one +Sends it$",
                        rf"(?m)^acme.check +Check +{actions['acme.check']} +5 s +many +Looks at it$",
                        r"(?m)^api_key +set, 20 characters$", r"(?m)^note +empty$", r"(?m)^region +set, 2 characters$"):
            self.assertRegex(text, pattern)

    def test_settings_are_counted_in_characters(self):
        self.change_record(config={"city": "Köln", "one": "ß"})
        self.assertEqual(self.json("show", self.name)["settings"], {"city": {"characters": 4}, "one": {"characters": 1}})
        text = self.text("show", self.name)
        self.assertRegex(text, r"(?m)^city +set, 4 characters\none +set, 1 character$")
        self.assertNotIn("Köln", text)

    def test_what_has_not_come_to_its_end(self):
        self.change_record(state="updating", failure="403:\nnot you\x1b[31m",
                           under_way={"step": 2, "steps": 5, "what": 'create the action "Publish"'},
                           webhook={**self.record()["webhook"], "id": "", "secret": ""})
        text = self.text("show", self.name)
        self.assertRegex(text, r'(?m)^step +2 of 5: create the action "Publish"$')
        self.assertRegex(text, r"(?m)^failure +403: not you\\x1b\[31m$")
        self.assertRegex(text, r"(?m)^webhook id +not known$")
        told = self.json("show", self.name)
        self.assertEqual(told["step"], {"number": 2, "of": 5, "what": 'create the action "Publish"'})
        self.assertEqual((told["failure"], told["webhook"]["id"]), ("403:\nnot you\x1b[31m", None))

    def test_what_is_not_there(self):
        self.change_record(webhook=None, actions=[], config={}, state="installing", installed=None)
        text = self.text("show", self.name)
        self.assertRegex(text, r"(?m)^installed +not yet$")
        self.assertRegex(text, r"(?m)^webhook +none\n\Z")
        self.assertEqual(self.json("show", self.name)["webhook"], None)

    def test_it_cannot_be_read(self):
        self.assertIn(f"it is encrypted with the key {id_of(self.key)}, which is not among",
                      self.refused("show", self.name, keys=[new_key()]))
        self.put("moved/there", self.kept(self.name)[0])
        self.assertIn("somebody has changed or moved it", self.refused("show", "moved/there"))


class Mistakes(Installed):
    def commands(self):
        return (("list",), ("show", self.name), ("repair", self.name))

    def test_an_installation_that_is_not_there(self):
        for name in (f"{self.account}/nowhere", f"nowhere/{self.workspace}", "a\x1b[31m/b"):
            for command in ("show", "repair"):
                text = self.refused(command, name)
                self.assertIn("the store knows of no installation in ", text)
                self.assertNotIn("\x1b", text)

    def test_names(self):
        for name in (self.account, "", "/", f"{self.account}/", f"/{self.workspace}", f"{self.name}/more"):
            for command in ("show", "repair"):
                self.assertIn("ACCOUNT/WORKSPACE", self.refused(command, name, code=2))
        self.assertIn("INSTALLATION is required", self.refused("show", code=2))

    def test_keys(self):
        for command in self.commands():
            self.assertIn("key 1 has 3 octets", self.refused(*command, keys=["AAAA"], code=2))
            self.assertIn("/nowhere: No such file", self.refused(*command, keys=[], FRAMEIO_ENCRYPTION_KEY_FILE="/nowhere",
                                                                 code=2))

    def test_stores(self):
        for command in self.commands():
            for address, pattern in ((f"sqlite:{self.folder}/nowhere.db", "there is no such file"), ("memory:", "memory"),
                                     ("mysql://nowhere", 'begins with "mysql"')):
                self.assertIn(pattern, self.refused(*command, "--store", address, code=2))
        self.assertFalse((self.folder / "nowhere.db").exists())

    def test_commands(self):
        self.assertIn("subcommand", self.refused(code=2))
        help_of = self.run_with("repair", "--help").stdout
        self.assertIn("Examples:", help_of)
        self.assertIn("Exit codes:", help_of)


if __name__ == "__main__":
    unittest.main()
