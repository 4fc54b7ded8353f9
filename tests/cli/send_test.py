"""frameio send: what it sends, to a server that checks the signature by itself, and what it says of the answers."""
import json
import subprocess
import time
import unittest
import uuid

from command import LIMIT, SECRET, Files, frameio
from fake_app import FakeApp, RawServer

FORM = {"title": "Publish", "description": "Where to?\nSay it.", "fields": [
    {"type": "select", "label": "Platform", "name": "platform", "value": "yt",
     "options": [{"name": "Vimeo", "value": "v"}, {"name": "YouTube", "value": "yt"}]},
    {"type": "text", "label": "Title", "name": "title", "value": "it's \u001b[31mred"},
    {"type": "text", "label": "Caption", "name": "caption", "value": "it's fine"},
    {"type": "boolean", "label": "On", "name": "on", "value": "false"},
    {"type": "select", "label": "Speed", "name": "speed", "options": [{"name": "Slow", "value": "s"}]},
    {"type": "link", "label": "Help", "name": "help", "value": "https://example.com"},
    {"type": "new-kind", "label": "New", "name": "new"}]}


def is_uuid(text):
    return str(uuid.UUID(text)) == text


class Sending(Files):
    def app(self, **options):
        return self.enterContext(FakeApp(SECRET, **options))

    def send(self, app, *arguments, code=0, **more):
        result = frameio("send", *arguments, "--to", app.url, "--secret", SECRET, **more)
        self.assertEqual(result.code, code, result.said)
        self.assertNotIn(SECRET, result.said)
        return result


class Bodies(Sending):
    def body(self, *arguments):
        app = self.app()
        self.send(app, *arguments)
        self.assertTrue(app.deliveries[0].is_signed_with(SECRET))
        return json.loads(app.deliveries[0].body)

    def test_webhook(self):
        body = self.body("file.ready", "--resource", "file:the-file")
        self.assertEqual(list(body), ["account", "project", "resource", "type", "user", "workspace"])
        self.assertEqual(body["type"], "file.ready")
        self.assertEqual(body["resource"], {"id": "the-file", "type": "file"})
        self.assertTrue(all(is_uuid(body[key]["id"]) for key in ("account", "project", "user", "workspace")))

    def test_resource_follows_the_name_of_the_event(self):
        for event, kind in (("comment.created", "comment"), ("folder.copied", "folder"), ("share.viewed", "share"),
                            ("metadata.value.updated", "file"), ("project.created", "project")):
            resource = self.body(event)["resource"]
            self.assertEqual(resource["type"], kind)
            self.assertTrue(is_uuid(resource["id"]))

    def test_resource_type_alone_gets_a_fresh_id(self):
        self.assertEqual(self.body("file.ready", "--resource", "version_stack")["resource"]["type"], "version_stack")

    def test_ids(self):
        body = self.body("file.ready", "--account", "A", "--workspace", "W", "--project", "P", "--user", "U")
        self.assertEqual([body[key]["id"] for key in ("account", "workspace", "project", "user")], ["A", "W", "P", "U"])

    def test_legacy_webhook_has_its_old_shape(self):
        body = self.body("asset.created")
        self.assertEqual(list(body), ["project", "resource", "team", "type", "user"])
        self.assertEqual(body["resource"]["type"], "asset")

    def test_action(self):
        body = self.body("acme.publish", "--action", "--account", "A", "--action-id", "X")
        self.assertEqual(list(body), ["account_id", "action_id", "interaction_id", "project", "resource", "type", "user",
                                      "workspace"])
        self.assertEqual((body["account_id"], body["action_id"], body["resource"]["type"]), ("A", "X", "file"))
        self.assertTrue(is_uuid(body["interaction_id"]))

    def test_action_with_several_resources(self):
        body = self.body("acme.publish", "--action", "--resource", "file:1", "--resource", "folder:2")
        self.assertEqual(body["resources"], [{"id": "1", "type": "file"}, {"id": "2", "type": "folder"}])
        self.assertNotIn("resource", body)

    def test_submission(self):
        body = self.body("acme.publish", "--interaction", "I", "--field", "a=b=c", "--field", "empty=", "--field",
                         "on:=true", "--field", "list:=[\"x\",2]", "--field", "text:with=colon")
        self.assertEqual(body["interaction_id"], "I")
        self.assertEqual(body["data"], {"a": "b=c", "empty": "", "on": True, "list": ["x", 2], "text:with": "colon"})

    def test_texts_are_escaped(self):
        text = 'quote " backslash \\ line\nzürich'
        self.assertEqual(self.body("acme.publish", "--field", f"t={text}")["data"]["t"], text)

    def test_file_is_sent_octet_by_octet(self):
        for octets in (b'{ "type" : "file.ready" }\n', b"", b"{", bytes(range(256))):
            app = self.app()
            self.send(app, "--file", self.file("body", octets))
            self.assertEqual(app.deliveries[0].body, octets)
        app = self.app()
        self.send(app, "--file", "-", stdin=b"{}")
        self.assertEqual(app.deliveries[0].body, b"{}")


class Requests(Sending):
    def test_headers(self):
        app = self.app()
        before = int(time.time())
        self.send(app, "file.ready", "-H", "X-Proxy: yes", "--header", "X-More:1")
        headers = app.deliveries[0].headers
        self.assertEqual(headers["host"], f"127.0.0.1:{app.port}")
        self.assertEqual(headers["content-type"], "application/json")
        self.assertEqual((headers["x-proxy"], headers["x-more"]), ("yes", "1"))
        self.assertIn(int(headers["x-frameio-request-timestamp"]), range(before, int(time.time()) + 1))

    def test_path(self):
        for url, more, path in (("", [], "/"), ("/hooks?a=1#x", [], "/hooks?a=1"), ("?a=1", [], "/?a=1"),
                                ("/hooks", ["--path", "/other"], "/other")):
            app = self.app()
            app.url += url
            self.send(app, "file.ready", *more)
            self.assertEqual(app.deliveries[0].path, path)

    def test_timestamp(self):
        app = self.app()
        self.send(app, "file.ready", "--timestamp", "1604004499")
        self.assertEqual(app.deliveries[0].headers["x-frameio-request-timestamp"], "1604004499")

    def test_secret_from_the_environment(self):
        for arguments, variable in ((["file.ready"], "WEBHOOK_SECRET"), (["x", "--action"], "CUSTOM_ACTION_SECRET"),
                                    (["x", "--field", "a=b"], "CUSTOM_ACTION_SECRET")):
            app = self.app()
            result = frameio("send", *arguments, "--to", app.url, **{variable: SECRET + ",old"})
            self.assertEqual(result.code, 0, result.said)
            missing = frameio("send", *arguments, "--to", app.url)
            self.assertEqual(missing.code, 2)
            self.assertIn("set " + variable, missing.err)
        app = self.app()
        body = self.file("action.json", b'{"type":"x","action_id":"a"}')
        result = frameio("send", "--file", body, "--to", app.url, CUSTOM_ACTION_SECRET=SECRET)
        self.assertEqual(result.code, 0, result.said)

    def test_secret_file(self):
        app = self.app()
        result = frameio("send", "file.ready", "--to", app.url, "--secret-file", self.file("s", SECRET.encode() + b"\n"))
        self.assertEqual(result.code, 0, result.said)

    def test_ipv6(self):
        try:
            app = self.app(address=("::1", 0))
        except OSError:
            self.skipTest("there is no IPv6 here")
        app.url = f"http://[::1]:{app.port}"
        self.send(app, "file.ready")
        self.assertEqual(app.deliveries[0].headers["host"], f"[::1]:{app.port}")

    def test_unix_socket(self):
        path = str(self.folder / "app.sock")
        with RawServer(b"HTTP/1.1 204 No Content\r\n\r\n", address=path) as server:
            result = self.send(server, "file.ready", "--path", "/hooks")
            self.assertIn("204 No Content", result.out)
        self.assertTrue(server.requests[0].startswith(b"POST /hooks HTTP/1.1\r\nHost: localhost\r\n"))


class Repeating(Sending):
    def test_distinct_events(self):
        app = self.app()
        result = self.send(app, "file.ready", "--resource", "file:first", "--repeat", "20")
        ids = [json.loads(delivery.body)["resource"]["id"] for delivery in app.deliveries]
        self.assertEqual((ids[0], len(set(ids))), ("first", 20))
        self.assertTrue(all(delivery.is_signed_with(SECRET) for delivery in app.deliveries))
        self.assertEqual(len({delivery.connection for delivery in app.deliveries}), 1)
        self.assertIn("20 of 20: 200 OK\nlatency: least ", result.out)

    def test_distinct_actions(self):
        app = self.app()
        self.send(app, "x", "--interaction", "I", "--repeat", "3")
        ids = [json.loads(delivery.body)["interaction_id"] for delivery in app.deliveries]
        self.assertEqual((ids[0], len(set(ids))), ("I", 3))

    def test_distinct_events_from_a_file(self):
        for body, path in ((b'{"resource":{"id":"r"},"type":"file.ready"}', ("resource", "id")),
                           (b'{"interaction_id":"r","type":"x"}', ("interaction_id",))):
            app = self.app()
            self.send(app, "--file", self.file("body", body), "--repeat", "3")
            ids = []
            for delivery in app.deliveries:
                value = json.loads(delivery.body)
                for key in path:
                    value = value[key]
                ids.append(value)
            self.assertEqual((ids[0], len(set(ids))), ("r", 3))

    def test_same_delivery(self):
        app = self.app()
        self.send(app, "file.ready", "--repeat", "5", "--same", "--concurrency", "2")
        signed = {(delivery.body, delivery.headers["x-frameio-request-timestamp"], delivery.headers["x-frameio-signature"])
                  for delivery in app.deliveries}
        self.assertEqual((len(app.deliveries), len(signed)), (5, 1))

    def test_concurrency(self):
        app = self.app()
        self.send(app, "file.ready", "--repeat", "40", "--concurrency", "4")
        self.assertEqual(len(app.deliveries), 40)
        self.assertEqual(len({delivery.connection for delivery in app.deliveries}), 4)

    def test_connections_that_are_closed_between_requests_are_made_anew(self):
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        with RawServer([answer, answer], [answer], [answer, answer]) as server:
            result = self.send(server, "file.ready", "--repeat", "5")
            self.assertIn("5 of 5: 200 OK", result.out)

    def test_statuses_are_counted(self):
        fine, broken = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nhelp"
        with RawServer([fine, broken, fine, broken]) as server:
            result = self.send(server, "file.ready", "--repeat", "4", code=1)
        self.assertRegex(result.out, r"^2 of 4: 200 OK\n2 of 4: 500 Oops\nhelp\nlatency: ")

    def test_json(self):
        told = json.loads(self.send(self.app(), "file.ready", "--repeat", "3", "--json").out)
        self.assertEqual(len(told["deliveries"]), 3)
        self.assertEqual((told["summary"]["sent"], told["summary"]["accepted"]), (3, 3))
        times = told["summary"]["latency_ms"]
        self.assertTrue(0 < times["least"] <= times["median"] <= times["p99"] <= times["most"])
        self.assertEqual([one["connect_ms"] is None for one in told["deliveries"]], [False, True, True])


class Answers(Sending):
    def answered(self, body, *arguments, code=0, **options):
        octets = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.send(self.app(body=octets, **options), *arguments, code=code).out

    def test_nothing(self):
        text = self.answered(b"", "file.ready", "--resource", "file:f")
        self.assertRegex(text, r"^file\.ready file:f\n200 OK in \d+\.\d+ ms\n\(no body\)\n$")

    def test_message(self):
        text = self.answered({"title": "Done", "description": "One\nTwo"}, "x", "--action")
        self.assertTrue(text.endswith("message: Done\n  One\n  Two\n"), text)

    def test_form(self):
        text = self.answered(FORM, "acme.publish", "--action", "--resource", "file:f", "--interaction", "I")
        self.assertIn("""form: Publish
  Where to?
  Say it.
    platform (select): Platform
      - v = Vimeo
      - yt = YouTube  (chosen)
    title (text): Title = it's \\x1b[31mred
    caption (text): Caption = it's fine
    on (boolean): On = false
    speed (select): Speed
      - s = Slow
    help (link): Help = https://example.com
    new (new-kind): New
submit it with:
  frameio send acme.publish --to http://127.0.0.1:""", text)
        self.assertRegex(text, r"--secret \.\.\. --resource file:f --interaction I --field platform=yt "
                               r"--field title=TEXT --field 'caption=it'\\''s fine' --field on=false --field speed=s --field new=TEXT\n$")
        self.assertNotIn("\x1b", text)

    def test_form_as_json(self):
        delivery = json.loads(self.answered(FORM, "acme.publish", "--action", "--interaction", "I", "--json"))["deliveries"][0]
        self.assertEqual((delivery["status"], delivery["answer_kind"], delivery["answer"]), (200, "form", FORM))
        self.assertEqual((delivery["type"], delivery["interaction_id"], delivery["error"]), ("acme.publish", "I", None))
        self.assertGreater(delivery["latency_ms"], 0)

    def test_what_frameio_could_not_show(self):
        for body in (b"ok", b"[1]", b"\x1b[31m\x00\xff"):
            text = self.answered(body, "x", "--action")
            self.assertIn("neither a message nor a form", text)
            self.assertNotIn("\x1b", text)
        self.assertNotIn("neither", self.answered(b"ok", "file.ready"))

    def test_failures(self):
        text = self.answered(b'{"error":"no"}', "x", "--action", code=1, status=503, headers=[("Retry-After", "7")])
        self.assertRegex(text, r'503 Service Unavailable in .*\nRetry-After: 7\n{"error":"no"}\n$')
        self.assertIn("401 Unauthorized", frameio("send", "file.ready", "--to", self.app().url, "--secret", "other").out)
        self.assertIn("302 Found", self.answered(b"", "file.ready", code=1, status=302))

    def test_chunked_and_until_closed(self):
        for octets in (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
                       b"HTTP/1.0 200 OK\r\n\r\nabcde"):
            with RawServer(octets) as server:
                self.assertIn("\nabcde\n", self.send(server, "file.ready").out)


class NoAnswer(Sending):
    def told(self, pattern, *answers, arguments=()):
        with RawServer(*answers) as server:
            result = self.send(server, "file.ready", *arguments, code=1)
        self.assertRegex(result.out, "no answer: .*" + pattern)
        return result

    def test_nobody_listens(self):
        with RawServer() as server:
            url = server.url
        result = frameio("send", "file.ready", "--to", url, "--secret", SECRET)
        self.assertEqual(result.code, 1)
        self.assertIn(f"nobody listens at {url[7:]} (Connection refused): start the app", result.out)
        result = frameio("send", "file.ready", "--to", "unix:/nowhere/app.sock", "--secret", SECRET, "--json")
        delivery = json.loads(result.out)["deliveries"][0]
        self.assertIn("nobody listens at /nowhere/app.sock", delivery["error"])
        self.assertEqual([delivery[key] for key in ("status", "latency_ms", "answer_kind")], [None] * 3)
        self.assertEqual(result.code, 1)

    def test_too_slow(self):
        result = self.told("no answer within 0.2 s", None, arguments=["--timeout", "0.2"])
        self.assertIn("Frame.io waits 5 s", result.out)

    def test_closed(self):
        self.told("closed without a complete answer", b"")
        self.told("closed without a complete answer", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc")

    def test_no_http(self):
        self.told("not acceptable HTTP", b"SSH-2.0-x\r\n\r\n")
        self.told("not acceptable HTTP", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")

    def test_too_large(self):
        self.told("not acceptable HTTP .*limit", b"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n")
        self.told("not acceptable HTTP .*limit", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n")

    def test_others_go_on(self):
        fine = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        with RawServer(fine, b"junk\r\n\r\n", fine) as server:
            result = self.send(server, "file.ready", "--repeat", "3", code=1)
        self.assertRegex(result.out, "2 of 3: 200 OK\n1 of 3: no answer: ")


class Tls(Sending):
    def certificate(self, names):
        key, certificate = str(self.folder / "key.pem"), str(self.folder / "cert.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=test", "-addext",
                        "subjectAltName=" + names], check=True, capture_output=True, timeout=LIMIT)
        return certificate, key

    def tls_app(self, names="IP:127.0.0.1,DNS:localhost", host="127.0.0.1"):
        certificate = self.certificate(names)
        app = self.app(certificate=certificate)
        app.url = f"https://{host}:{app.port}/hooks"
        return app, certificate[0]

    def test_trusted(self):
        app, certificate = self.tls_app()
        self.assertIn("200 OK", self.send(app, "file.ready", "--ca", certificate, "--repeat", "3").out)
        self.assertEqual([delivery.path for delivery in app.deliveries], ["/hooks"] * 3)
        app, certificate = self.tls_app(host="localhost")
        self.send(app, "file.ready", "--ca", certificate)

    def test_not_trusted(self):
        app, _ = self.tls_app()
        text = self.send(app, "file.ready", code=1).out
        self.assertRegex(text, r"the certificate of 127\.0\.0\.1:\d+ is not trusted \(self.signed certificate\): give its "
                               r"CA with --ca, or --insecure")
        self.assertEqual(app.deliveries, [])

    def test_another_name(self):
        app, certificate = self.tls_app(names="DNS:elsewhere.example")
        text = self.send(app, "file.ready", "--ca", certificate, code=1).out
        self.assertIn("is not trusted", text)
        self.assertEqual(app.deliveries, [])

    def test_insecure(self):
        app, _ = self.tls_app(names="DNS:elsewhere.example")
        self.assertIn("200 OK", self.send(app, "file.ready", "--insecure").out)

    def test_suggestion_keeps_the_options(self):
        certificate = self.certificate("IP:127.0.0.1")
        app = self.app(certificate=certificate, body=json.dumps(FORM).encode())
        app.url = f"https://127.0.0.1:{app.port}"
        text = self.send(app, "acme.publish", "--action", "--insecure", "--path", "/x").out
        self.assertRegex(text, r"frameio send acme\.publish --to https://\S+ --path /x --insecure --secret \.\.\. ")

    def test_wrong_scheme(self):
        app = self.app()
        app.url = app.url.replace("http:", "https:")
        self.assertIn("does the server speak plain http://?", self.send(app, "file.ready", code=1).out)
        app, _ = self.tls_app()
        app.url = app.url.replace("https:", "http:")
        self.assertIn("no answer: ", self.send(app, "file.ready", code=1).out)

    def test_unusable_ca(self):
        result = frameio("send", "file.ready", "--to", "https://127.0.0.1:1", "--secret", SECRET, "--ca", "/nowhere")
        self.assertEqual(result.code, 2)
        self.assertIn("--ca: cannot use /nowhere", result.err)


class Mistakes(Files):
    def refuse(self, pattern, *arguments, to="http://127.0.0.1:1"):
        result = frameio("send", *arguments, "--to", to, "--secret", SECRET)
        self.assertEqual(result.code, 2, arguments)
        self.assertRegex(result.err, pattern)
        self.assertEqual(result.out, "")
        self.assertNotIn(SECRET, result.said)

    def test_addresses(self):
        for to, pattern in (("127.0.0.1:8080", "there is no scheme"), ("ftp://x", "there is no scheme"),
                            ("http://", "there is no host"), ("http://:80", "there is no host"),
                            ("http://x:port", "the port is not a number"), ("http://x:0", "the port is not a number"),
                            ("http://x:65536", "the port is not a number"), ("http://x:", "the port is not a number"),
                            ("http://[::1", "a bracket is not closed"), ("http://me@x", "there is a user name"),
                            ("http://x/a b", "there is white space"), ("unix:", "there is no path"), ("", "there is no scheme"),
                            ("http://x\r\nX: y", "there is white space")):
            self.refuse("--to: " + pattern, "file.ready", to=to)

    def test_events(self):
        self.refuse("takes the name of an event")
        self.refuse("not expected: two", "file.ready", "two")
        self.refuse("--resource takes type:id", "file.ready", "--resource", ":id")
        self.refuse("--resource takes type:id", "file.ready", "--resource", "file:")
        self.refuse("a webhook is about one resource", "file.ready", "--resource", "file:1", "--resource", "file:2")
        self.refuse("--field takes name=text", "x", "--field", "novalue")
        self.refuse("--field takes name=text", "x", "--field", "=value")
        self.refuse("--field n: the value is not JSON", "x", "--field", "n:=yes")
        self.refuse("--field a was given twice", "x", "--field", "a=1", "--field", "a=2")

    def test_files(self):
        body = self.file("body.json", b'{"type":"file.ready"}')
        self.refuse("cannot open /nowhere", "--file", "/nowhere")
        self.refuse('holds a "file.ready", not a "file.created"', "file.created", "--file", body)
        self.refuse("excludes", "--file", body, "--resource", "file:1")
        self.refuse("without a resource: add --same", "--file", body, "--repeat", "2")
        self.refuse("not a JSON object: add --same", "--file", self.file("text", b"text"), "--repeat", "2")

    def test_numbers(self):
        for option, values in (("--repeat", ("0", "-1", "100001", "x")), ("--concurrency", ("0", "257", "x")),
                               ("--timeout", ("0", "-1", "x", "1e9")), ("--timestamp", ("x", "-5", "1.5"))):
            for value in values:
                self.refuse(option, "file.ready", f"{option}={value}")

    def test_headers_and_paths(self):
        for line in ("novalue", ": x", "X: y\nZ: w", "X: y\r"):
            self.refuse("--header takes", "file.ready", "--header", line)
        self.refuse("--path", "file.ready", "--path", "hooks")
        self.refuse("--path", "file.ready", "--path", "/a b")

    def test_both_from_standard_input(self):
        result = frameio("send", "--file", "-", "--secret-file", "-", "--to", "http://127.0.0.1:1")
        self.assertEqual(result.code, 2)
        self.assertIn("cannot both come from standard input", result.err)

    def test_slips_are_noted(self):
        result = frameio("send", "file.raedy", "--to", "http://127.0.0.1:1", "--secret", SECRET)
        self.assertIn("no webhook event called file.raedy is documented", result.err)
        quiet = frameio("send", "acme.publish", "--action", "--to", "http://127.0.0.1:1", "--secret", SECRET)
        self.assertEqual(quiet.err, "")


if __name__ == "__main__":
    unittest.main()
