"""What tests of a simulator have in common."""
import unittest

from local_frameio import Simulator


class Simulating(unittest.TestCase):
    flags = ()

    def setUp(self):
        self.sim = self.enterContext(Simulator(*self.flags))
        self.account = f"/v4/accounts/{self.sim.all('account')[0]['id']}"
        self.workspace = self.sim.all("workspace")[0]
        self.project = self.sim.one("project", name="Spring spot")
        self.root = f"{self.account}/folders/{self.project['root_folder_id']}"

    def make_folder(self, name):
        made = self.sim.call("POST", f"{self.root}/folders", {"name": name})
        self.assertEqual(made.status, 201, made.text)
        return made.json()["data"]["id"]

    def subscribe(self, app, *events):
        made = self.sim.call("POST", f"{self.account}/workspaces/{self.workspace['id']}/webhooks",
                             {"name": "of the test", "url": app.url, "events": list(events)})
        self.assertEqual(made.status, 201, made.text)
        return made.json()["data"]
