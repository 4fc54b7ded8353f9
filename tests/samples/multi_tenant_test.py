"""samples/multi_tenant beside a local Frame.io with two companies, whose admins install it on its pages."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "common"))

from install_admin import Admin  # noqa: E402
from processes import CLI, LIMIT, Program, frameio  # noqa: E402

GLOBEX = here.parents[1] / "samples/multi_tenant/globex.json"
ACME_KEY = "the key of Acme's chat"


class Frameio(Program):
    """A local one."""

    def __init__(self):
        super().__init__("frameio", "sim", "--listen", "127.0.0.1:0", "--seed", str(GLOBEX), "--rate-limits", "off",
                         "--speed", "20")
        self.url = self.wait_for(r"a local Frame\.io at (\S+)").group(1)

    def ask(self, path, body=None):
        octets = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(self.url + path, octets, timeout=LIMIT) as answer:
            return json.load(answer)

    def all(self, kind):
        return [each for each in self.ask("/sim/resources")["resources"] if each["kind"] == kind]

    def one(self, kind, name):
        return next(each for each in self.all(kind) if each["name"] == name)

    def said_on(self, name):
        """The comments on a file that were made since the beginning."""
        file = self.one("file", name)["id"]
        return [each["text"] for each in self.all("comment") if each["file_id"] == file and each["timestamp"] is None]

    def trigger(self, name):
        self.ask("/sim/trigger", {"type": "file.ready", "resource_id": name})


class Tenants(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.frameio = self.enterContext(Frameio())
        self.settings = {
            "FRAMEIO_API_URL": self.frameio.url, "ADOBE_IMS_URL": self.frameio.url, "ADOBE_CLIENT_ID": "an-id",
            "ADOBE_CLIENT_SECRET": "a-secret", "FRAMEIO_STORE": f"sqlite:{self.folder}/store.db",
            "FRAMEIO_ENCRYPTION_KEY": subprocess.check_output([CLI, "keys", "generate"], text=True).strip()}
        self.start()

    def start(self):
        self.app = self.enterContext(Program("multi_tenant", "--listen", "127.0.0.1:0", "--threads", "1", **self.settings))

    def admin(self, name):
        admin = Admin(self.app.url(), self.frameio.url, name)
        admin.log_in()
        return admin

    def place(self, admin, account, workspace):
        account_id = admin.accounts()[account]
        return account_id, admin.workspaces(account_id)[workspace]

    def acme(self):
        admin = self.admin("Ada")
        return admin, *self.place(admin, "Acme", "Acme Films")

    def globex(self):
        admin = self.admin("Gus")
        return admin, *self.place(admin, "Globex", "Globex Sport")

    def installed_at_acme(self):
        admin, *where = self.acme()
        admin.install(*where, {"channel": "#dailies", "chat_key": ACME_KEY, "note": "Look at {file}!"})
        return admin, *where

    def test_two_companies_do_not_know_of_each_other(self):
        self.installed_at_acme()
        gus, *where = self.globex()
        self.assertEqual(list(gus.accounts()), ["Globex"])
        gus.install(*where, {"channel": "#goals", "clips": "videos"})
        self.frameio.trigger("spring_spot_v3.mov")
        self.frameio.trigger("goal_cam_2.mov")
        told = self.app.wait_for("told the chat").string
        self.assertIn("#dailies", told)
        self.eventually(lambda: self.frameio.said_on("spring_spot_v3.mov"), ["Look at spring_spot_v3.mov!"])
        self.eventually(lambda: self.frameio.said_on("goal_cam_2.mov"), ["goal_cam_2.mov can be watched."])
        self.assertEqual(self.app.stop(), 0)
        self.assertNotIn(ACME_KEY, "\n".join(self.app.log))
        self.assertNotIn("#goals", "\n".join(self.app.log))

    def test_who_administers_nothing_there_can_do_nothing(self):
        _, *acme = self.acme()
        gus, *globex = self.globex()
        for admin in (gus, self.admin("Ben")):
            self.assertEqual(admin.status(*acme).status, 403)
        form = gus.status(*globex).form("/install/apply")
        form.fields.update({"account": acme[0], "workspace": acme[1]})
        self.assertEqual(gus.submit(form, {"config_channel": "#x"}).status, 403)
        self.assertEqual(self.frameio.all("webhook"), [])

    def test_settings_change_and_what_is_secret_is_not_shown(self):
        ada, *where = self.installed_at_acme()
        page = ada.status(*where)
        self.assertNotIn(ACME_KEY, page.text)
        self.assertEqual(page.form("/install/configure").fields["config_note"], "Look at {file}!")
        page = ada.configure(*where, {"note": "{file}:\nnew"})
        self.assertEqual(page.form("/install/configure").fields["config_note"].splitlines(), ["{file}:", "new"])
        self.say_until("poster.png", "poster.png:\nnew")
        self.frameio.trigger("voice_over.wav")
        self.eventually(lambda: self.was_told_of("voice_over.wav"), True)  # left blank, the key has stayed
        ada.configure(*where, {"note": "No chat for {file}"}, clear=["chat_key"])
        self.say_until("A001_C003.mov", "No chat for A001_C003.mov")
        self.frameio.trigger("A001_C004.mov")
        self.eventually(lambda: self.frameio.said_on("A001_C004.mov"), ["No chat for A001_C004.mov"])
        self.assertEqual(self.app.stop(), 0)
        self.assertFalse(self.was_told_of("A001_C004.mov"))

    def test_what_is_required_is_asked_for(self):
        ada, *where = self.acme()
        refused = ada.begin_install(*where, {"note": "kept"})
        self.assertEqual(refused.status, 400)
        self.assertEqual(refused.form("/install/apply").fields["config_note"], "kept")
        self.assertEqual(self.frameio.all("webhook"), [])

    def test_another_address_is_an_update(self):
        ada, *where = self.installed_at_acme()
        before = self.frameio.all("webhook")
        self.assertEqual(self.app.stop(), 0)
        self.start()
        ada = self.admin("Ada")
        self.assertEqual(self.frameio.all("webhook")[0]["url"], before[0]["url"])
        page = ada.status(*where)
        self.assertIn("Update", [text for text, _ in page.form("/install/apply").buttons])
        self.assertFalse(ada.install(*where).has_form("/install/apply"))
        (after,) = self.frameio.all("webhook")
        self.assertEqual((after["id"], after["url"]), (before[0]["id"], self.app.url() + "/"))
        self.frameio.trigger("spring_spot_v3.mov")
        self.app.wait_for("told the chat")

    def test_what_was_removed_elsewhere_is_repaired(self):
        ada, *where = self.installed_at_acme()
        (action,) = self.frameio.all("action")
        token = self.frameio.ask("/sim/login", {"user_id": self.frameio.one("user", "Ada Moreno")["id"]})["token"]
        asked = urllib.request.Request(f"{self.frameio.url}/v4/accounts/{where[0]}/actions/{action['id']}",
                                       headers={"Authorization": f"Bearer {token}", "api-version": "experimental"},
                                       method="DELETE")
        urllib.request.urlopen(asked, timeout=LIMIT).close()
        page = ada.status(*where)
        self.assertIn("Repair", [text for text, _ in page.form("/install/apply").buttons])
        ada.install(*where)
        (repaired,) = self.actions()
        self.assertNotEqual(repaired["id"], action["id"])

    def test_uninstalled_it_is_gone(self):
        ada, *where = self.installed_at_acme()
        self.eventually(lambda: self.answer_to_stranger(*where), "401")
        ada.uninstall(*where)
        self.assertEqual((self.frameio.all("webhook"), self.actions()), ([], []))
        self.eventually(lambda: self.answer_to_stranger(*where), "503")
        ada.log_out()
        self.assertFalse(ada.is_logged_in())

    def actions(self):
        return [each for each in self.frameio.all("action") if not each["deleted_at"]]

    def answer_to_stranger(self, account, workspace):
        sent = frameio("send", "file.ready", "--to", self.app.url(), "--account", account, "--workspace", workspace,
                       "--secret", "guessed")
        return re.search(r"^(\d+) ", sent.stdout, re.MULTILINE)[1]

    def was_told_of(self, name):
        file = self.frameio.one("file", name)["id"]
        return any("told the chat" in line and file in line for line in self.app.log)

    def say_until(self, name, text):
        """Lets the file become ready again and again: settings are read a second ago at most."""
        def look():
            if text not in [each.replace("\r\n", "\n") for each in self.frameio.said_on(name)]:
                self.frameio.trigger(name)
                return False
            return True
        self.eventually(look, True)

    def eventually(self, look, wanted):
        """A webhook is answered when it is stored, and its handler runs then."""
        end = time.monotonic() + LIMIT
        while look() != wanted and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(look(), wanted)


if __name__ == "__main__":
    unittest.main()
