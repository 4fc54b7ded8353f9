"""samples/multi_tenant beside a local Frame.io with two companies, whose admins install it on its pages."""
import unittest

from processes import frameio
from two_companies import ACME_KEY, TAKEN, UNKNOWN, WRONGLY_SIGNED, TwoCompanies


class Tenants(TwoCompanies):
    def setUp(self):
        super().setUp()
        self.start()

    def start(self):
        self.app = self.program(f"sqlite:{self.folder}/store.db")
        self.pages = self.app.url()

    def test_two_companies_do_not_know_of_each_other(self):
        self.installed_at_acme()
        gus, *_ = self.installed_at_globex()
        self.assertEqual(list(gus.accounts()), ["Globex"])
        self.trigger("spring_spot_v3.mov")
        self.trigger("goal_cam_2.mov")
        told = self.app.wait_for("told the chat").string
        self.assertIn("#dailies", told)
        self.wait_until_said("spring_spot_v3.mov", ["Look at spring_spot_v3.mov!"])
        self.wait_until_said("goal_cam_2.mov", ["goal_cam_2.mov can be watched."])
        self.assertEqual(self.app.stop(), 0)
        self.assertNotIn(ACME_KEY, "\n".join(self.app.log))
        self.assertNotIn("#goals", "\n".join(self.app.log))

    def test_a_secret_is_good_for_its_own_workspace_alone(self):
        _, *acme = self.installed_at_acme()
        _, *globex = self.installed_at_globex()
        for where, other in ((acme, globex), (globex, acme)):
            self.assertEqual(self.answer_to(self.secret_of(where[1]), *where), TAKEN)
            self.assertEqual(self.answer_to(self.secret_of(other[1]), *where), WRONGLY_SIGNED)
            self.assertEqual(self.answer_to(self.secret_of(where[1]), where[0], other[1]), UNKNOWN)
        sent = frameio("send", "file.ready", "--to", self.app.url(), "--account", acme[0], "--workspace", acme[1], "--secret",
                       self.secret_of(globex[1]))
        self.assertRegex(sent.stdout, "(?m)^401 ")

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
        self.trigger("poster.png")
        self.wait_until_said("poster.png", ["poster.png:\nnew"])
        self.app.wait_for(self.told_of("poster.png"))  # left blank, the key has stayed
        ada.configure(*where, {"note": "No chat for {file}"}, clear=["chat_key"])
        self.trigger("A001_C004.mov")
        self.wait_until_said("A001_C004.mov", ["No chat for A001_C004.mov"])
        self.assertEqual(self.app.stop(), 0)
        self.assertNotRegex("\n".join(self.app.log), self.told_of("A001_C004.mov"))

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
        self.trigger("spring_spot_v3.mov")
        self.app.wait_for("told the chat")

    def test_what_was_removed_elsewhere_is_repaired(self):
        ada, *where = self.installed_at_acme()
        (action,) = self.frameio.all("action")
        removed = self.frameio.call("DELETE", f"/v4/accounts/{where[0]}/actions/{action['id']}")
        self.assertEqual(removed.status, 204, removed.text)
        page = ada.status(*where)
        self.assertIn("Repair", [text for text, _ in page.form("/install/apply").buttons])
        ada.install(*where)
        (repaired,) = self.actions()
        self.assertNotEqual(repaired["id"], action["id"])

    def test_uninstalled_it_is_gone(self):
        ada, *where = self.installed_at_acme()
        secret = self.secret_of(where[1])
        self.assertEqual(self.answer_to("guessed", *where), WRONGLY_SIGNED)
        ada.uninstall(*where)
        self.assertEqual((self.frameio.all("webhook"), self.actions()), ([], []))
        self.app.wait_until(lambda: self.answer_to(secret, *where), UNKNOWN)  # what is known may be a second old
        ada.log_out()
        self.assertFalse(ada.is_logged_in())

    def actions(self):
        return [each for each in self.frameio.all("action") if not each["deleted_at"]]


if __name__ == "__main__":
    unittest.main()
