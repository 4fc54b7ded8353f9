"""frameio replay: recordings that are sent again."""
import base64
import json
import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "samples"))

from command import SECRET, Files, frameio  # noqa: E402
from fake_app import FakeApp, RawServer  # noqa: E402
from processes import Program  # noqa: E402

NOBODY = "http://127.0.0.1:1"


def webhook(name, kind="file.ready"):
    return json.dumps({"type": kind, "resource": {"id": name, "type": "file"}})


def click(name):
    return json.dumps({"type": "acme.publish", "action_id": "a", "interaction_id": name})


def line(body, second=0, **more):
    octets = body if isinstance(body, bytes) else body.encode()
    text = {"body": body} if isinstance(body, str) else {"body_base64": base64.b64encode(octets).decode()}
    return {"when": f"2026-01-01T00:{second // 60:02}:{second % 60:02}.000Z", "method": "POST", "path": "/", "headers": [],
            **text, **more}


class Replaying(Files):
    def recording(self, *lines, end="\n"):
        texts = [each if isinstance(each, str) else json.dumps(each) for each in lines]
        return self.file("deliveries.jsonl", ("\n".join(texts) + end).encode())

    def app(self, **options):
        return self.enterContext(FakeApp(SECRET, **options))

    def replay(self, app, file, *arguments, code=0, **more):
        result = frameio("replay", file, "--to", app if isinstance(app, str) else app.url, "--secret", SECRET, *arguments,
                         **more)
        self.assertEqual(result.code, code, result.said)
        self.assertNotIn(SECRET, result.said)
        return result


class WhatWasRecorded(Replaying):
    def test_it_comes_to_the_app_as_it_came_but_signed_now(self):
        first, path = self.app(), self.folder / "real.jsonl"
        recorder = self.enterContext(Program("frameio", "record", "--to", str(path), "--listen", "127.0.0.1:0", "--forward",
                                             first.url))
        bodies = [webhook("ü"), "", " {\r\n", "\u2028\0"]
        octets = [each.encode() for each in bodies] + [bytes(range(256))]
        for body in octets:
            result = frameio("send", "--file", self.file("body", body), "--to", recorder.url() + "/a?b=c", "--secret", SECRET,
                             "--timestamp", "1604004499", "-H", "X-Other: yes", "-H", "User-Agent: Frame.io V4 API")
            self.assertEqual(result.code, 0, result.said)
        self.assertEqual(recorder.stop(), 0)
        again = self.app()
        before = int(time.time())
        self.replay(again, str(path))
        self.assertEqual([each.body for each in again.deliveries], octets)
        for each in again.deliveries:
            self.assertTrue(each.is_signed_with(SECRET))
            self.assertIn(int(each.headers["x-frameio-request-timestamp"]), range(before, int(time.time()) + 1))
            self.assertEqual(each.path, "/a?b=c")
            self.assertEqual((each.headers["x-other"], each.headers["user-agent"], each.headers["content-type"]),
                             ("yes", "Frame.io V4 API", "application/json"))
            self.assertEqual(each.headers["host"], f"127.0.0.1:{again.port}")

    def test_headers_of_the_old_connection_stay_away(self):
        old = [["Connection", "close"], ["Transfer-Encoding", "chunked"], ["content-length", "1"], ["Host", "old"],
               ["X-FRAMEIO-SIGNATURE", "v0=old"], ["x-frameio-request-timestamp", "1"], ["Content-Type", "a/b"]]
        with RawServer(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as server:
            self.replay(server.url, self.recording(line("{}", headers=old)))
        head = server.requests[0].split(b"\r\n\r\n")[0].decode().split("\r\n")
        self.assertEqual([each.split(":")[0] for each in head],
                         ["POST / HTTP/1.1", "Host", "User-Agent", "Content-Length", "Content-Type",
                          "X-Frameio-Request-Timestamp", "X-Frameio-Signature"])
        self.assertIn("Content-Type: a/b", head)
        self.assertNotIn("Host: old", head)

    def test_a_path_of_the_url_is_where_all_goes(self):
        app = self.app()
        self.replay(app.url + "/hooks", self.recording(line(webhook("a"), path="/old?x")))
        self.assertEqual(app.deliveries[0].path, "/hooks")


class Secrets(Replaying):
    def test_actions_and_webhooks_have_their_own(self):
        file = self.recording(line(webhook("w")), line(click("c")))
        given = {"texts": (["--secret", "of-webhooks", "--action-secret", "of-actions"], {}),
                 "files": (["--secret-file", self.file("w", b"of-webhooks\n"), "--action-secret-file",
                            self.file("a", b"of-actions\nolder\n")], {}),
                 "variables": ([], {"WEBHOOK_SECRET": "of-webhooks", "CUSTOM_ACTION_SECRET": "of-actions,older"})}
        for arguments, environment in given.values():
            app = self.app()
            frameio("replay", file, "--to", app.url, *arguments, **environment)
            self.assertEqual([each.is_signed_with(secret) for each, secret in
                              zip(app.deliveries, ("of-webhooks", "of-actions"))], [True, True])

    def test_only_those_that_are_needed(self):
        app = self.app()
        self.replay(app, self.recording(line(webhook("w"))))
        result = frameio("replay", self.recording(line(click("c"))), "--to", app.url, WEBHOOK_SECRET=SECRET)
        self.assertEqual(result.code, 2)
        self.assertIn("no secret: give --action-secret or --action-secret-file, or set CUSTOM_ACTION_SECRET", result.err)
        result = frameio("replay", self.recording(line(webhook("c"))), "--to", app.url, CUSTOM_ACTION_SECRET=SECRET)
        self.assertEqual(result.code, 2)
        self.assertIn("no secret: give --secret or --secret-file, or set WEBHOOK_SECRET", result.err)
        self.assertEqual(len(app.deliveries), 1)


class Choosing(Replaying):
    def sent(self, *arguments, **more):
        app = self.app()
        lines = [line(webhook("b"), 20), line(webhook("a", "file.created"), 10), line(webhook("c", "comment.created"), 30),
                 line(webhook("d"), 40)]
        self.replay(app, self.recording(*lines), *arguments, **more)
        return [json.loads(each.body)["resource"]["id"] for each in app.deliveries]

    def test_in_the_order_in_which_they_came(self):
        self.assertEqual(self.sent(), ["a", "b", "c", "d"])
        self.assertEqual(self.sent("--at-once"), ["a", "b", "c", "d"])

    def test_only(self):
        self.assertEqual(self.sent("--only", "file.ready"), ["b", "d"])
        self.assertEqual(self.sent("--only", "file.*"), ["a", "b", "d"])
        self.assertEqual(self.sent("--only", "file.created", "--only", "comment.created"), ["a", "c"])

    def test_limit(self):
        self.assertEqual(self.sent("--limit", "2"), ["a", "b"])
        self.assertEqual(self.sent("--only", "file.ready", "--limit", "1"), ["b"])

    def test_none(self):
        result = self.replay(NOBODY, self.recording(line(webhook("a"))), "--only", "file.deleted", code=1)
        self.assertIn("has no such delivery", result.err)
        self.assertEqual(result.out, "")
        self.assertIn("has no such delivery", self.replay(NOBODY, self.file("empty", b""), code=1).err)

    def test_pauses(self):
        app, file = self.app(), self.recording(line(webhook("a")), line(webhook("b"), 100), line(webhook("c"), 300))
        result = self.replay(app, file, "--speed", "1000", "--json")
        self.assertGreaterEqual(json.loads(result.out)["summary"]["elapsed_ms"], 300)
        result = self.replay(app, file, "--json")
        self.assertLess(json.loads(result.out)["summary"]["elapsed_ms"], 100_000)
        self.assertEqual(len(app.deliveries), 6)


class Outcomes(Replaying):
    def test_text_and_json_are_those_of_send(self):
        app = self.app(body=b'{"title":"T","description":"D"}')
        file = self.recording(line(click("I")))
        result = self.replay(app, file, "--action-secret", SECRET)
        self.assertRegex(result.out, r"^acme\.publish \n200 OK in [\d.]+ ms\nmessage: T\n  D\n$")
        told = json.loads(self.replay(app, file, "--action-secret", SECRET, "--json").out)
        sent, = told["deliveries"]
        self.assertEqual((sent["type"], sent["interaction_id"], sent["status"], sent["answer_kind"]),
                         ("acme.publish", "I", 200, "message"))
        self.assertEqual((told["summary"]["sent"], told["summary"]["accepted"]), (1, 1))

    def test_several(self):
        app, file = self.app(), self.recording(*[line(webhook(str(n))) for n in range(20)])
        self.assertIn("20 of 20: 200 OK\nlatency: least ", self.replay(app, file).out)
        self.assertEqual(len({each.connection for each in app.deliveries}), 1)

    def test_not_all_are_accepted(self):
        fine, broken = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
        with RawServer([fine, broken, fine]) as server:
            result = self.replay(server.url, self.recording(*[line(webhook(str(n))) for n in range(3)]), code=1)
        self.assertIn("2 of 3: 200 OK\n1 of 3: 500 No\n", result.out)
        self.assertIn("nobody listens", self.replay(NOBODY, self.recording(line("{}")), code=1).out)


class Mistakes(Replaying):
    def test_nothing_is_sent_before_the_file_was_checked(self):
        app, good = self.app(), line(webhook("a"))
        spoilt = {"[]": "it is not a JSON object", '{"when"': "it is not a JSON object",
                  json.dumps({**good, "when": "yesterday"}): '"when" is not a time',
                  json.dumps({**good, "when": 5}): '"when" is not a text',
                  json.dumps({**good, "method": "GET"}): '"method" is not POST',
                  json.dumps({**good, "path": "/a b"}): '"path" is not one that could be sent',
                  json.dumps({**good, "path": "a"}): '"path" is not one that could be sent',
                  json.dumps({**good, "headers": {}}): '"headers" is not a list',
                  json.dumps({**good, "headers": [["a"]]}): '"headers" is not a list of pairs',
                  json.dumps({**good, "headers": [["a", "b\r\nHost: c"]]}): "no header can be",
                  json.dumps({**good, "headers": [["a:", "b"]]}): "no header can be",
                  json.dumps({**good, "body": None}): '"body" is not a text',
                  json.dumps({**good, "body_base64": "a"}): '"body_base64" is not base64', "": "it is not a JSON object"}
        for text, pattern in spoilt.items():
            file = self.recording(good, text, good)
            result = self.replay(app, file, code=2)
            self.assertIn(f"{file}, line 2: {pattern}", result.err, text)
            self.assertEqual(result.out, "")
        del good["body"]
        self.assertIn('line 1: there is no "body"', self.replay(app, self.recording(good), code=2).err)
        self.assertEqual(app.deliveries, [])

    def test_a_torn_last_line_is_no_disaster(self):
        app, whole = self.app(), line(webhook("a"))
        result = self.replay(app, self.recording(whole, json.dumps(whole).replace(" ", "")[:40], end=""))
        self.assertIn("was not written to its end, and is left out", result.err)
        self.replay(app, self.recording(whole, whole, end=""))
        self.assertEqual(len(app.deliveries), 3)

    def test_options(self):
        file = self.recording(line("{}"))
        self.assertIn("excludes", self.replay(NOBODY, file, "--speed", "2", "--at-once", code=2).err)
        for more in (["--speed", "0"], ["--limit", "0"], ["--secret-file", "x"]):
            self.replay(NOBODY, file, *more, code=2)
        self.assertIn("cannot open /nowhere", self.replay(NOBODY, "/nowhere", code=2).err)
        self.assertIn("there is no scheme", self.replay("127.0.0.1", file, code=2).err)
        result = frameio("replay", file, "--to", NOBODY, "--secret-file", "-", "--action-secret-file", "-")
        self.assertEqual(result.code, 2)
        self.assertIn("cannot both come from standard input", result.err)


if __name__ == "__main__":
    unittest.main()
