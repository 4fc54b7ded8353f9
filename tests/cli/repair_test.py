"""frameio installations repair: what somebody has done by hand to an app that is installed at a local Frame.io."""
import re
import unittest

from installed import HOUR, OF_THE_APP, TOKEN, URL, Installed, now

from processes import Program, new_key
from sender import deliver

AS_TOKEN = {"FRAMEIO_TOKEN": TOKEN}
TAKEN, WRONGLY_SIGNED = 200, 401  # what deliveries are answered with


class Repairing(Installed):
    def there(self):
        return self.sim.all("webhook") + self.sim.all("action")

    def action(self, event):
        return self.sim.one("action", event=event)

    def by_hand(self, method, kind, one, data=None):
        done = self.sim.call(method, f"/v4/accounts/{self.account}/{kind}/{one['id']}", data)
        self.assertIn(done.status, (200, 204), done.text)

    def repair(self, *arguments, **more):
        return self.text("repair", self.name, *arguments, **{**AS_TOKEN, **more})

    def result(self, *arguments, **more):
        told = self.json("repair", self.name, *arguments, **{**AS_TOKEN, **more})
        return told["result"], told["calls"], told["differences"]

    def assertAgrees(self):
        """What is there is what was installed, and the record knows its ids and secrets."""
        record, (webhook,) = self.record(), self.sim.all("webhook")
        self.assertEqual((record["state"], record["failure"], "under_way" in record), ("installed", "", False))
        self.assertEqual({name: record["webhook"][name] for name in ("id", "secret", "name", "url")},
                         {name: webhook[name] for name in ("id", "secret", "name", "url")})
        self.assertEqual((sorted(webhook["events"]), webhook["active"]), (["comment.created", "file.ready"], True))
        actions = {each["event"]: each for each in self.sim.all("action")}
        self.assertEqual([each["event"] for each in record["actions"]], ["acme.publish", "acme.check"])
        self.assertEqual(len(actions), 2)
        for known, wanted in zip(record["actions"], self.manifest["actions"]):
            one = actions[known["event"]]
            self.assertEqual({**known, "active": True}, {name: one[name] for name in [*known, "active"]})
            self.assertEqual({**wanted, "url": URL}, {name: one[name] for name in [*wanted, "url"]})


class ByHand(Repairing):
    """What somebody has changed."""

    def check(self, *patterns, calls):
        before, stored = self.there(), self.kept(self.name)
        how, made, sentences = self.result("--dry-run", code=1)
        self.assertEqual((how, made, len(sentences)), ("differs", 0, len(patterns)), sentences)
        for sentence, pattern in zip(sentences, patterns):
            self.assertRegex(sentence, pattern)
        self.assertEqual((self.there(), self.kept(self.name)), (before, stored))
        self.assertEqual(self.result(), ("repaired", calls, sentences))
        self.assertAgrees()
        self.assertEqual(self.result(), ("agreed", 0, []))
        self.assertEqual(self.result("--dry-run"), ("agreed", 0, []))

    def test_nothing(self):
        before, stored = self.there(), self.kept(self.name)
        for arguments in ((), ("--dry-run",)):
            self.assertEqual(self.repair(*arguments), f"{self.name}, as the user of FRAMEIO_TOKEN\n"
                                                      "nothing differs: Frame.io has what the record says\n")
        self.assertEqual((self.there(), self.kept(self.name)), (before, stored))

    def test_a_webhook_was_removed(self):
        webhook, = self.sim.all("webhook")
        actions = self.sim.all("action")
        self.by_hand("DELETE", "webhooks", webhook)
        self.check('^The webhook "Acme" is not there any more, and is created again.$', calls=1)
        fresh, = self.sim.all("webhook")
        self.assertNotEqual((fresh["id"], fresh["secret"]), (webhook["id"], webhook["secret"]))
        self.assertEqual(self.sim.all("action"), actions)

    def test_an_action_was_renamed(self):
        before = self.action("acme.publish")
        self.by_hand("PATCH", "actions", before, {"name": "Send", "timeout": 10})
        self.check(r"^The action \"Publish\" \(acme.publish\) changes: name, timeout.$", calls=1)
        self.assertEqual([self.action("acme.publish")[name] for name in ("id", "secret")], [before["id"], before["secret"]])

    def test_what_is_not_active(self):
        self.by_hand("PATCH", "webhooks", self.sim.all("webhook")[0], {"active": False})
        self.by_hand("PATCH", "actions", self.action("acme.check"), {"active": False})
        self.check('webhook "Acme" is not active', r'action "Check" \(acme.check\) is not active', calls=2)

    def test_everything(self):
        self.by_hand("PATCH", "webhooks", self.sim.all("webhook")[0],
                     {"url": "https://elsewhere.example", "events": ["file.ready", "file.deleted"]})
        self.by_hand("DELETE", "actions", self.action("acme.publish"))
        self.by_hand("DELETE", "actions", self.action("acme.check"))
        self.check("told of comment.created", "not told of file.deleted", '"Publish" .* is created again',
                   '"Check" .* is created again', f"posts to {URL} from now on", calls=3)

    def test_what_is_of_others_stays(self):
        path = f"/v4/accounts/{self.account}/workspaces/{self.workspace}/webhooks"
        other = {"name": "Theirs", "url": "https://theirs.example/", "events": ["file.ready"]}
        self.assertEqual(self.sim.call("POST", path, other).status, 201)
        before = self.there()
        self.assertEqual(self.result(), ("agreed", 0, []))
        self.assertEqual(self.there(), before)

    def test_what_is_said(self):
        self.by_hand("DELETE", "webhooks", self.sim.all("webhook")[0])
        found = f'{self.name}, as the user of FRAMEIO_TOKEN\n  The webhook "Acme" is not there any more, and is created again.\n'
        self.assertEqual(self.repair("--dry-run", code=1), f"{found}nothing was changed; without --dry-run it is repaired\n")
        self.assertEqual(self.repair(),
                         f'{found}step 1 of 1: create the webhook "Acme"\nrepaired: 1 call changed something\n')

    def test_an_update_that_has_not_come_to_its_end(self):
        self.change_record(state="updating", failure="422: no")
        self.by_hand("DELETE", "actions", self.action("acme.check"))
        self.assertTrue(self.json("repair", self.name, "--dry-run", code=1, **AS_TOKEN)["unfinished_update"])
        self.assertEqual((self.record()["state"], self.record()["failure"]), ("updating", "422: no"))
        self.assertIn("\n  The last update or repair has not come to its end: ", self.repair())
        self.assertAgrees()
        self.assertFalse(self.json("repair", self.name, **AS_TOKEN)["unfinished_update"])

    def test_an_update_that_was_cut_off_is_the_apps(self):
        for step in ({"step": 2, "steps": 5, "what": "x"}, None):
            self.change_record(state="updating", failure="", under_way=step)
            before, stored = self.there(), self.kept(self.name)
            told = self.refused("repair", self.name, code=1, **AS_TOKEN)
            self.assertIn("the app goes on with it by itself within five minutes", told)
            self.assertEqual((self.there(), self.kept(self.name)), (before, stored))
        self.change_record(repairing=True)  # a repair that was cut off, a repair ends
        self.repair()
        self.assertAgrees()

    def test_an_app_runs_meanwhile(self):
        (self.folder / "signer.css").touch()
        app = self.enterContext(Program("installable_app", "--listen", "127.0.0.1:0", "--threads", "1", "--grace", "5",
                                        folder=self.folder, **self.environment([self.key]), **OF_THE_APP))

        def answer_to(signed_with):
            return deliver(app.url(), self.account, self.workspace, "file", signed_with, "comment.created")

        before, = self.sim.all("webhook")
        self.assertEqual(answer_to(before["secret"]), TAKEN)
        self.by_hand("DELETE", "webhooks", before)
        self.assertEqual(self.result()[:2], ("repaired", 1))
        self.assertAgrees()
        after, = self.sim.all("webhook")
        app.wait_until(lambda: answer_to(after["secret"]), TAKEN)
        self.assertEqual(answer_to(before["secret"]), WRONGLY_SIGNED)
        self.assertEqual(app.stop(), 0)


class AsTheAdmin(Repairing):
    """Without FRAMEIO_TOKEN: with the tokens of who has installed it."""

    def setUp(self):
        super().setUp()
        self.by_hand("DELETE", "webhooks", self.sim.all("webhook")[0])

    def repair(self, *arguments, **more):
        return self.text("repair", self.name, *arguments, **{**OF_THE_APP, **more})

    def not_repaired(self, *arguments, code=1, **more):
        before, stored = self.there(), self.kept(self.name)
        text = self.refused("repair", self.name, *arguments, code=code, **{**OF_THE_APP, **more})
        self.assertEqual((self.there(), self.kept(self.name)), (before, stored))
        return text

    def test_with_the_login_that_the_app_has(self):
        self.log_in()
        self.assertIn(f"{self.name}, as the admin {self.admin}\n", self.repair("--dry-run", code=1))
        self.assertIn("repaired: 1 call ", self.repair())
        self.assertAgrees()

    def test_a_token_that_has_ended_is_renewed_and_kept(self):
        access, refresh = self.tokens_of(self.admin)
        self.log_in(access=access, refresh=refresh, expires=now() - HOUR)
        before = self.kept(f"/{self.admin}", "token")
        self.assertIn("repaired: 1 call ", self.repair())
        self.assertAgrees()
        self.assertNotEqual(self.kept(f"/{self.admin}", "token"), before)
        self.assertIn("nothing differs", self.repair())  # the refresh token was good once

    def test_it_is_who_acts_for_it_now(self):
        self.change_record(acting_user="another-admin")
        self.log_in()
        self.assertIn("the admin another-admin, who acts for the installation, is not logged in any more", self.not_repaired())
        self.log_in(user="another-admin")
        self.assertIn("as the admin another-admin\n", self.repair())
        self.assertEqual((self.record()["installed_by"], self.record()["acting_user"]), (self.admin, "another-admin"))

    def test_a_token_of_somebody_else_comes_first_and_changes_no_admin(self):
        self.change_record(acting_user="another-admin")
        self.assertIn("as the user of FRAMEIO_TOKEN", self.repair(**AS_TOKEN))
        self.assertEqual((self.record()["installed_by"], self.record()["acting_user"]), (self.admin, "another-admin"))
        self.assertAgrees()

    def test_nobody_has_logged_in(self):
        self.assertIn(f"the admin {self.admin}, who acts for the installation, is not logged in any more", self.not_repaired())

    def test_the_login_is_over(self):
        self.log_in(access="ended", refresh="ended", expires=now() - HOUR)
        text = self.not_repaired()
        self.assertIn(f"the admin {self.admin}, as whom the app calls here, is not logged in any more", text)
        self.assertIn("logs in at /install; or set FRAMEIO_TOKEN", text)

    def test_what_the_app_has_in_its_environment(self):
        self.log_in()
        for left_out in OF_THE_APP:
            self.assertIn("Set ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET", self.not_repaired(code=2, **{left_out: ""}))
        self.assertIn("ADOBE_IMS_URL", self.not_repaired(code=2, ADOBE_IMS_URL="nowhere"))
        self.assertIn("FRAMEIO_API_URL", self.not_repaired(code=2, FRAMEIO_API_URL="nowhere"))

    def test_another_key(self):
        self.assertIn(f'the document "{self.name}" of "installation" cannot be read', self.not_repaired(keys=[new_key()]))
        self.log_in(key=new_key())
        self.assertIn(f'the document "/{self.admin}" of "token" cannot be read', self.not_repaired())


class NotRepaired(Repairing):
    def setUp(self):
        super().setUp()
        self.by_hand("DELETE", "webhooks", self.sim.all("webhook")[0])

    def told(self, **more):
        return self.run_with("repair", self.name, code=1, **{**AS_TOKEN, **more}).stderr

    def test_what_was_never_installed_or_goes(self):
        before = self.there()
        self.change_record(state="installing", installed=None)
        self.assertIn("never installed there to the end", self.told())
        self.change_record(state="removing", installed=1)
        self.assertIn("the app is being removed there", self.told())
        self.assertEqual(self.there(), before)

    def test_somebody_else_is_at_it(self):
        before = self.there()
        self.put(f"installation/{self.name}", b"somebody", "lock", now() + HOUR)
        how, calls, _ = self.result(code=1)
        self.assertEqual((how, calls), ("under_way", 0))
        self.assertIn("somebody else works on the installation now", self.repair(code=1))
        self.assertEqual(self.there(), before)

    def test_a_token_that_is_not_good(self):
        self.assertRegex(self.told(FRAMEIO_TOKEN="wrong"), "401.*set FRAMEIO_TOKEN to a token that is good")

    def test_somebody_who_may_not(self):
        self.sim.do("faults", operation="webhooks.create", status=403, times=1)
        self.assertRegex(self.told(), "403.*it wants somebody who administers the workspace")
        self.assertRegex(self.text("list"), "updating, failed: .*403")
        self.assertEqual(self.result()[:2], ("repaired", 1))
        self.assertAgrees()

    def test_what_an_attempt_has_left(self):
        self.sim.do("faults", operation="webhooks.create", cut="after", times=1)
        self.assertRegex(self.told(), "what was done is known")
        self.assertEqual(len(self.sim.all("webhook")), 1)
        how, calls, sentences = self.result()
        self.assertEqual((how, calls), ("repaired", 2))
        self.assertTrue(any(re.search("an earlier attempt has left it", each) for each in sentences), sentences)
        self.assertAgrees()

    def test_a_workspace_that_is_gone(self):
        gone = self.sim.call("DELETE", f"/v4/accounts/{self.account}/workspaces/{self.workspace}")
        self.assertEqual(gone.status, 204, gone.text)
        self.assertIn("404", self.told())


if __name__ == "__main__":
    unittest.main()
