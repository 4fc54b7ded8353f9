"""The local Frame.io, from outside: its API, its login, its webhooks and its actions."""
import base64
import hashlib
import os
import pathlib
import subprocess
import unittest
import urllib.parse

from local_frameio import TOKEN, App
from simulating import Simulating

EVENTS = ["file.created", "file.upload.completed", "file.ready"]


class Api(Simulating):
    def pointers(self, answer):
        self.assertEqual(answer.status, 422, answer.text)
        return {each["source"]["pointer"] for each in answer.json()["errors"]}

    def test_who_may_do_what(self):
        self.assertEqual(self.sim.call("GET", "/v4/me", token="another").status, 401)
        self.assertEqual(self.sim.call("GET", "/v4/me").json()["data"]["name"], "Ada Moreno")
        self.assertEqual(self.sim.call("GET", "/v4/nothing").status, 404)
        self.assertEqual(self.sim.call("GET", "/v4/accounts/no-account/workspaces").status, 404)
        refused = self.sim.call("PUT", "/v4/me")
        self.assertEqual((refused.status, refused.headers["Allow"]), (405, "GET"))

    def test_members_may_not_administer(self):
        ben = self.sim.one("user", name="Ben Okafor")
        code = self.login(ben)
        token = self.sim.form("/ims/token/v3", grant_type="authorization_code", client_id="app", code=code).json()
        path = f"{self.account}/workspaces/{self.workspace['id']}/webhooks"
        body = {"name": "n", "url": "http://127.0.0.1:1", "events": ["file.ready"]}
        self.assertEqual(self.sim.call("POST", path, body, token=token["access_token"]).status, 403)
        self.assertEqual(self.sim.call("GET", path, token=token["access_token"]).status, 200)

    def login(self, user):
        chosen = self.sim.form("/ims/authorize/v2", client_id="app", redirect_uri="http://app/cb", scope="openid",
                               user=user["id"])
        return urllib.parse.parse_qs(urllib.parse.urlsplit(chosen.headers["Location"]).query)["code"][0]

    def test_requests_are_checked_against_the_specification(self):
        path = f"{self.account}/workspaces/{self.workspace['id']}/webhooks"
        wrong = {"name": "", "events": [], "url": 7, "secret": "mine"}
        self.assertEqual(self.pointers(self.sim.call("POST", path, wrong)),
                         {"/data/name", "/data/events", "/data/url", "/data/secret"})
        self.assertEqual(self.pointers(self.sim.send("POST", path, {}, {"Authorization": f"Bearer {TOKEN}"})), {"/data"})
        self.assertEqual(self.pointers(self.sim.call("GET", f"{path}?page_size=0&nothing=1&include=secret")),
                         {"/page_size", "/nothing"})
        self.assertEqual(self.sim.send("POST", path, "{", {"Authorization": f"Bearer {TOKEN}"}).status, 400)

    def test_a_body_that_may_be_missing(self):
        file = self.sim.one("file", name="poster.png")
        copied = self.sim.call("POST", f"{self.account}/files/{file['id']}/copy")
        self.assertEqual((copied.status, copied.json()["data"]["parent_id"]), (200, file["parent_id"]), copied.text)

    def test_what_cannot_be_included_is_refused_of_nothing_too(self):
        folder = self.sim.call("POST", f"{self.root}/folders", {"name": "empty"}).json()["data"]["id"]
        path = f"{self.account}/folders/{folder}/files"
        self.assertEqual(self.sim.call("GET", path).json()["data"], [])
        self.assertEqual(self.pointers(self.sim.call("GET", f"{path}?include=secret")), {"/include"})

    def test_a_comment_is_at_a_frame(self):
        path = f"{self.account}/files/{self.sim.one('file', name='poster.png')['id']}/comments"
        made = self.sim.call("POST", path, {"text": "here", "timestamp": "00:01:02:03"}).json()["data"]
        self.assertEqual(made["timestamp"], 24 * 62 + 3)
        at = f"{self.account}/comments/{made['id']}"
        self.assertEqual(self.sim.call("GET", f"{at}?timestamp_as_timecode=true").json()["data"]["timestamp"],
                         "00:01:02:03")
        self.assertEqual(self.sim.call("PATCH", at, {"timestamp": 7}).json()["data"]["timestamp"], 7)
        for wrong in ("now", "00:00:01", "00:00:00:-1", "00:00:00:01x"):
            self.assertEqual(self.pointers(self.sim.call("PATCH", at, {"timestamp": wrong})), {"/data/timestamp"}, wrong)

    def test_pages_forget_the_query_but_the_cursor(self):
        first = self.sim.call("GET", f"{self.root}/children?page_size=2&include_total_count=true&include=project").json()
        self.assertEqual(len(first["data"]), 2)
        self.assertEqual(first["total_count"], 5)
        self.assertIn("project", first["data"][0])
        self.assertRegex(first["links"]["next"], r"^/v4/.*/children\?after=[^&]+$")
        rest = self.sim.call("GET", first["links"]["next"]).json()
        self.assertEqual(len(rest["data"]), 3)
        self.assertIsNone(rest["links"]["next"])
        self.assertNotIn("project", rest["data"][0])
        self.assertEqual(self.pointers(self.sim.call("GET", f"{self.root}/children?after=nonsense")), {"/after"})

    def test_secrets_are_shown_once(self):
        with App() as app:
            made = self.subscribe(app, "file.ready")
        self.assertTrue(made["secret"])
        self.assertNotIn("secret", self.sim.call("GET", f"{self.account}/webhooks/{made['id']}").json()["data"])

    def test_what_is_deleted_is_gone_with_what_is_in_it(self):
        folder = self.sim.call("POST", f"{self.root}/folders", {"name": "new"}).json()["data"]
        inner = self.sim.call("POST", f"{self.account}/folders/{folder['id']}/folders", {"name": "inner"}).json()["data"]
        moved = self.sim.call("PATCH", f"{self.account}/folders/{folder['id']}/move", {"parent_id": inner["id"]})
        self.assertEqual(moved.status, 409)
        self.assertEqual(self.sim.call("DELETE", f"{self.account}/folders/{folder['id']}").status, 204)
        self.assertEqual(self.sim.call("GET", f"{self.account}/folders/{inner['id']}").status, 404)

    def test_snapshots_bring_back_what_there_was(self):
        before = self.sim.send("GET", "/sim/snapshot").json()
        folder = self.sim.call("POST", f"{self.root}/folders", {"name": "new"}).json()["data"]
        self.sim.do("restore", **before)
        self.assertEqual(self.sim.call("GET", f"{self.account}/folders/{folder['id']}").status, 404)
        self.assertEqual(self.sim.send("GET", "/sim/snapshot").json(), before)

    def test_other_names_do_not_lead_here(self):
        for host, status in (("evil.example", 421), ("localhost:1", 200), ("[::1]:8090", 200), ("127.0.0.1", 200)):
            self.assertEqual(self.sim.send("GET", "/sim/resources", headers={"Host": host}).status, status, host)

    def test_other_sites_may_change_nothing(self):
        refused = self.sim.send("POST", "/sim/restore", {"resources": []}, {"Origin": "http://evil.example"})
        self.assertEqual(refused.status, 403)
        self.assertTrue(self.sim.all("file"))


class Limits(Simulating):
    def test_calls_are_counted(self):
        path = f"{self.account}/workspaces/{self.workspace['id']}"
        for left in range(9, -1, -1):
            answer = self.sim.call("PATCH", path, {"name": "again"})
            self.assertEqual(answer.status, 200)
            self.assertEqual(answer.headers["x-ratelimit-limit"], "10")
            self.assertEqual(answer.headers["x-ratelimit-remaining"], str(left))
            self.assertEqual(answer.headers["x-ratelimit-window"], "60000")
        refused = self.sim.call("PATCH", path, {"name": "once more"})
        self.assertEqual(refused.status, 429)
        self.assertEqual(refused.json(), {"errors": [{"detail": "Too many requests"}]})


class Faults(Simulating):
    def comments(self):
        return len(self.sim.all("comment"))

    def comment(self):
        file = self.sim.one("file", name="poster.png")
        return self.sim.call("POST", f"{self.account}/files/{file['id']}/comments", {"text": "seen"})

    def test_come_before_or_after_the_effect(self):
        before = self.comments()
        for rule, has_effect in (({"cut": "before"}, False), ({"cut": "after"}, True), ({"status": 503}, False),
                                 ({"status_after": 500}, True)):
            self.sim.do("faults", operation="comments.create", times=1, **rule)
            if "cut" in rule:
                self.assertRaises(ConnectionError, self.comment)
            else:
                self.assertEqual(self.comment().status, *rule.values())
            before += has_effect
            self.assertEqual(self.comments(), before, rule)
        self.assertEqual(self.comment().status, 201)

    def test_that_are_none_are_refused(self):
        self.assertIn("cut is", self.sim.do("faults", cut="sometimes")["error"])
        self.assertIn('no "speed"', self.sim.do("faults", speed=1)["error"])


class Webhooks(Simulating):
    flags = ("--speed", "1000")

    def test_an_upload_is_told_from_its_beginning_until_it_is_ready(self):
        with App() as app:
            secret = self.subscribe(app, *EVENTS)["secret"]
            made = self.sim.call("POST", f"{self.root}/files/local_upload", {"name": "cut.mp4", "file_size": 50_000_000})
            file = made.json()["data"]
            self.assertEqual([each["size"] for each in file["upload_urls"]], [16_666_667, 16_666_667, 16_666_666])
            for part in file["upload_urls"]:
                path = urllib.parse.urlsplit(part["url"]).path
                put = {"x-amz-acl": "private", "Content-Type": "video/mp4"}
                self.assertEqual(self.sim.send("PUT", path, b"x" * part["size"], {}).status, 403)
                self.assertEqual(self.sim.send("PUT", path, b"x" * part["size"], put).status, 200)
            for event in EVENTS:
                delivery = app.next()
                self.assertTrue(delivery.is_signed_with(secret))
                self.assertEqual(delivery.headers["User-Agent"], "Frame.io V4 API")
                self.assertEqual(delivery.json()["type"], event)
                self.assertEqual(delivery.json()["resource"], {"id": file["id"], "type": "file"})
                self.assertEqual(list(delivery.json()), ["account", "project", "resource", "type", "user", "workspace"])
            shown = self.sim.call("GET", f"{self.account}/files/{file['id']}?include=media_links.original").json()["data"]
            self.assertEqual(shown["status"], "transcoded")
            link = urllib.parse.urlsplit(shown["media_links"]["original"]["download_url"]).path
            self.assertEqual(len(self.sim.send("GET", link).text), 50_000_000)

    def test_what_is_not_acknowledged_comes_five_times(self):
        with App(500, 404, 301, 500, 503) as app:
            self.subscribe(app, "folder.created")
            self.sim.call("POST", f"{self.root}/folders", {"name": "new"})
            bodies = {app.next().body for _ in range(5)}
            self.assertEqual(len(bodies), 1)
            self.sim.call("POST", f"{self.root}/folders", {"name": "another"})
            self.assertNotIn(app.next().body, bodies)
            newest, oldest = self.sim.send("GET", "/sim/deliveries").json()["deliveries"]
            self.assertEqual(oldest["state"], "failed")
            self.assertEqual([each["status"] for each in oldest["attempts"]], [500, 404, 301, 500, 503])
            self.assertTrue(self.sim.do("deliveries/again", number=oldest["number"])["sent"])
            self.assertIn(app.next().body, bodies)

    def test_only_what_is_subscribed_to_and_active_is_told(self):
        with App() as app:
            made = self.subscribe(app, "folder.created", "folder.deleted")
            path = f"{self.account}/webhooks/{made['id']}"
            self.sim.call("PATCH", path, {"active": False})
            self.sim.call("POST", f"{self.root}/folders", {"name": "unheard"})
            self.sim.call("PATCH", path, {"active": True, "events": ["folder.updated"]})
            folder = self.sim.call("POST", f"{self.root}/folders", {"name": "not subscribed to"}).json()["data"]
            self.sim.call("PATCH", f"{self.account}/folders/{folder['id']}", {"name": "heard"})
            self.assertEqual(app.next().json()["type"], "folder.updated")


class Triggers(Simulating):
    def trigger(self, *arguments):
        return subprocess.run([pathlib.Path(os.environ["FRAMEIO_BIN"]) / "frameio", "trigger", *arguments, "--sim",
                               self.sim.url], capture_output=True, text=True)

    def test_tell_of_what_has_not_happened(self):
        file = self.sim.one("file", name="poster.png")
        with App() as app:
            self.subscribe(app, "file.ready", "metadata.value.updated")
            said = self.trigger("file.ready")
            self.assertEqual(said.returncode, 0, said.stderr)
            self.assertIn(app.next().json()["resource"]["id"], said.stdout)
            self.trigger("metadata.value.updated", "--type", "file", "--resource", file["id"])
            self.assertEqual(app.next().json()["resource"], {"id": file["id"], "type": "file"})

    def test_need_something_to_be_about(self):
        for arguments, why in ((("share.viewed",), "there is no share"), (("file.ready", "--resource", "x"), "no file x")):
            said = self.trigger(*arguments)
            self.assertEqual(said.returncode, 1)
            self.assertIn(why, said.stderr)


class Actions(Simulating):
    def action(self, app, **more):
        made = self.sim.call("POST", f"{self.account}/workspaces/{self.workspace['id']}/actions",
                             {"name": "Publish", "description": "d", "event": "acme.publish", "url": app.url, **more})
        self.assertEqual(made.status, 201, made.text)
        return made.json()["data"]

    def click(self, action, *files):
        user = self.sim.one("user", name="Ada Moreno")
        assets = [{"id": self.sim.one("file", name=name)["id"], "type": "file"} for name in files]
        return self.sim.do("click", action_id=action["id"], user_id=user["id"], assets=assets)

    def test_a_click_a_form_and_a_message(self):
        form = {"title": "Where?", "description": "", "fields": [{"type": "text", "label": "To", "name": "to"}]}
        message = {"title": "Done", "description": "It is there"}
        with App(form, message) as app:
            action = self.action(app)
            asked = self.click(action, "poster.png")
            self.assertEqual(asked["answer"], form)
            clicked = app.next()
            self.assertTrue(clicked.is_signed_with(action["secret"]))
            self.assertEqual(list(clicked.json()), ["account_id", "action_id", "interaction_id", "project", "resource",
                                                    "type", "user", "workspace"])
            done = self.sim.do("submit", interaction_id=asked["interaction_id"], data={"to": "Vimeo"})
            self.assertEqual(done["answer"], message)
            submitted = app.next().json()
            self.assertEqual(submitted["data"], {"to": "Vimeo"})
            self.assertEqual(submitted["interaction_id"], clicked.json()["interaction_id"])

    def test_several_assets_where_the_action_allows_it(self):
        with App() as app:
            self.click(self.action(app), "poster.png", "voice_over.wav")
            self.assertEqual([each["type"] for each in app.next().json()["resources"]], ["file", "file"])
            refused = self.click(self.action(app, multi_asset=False), "poster.png", "voice_over.wav")
            self.assertIn("one asset at a time", refused["error"])

    def test_an_app_that_fails_is_asked_five_times(self):
        with App(500, 500, 500, 500, 500) as app:
            self.assertIn("it answered 500", self.click(self.action(app), "poster.png")["error"])
            interactions = {app.next().json()["interaction_id"] for _ in range(5)}
            self.assertEqual(len(interactions), 1)


class Login(Simulating):
    verifier = "v" * 43
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")

    def code(self):
        asked = {"client_id": "app", "redirect_uri": "http://app/callback?x=1", "response_type": "code", "state": "s t",
                 "scope": "openid offline_access", "code_challenge": self.challenge, "code_challenge_method": "S256"}
        page = self.sim.send("GET", "/ims/authorize/v2?" + urllib.parse.urlencode(asked))
        self.assertIn("Ada Moreno", page.text)
        user = self.sim.one("user", name="Ada Moreno")["id"]
        chosen = self.sim.form("/ims/authorize/v2", **asked, user=user)
        self.assertEqual(chosen.status, 302)
        back = urllib.parse.parse_qs(urllib.parse.urlsplit(chosen.headers["Location"]).query)
        self.assertEqual((back["x"], back["state"]), (["1"], ["s t"]))
        return back["code"][0]

    def exchange(self, code, **more):
        return self.sim.form("/ims/token/v3", grant_type="authorization_code", client_id="app", code=code,
                             **{"code_verifier": self.verifier, **more})

    def test_a_code_is_good_once_and_for_who_asked(self):
        self.assertEqual(self.exchange(self.code(), code_verifier="another").json(), {"error": "invalid_grant"})
        code = self.code()
        got = self.exchange(code).json()
        self.assertEqual((got["token_type"], got["expires_in"]), ("bearer", 86399))
        self.assertEqual(self.sim.call("GET", "/v4/me", token=got["access_token"]).status, 200)
        self.assertEqual(self.exchange(code).status, 400)

    def test_refresh_tokens_rotate(self):
        first = self.exchange(self.code()).json()
        refresh = {"grant_type": "refresh_token", "client_id": "app"}
        second = self.sim.form("/ims/token/v3", **refresh, refresh_token=first["refresh_token"]).json()
        self.assertNotEqual(second["refresh_token"], first["refresh_token"])
        self.assertEqual(self.sim.form("/ims/token/v3", **refresh, refresh_token=first["refresh_token"]).json(),
                         {"error": "invalid_grant"})
        self.sim.do("tokens/expire")
        self.assertEqual(self.sim.call("GET", "/v4/me", token=second["access_token"]).status, 401)
        self.assertEqual(self.sim.call("GET", "/v4/me").status, 200)
        third = self.sim.form("/ims/token/v3", **refresh, refresh_token=second["refresh_token"]).json()
        self.assertEqual(self.sim.form("/ims/revoke", token=third["access_token"]).status, 200)
        self.assertEqual(self.sim.call("GET", "/v4/me", token=third["access_token"]).status, 401)

    def test_apps_have_tokens_of_their_own(self):
        got = self.sim.form("/ims/token/v3", grant_type="client_credentials", client_id="app", client_secret="s").json()
        self.assertNotIn("refresh_token", got)
        self.assertEqual(self.sim.call("GET", "/v4/me", token=got["access_token"]).json()["data"]["name"],
                         "Service Account User")

    def test_page_escapes_what_it_was_given(self):
        page = self.sim.send("GET", "/ims/authorize/v2?response_type=code&redirect_uri=x&client_id=%3Cscript%3E%22")
        self.assertNotIn("<script>", page.text)


if __name__ == "__main__":
    unittest.main()
