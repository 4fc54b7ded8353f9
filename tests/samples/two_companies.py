"""A local Frame.io with two companies, whose admins install samples/multi_tenant on its pages: what its tests begin with."""
import pathlib
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / each) for each in ("common", "crash", "simulator")]

from install_admin import Admin  # noqa: E402
from local_frameio import Simulator  # noqa: E402
from processes import Program, forget_environment, new_key  # noqa: E402
from sender import deliver  # noqa: E402

GLOBEX = TESTS.parent / "samples/multi_tenant/globex.json"
ACME_KEY = "the key of Acme's chat"
TAKEN, WRONGLY_SIGNED, UNKNOWN = 200, 401, 503  # what deliveries are answered with


class TwoCompanies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        forget_environment()

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.frameio = self.enterContext(Simulator("--seed", str(GLOBEX), "--rate-limits", "off", "--speed", "20"))
        self.key = new_key()

    def program(self, store, **more):
        return self.enterContext(Program(
            "multi_tenant", "--listen", "127.0.0.1:0", "--threads", "1", FRAMEIO_STORE=store, FRAMEIO_API_URL=self.frameio.url,
            FRAMEIO_ENCRYPTION_KEY=self.key, ADOBE_IMS_URL=self.frameio.url, ADOBE_CLIENT_ID="an-id",
            ADOBE_CLIENT_SECRET="a-secret", **more))

    # Who installs it. `self.app` is looked at, by its pages at `self.pages`.

    def admin(self, name):
        admin = Admin(self.pages, self.frameio.url, name, nap=self.app.nap)
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

    def installed_at_globex(self):
        admin, *where = self.globex()
        admin.install(*where, {"channel": "#goals", "clips": "videos"})
        return admin, *where

    # What the platform has.

    def secret_of(self, workspace):
        return self.frameio.one("webhook", workspace_id=workspace)["secret"]

    def file(self, name):
        return self.frameio.one("file", name=name)["id"]

    def said_on(self, name):
        """The comments on a file that were made since the beginning."""
        file = self.file(name)
        return [each["text"] for each in self.frameio.all("comment") if each["file_id"] == file and each["timestamp"] is None]

    def trigger(self, name):
        done = self.frameio.do("trigger", type="file.ready", resource_id=self.file(name))
        self.assertNotIn("error", done)

    # What the app answers and does.

    def answer_to(self, secret, account, workspace, app=None, file="spring_spot_v3.mov"):
        """To a delivery that is signed with it."""
        return deliver((app or self.app).url(), account, workspace, self.file(file), secret)

    def wait_until_said(self, name, texts):
        """A webhook is answered when it is stored; its handler runs then."""
        self.app.wait_until(lambda: self.said_on(name), texts)

    def told_of(self, name):
        """What the app logs when it has told the chat of a file."""
        return "told the chat.*" + self.file(name)
