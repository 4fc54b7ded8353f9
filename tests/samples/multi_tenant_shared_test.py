"""Two processes of samples/multi_tenant on one store, as a balancer has them: what admins do at one, the other knows."""
import itertools
import json
import unittest

from balancer import Balancer
from processes import frameio
from two_companies import ACME_KEY, TAKEN, UNKNOWN, WRONGLY_SIGNED, TwoCompanies

from postgres_server import PostgresServer


def setUpModule():
    global server
    server = unittest.enterModuleContext(PostgresServer())


class Shared(TwoCompanies):
    _numbers = itertools.count()

    def setUp(self):
        super().setUp()
        self.address = f"{server.url}&schema=tenants_{next(self._numbers)}"
        self.balancer = self.enterContext(Balancer())
        self.pages = self.balancer.url
        self.first, self.second = (self.program(self.address, FRAMEIO_PUBLIC_URL=self.balancer.url) for _ in range(2))
        self.take(self.first)

    def take(self, app):
        """It gets what comes from now on: admins' requests, and webhooks."""
        self.app = app
        self.balancer.choose(app)

    def test_what_is_installed_at_one_works_at_the_other(self):
        ada, *where = self.installed_at_acme()
        self.take(self.second)
        page = ada.status(*where)  # nobody logs in again
        self.assertTrue(ada.is_installed(page), page)
        self.assertEqual(self.first.stop(), 0)  # either would run what either has stored
        self.trigger("spring_spot_v3.mov")
        self.wait_until_said("spring_spot_v3.mov", ["Look at spring_spot_v3.mov!"])
        self.app.wait_for(self.told_of("spring_spot_v3.mov"))
        self.assertEqual(self.second.stop(), 0)
        self.assertNotIn(ACME_KEY, "\n".join([*self.first.log, *self.second.log]))

    def test_who_was_a_stranger_is_none_any_more(self):
        _, *where = self.acme()
        self.assertEqual(self.answer_to("guessed", *where, app=self.second), UNKNOWN)
        self.installed_at_acme()
        self.second.wait_until(lambda: self.answer_to("guessed", *where, app=self.second), WRONGLY_SIGNED)
        self.assertEqual(self.answer_to(self.secret_of(where[1]), *where, app=self.second), TAKEN)

    def test_a_secret_is_good_for_its_own_workspace_alone(self):
        _, *acme = self.installed_at_acme()
        self.take(self.second)
        _, *globex = self.installed_at_globex()
        for app, where, other in itertools.product((self.first, self.second), (acme, globex), (acme, globex)):
            self.assertEqual(self.answer_to(self.secret_of(other[1]), *where, app=app),
                             TAKEN if where is other else WRONGLY_SIGNED)

    def test_an_action_that_one_has_made_anew_is_known_to_the_other(self):
        ada, *where = self.installed_at_acme()
        action, = self.frameio.all("action")
        self.assertEqual(self.frameio.call("DELETE", f"/v4/accounts/{where[0]}/actions/{action['id']}").status, 204)
        self.take(self.second)
        self.assertEqual(self.answer_to("guessed", *where, app=self.first), WRONGLY_SIGNED)  # it knows those of then
        ada.install(*where)
        self.take(self.first)
        anew, = [each for each in self.frameio.all("action") if not each["deleted_at"]]
        clicked = self.frameio.do("click", action_id=anew["id"], user_id=self.frameio.one("user", name="Ada Moreno")["id"],
                                  assets=[{"type": "file", "id": self.file("spring_spot_v3.mov")}])
        self.assertEqual(clicked["answer"]["title"], "Please log in")

    def test_settings_that_are_saved_at_one_count_at_the_other(self):
        ada, *where = self.installed_at_acme()
        self.assertEqual(self.answer_to("guessed", *where), WRONGLY_SIGNED)  # it knows the settings of then
        self.take(self.second)
        page = ada.configure(*where, {"note": "New: {file}"})
        self.assertEqual(page.form("/install/configure").fields["config_note"], "New: {file}")
        self.assertEqual(self.second.stop(), 0)  # either would run what either has stored
        self.take(self.first)

        def is_used():
            before = self.said_on("poster.png")
            self.assertEqual(self.answer_to(self.secret_of(where[1]), *where, file="poster.png"), TAKEN)
            self.app.wait_until(lambda: len(self.said_on("poster.png")), len(before) + 1)
            return "New: poster.png" in self.said_on("poster.png")

        self.app.wait_until(is_used, True)

    def test_what_is_uninstalled_at_one_is_gone_at_the_other(self):
        ada, *where = self.installed_at_acme()
        secret = self.secret_of(where[1])
        self.assertEqual(self.answer_to(secret, *where), TAKEN)
        self.take(self.second)
        ada.uninstall(*where)
        self.first.wait_until(lambda: self.answer_to(secret, *where, app=self.first), UNKNOWN)

    def test_the_command_tells_of_it(self):
        self.assertEqual(self.command("list")["installations"], [])
        _, *where = self.installed_at_acme()
        listed, = self.command("list")["installations"]
        shown = self.command("show", "/".join(where))
        for told in (listed, shown):
            self.assertEqual((told["installation"], told["state"]), ("/".join(where), "installed"))
        self.assertEqual((shown["webhook"]["id"], shown["url"]), (self.frameio.all("webhook")[0]["id"], f"{self.pages}/"))
        self.assertEqual(shown["settings"]["chat_key"], {"characters": len(ACME_KEY)})

    def test_the_command_repairs_it(self):
        _, *where = self.installed_at_acme()
        webhook, = self.frameio.all("webhook")
        self.assertEqual(self.frameio.call("DELETE", f"/v4/accounts/{where[0]}/webhooks/{webhook['id']}").status, 204)
        self.assertEqual(self.command("repair", "/".join(where))["result"], "repaired")
        self.assertEqual(self.command("repair", "/".join(where))["result"], "agreed")
        self.assertNotEqual(self.secret_of(where[1]), webhook["secret"])
        for app in (self.first, self.second):  # also the one that knows the secret of then
            app.wait_until(lambda app=app: self.answer_to(self.secret_of(where[1]), *where, app=app), TAKEN)

    def command(self, *arguments):
        done = frameio("installations", *arguments, "--json", FRAMEIO_STORE=self.address, FRAMEIO_ENCRYPTION_KEY=self.key,
                       FRAMEIO_API_URL=self.frameio.url, ADOBE_IMS_URL=self.frameio.url, ADOBE_CLIENT_ID="an-id",
                       ADOBE_CLIENT_SECRET="a-secret")
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertNotIn(ACME_KEY, done.stdout)
        return json.loads(done.stdout)


if __name__ == "__main__":
    unittest.main()
