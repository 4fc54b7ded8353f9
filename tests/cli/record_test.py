"""frameio record: what it writes of the deliveries that it takes, and what it passes on."""
import base64
import http.client
import json
import pathlib
import signal
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "samples"))

from command import CLI, LIMIT, SECRET, Files, frameio  # noqa: E402
from fake_app import FakeApp, RawServer  # noqa: E402
from processes import Program  # noqa: E402

WEBHOOK = b'{"type":"file.ready","resource":{"id":"the-file","type":"file"}}'
CLICK = b'{"type":"acme.publish","action_id":"a","interaction_id":"i","resource":{"id":"r","type":"file"}}'


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()


def ask(url, body=WEBHOOK, path="/", method="POST", headers=()):
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=LIMIT)
    try:
        connection.request(method, path, body, dict(headers))
        return Answer(connection.getresponse())
    finally:
        connection.close()


class Recording(Files):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "deliveries.jsonl"

    def recorder(self, *arguments):
        return self.enterContext(Program("frameio", "record", "--to", str(self.path), "--listen", "127.0.0.1:0",
                                         *arguments))

    def lines(self):
        return [json.loads(line) for line in self.path.read_bytes().splitlines()]

    def refused(self, pattern, *arguments):
        result = frameio("record", "--to", str(self.path), "--listen", "127.0.0.1:0", *arguments)
        self.assertEqual((result.code, result.out), (2, ""), result.err)
        self.assertRegex(result.err, pattern)


class Alone(Recording):
    def test_a_delivery_is_written_before_it_is_answered(self):
        url = self.recorder().url()
        answer = ask(url, path="/hooks?a=1&b", headers=[("X-Frameio-Signature", "v0=12"), ("X-Other", "ü".encode())])
        self.assertEqual((answer.status, answer.body), (200, b""))
        line, = self.lines()
        self.assertEqual(list(line), ["when", "method", "path", "headers", "body"])
        self.assertRegex(line["when"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual((line["method"], line["path"], line["body"]), ("POST", "/hooks?a=1&b", WEBHOOK.decode()))
        self.assertIn(["X-Frameio-Signature", "v0=12"], line["headers"])
        self.assertIn(["X-Other", "ü"], line["headers"])
        self.assertEqual(self.path.stat().st_mode & 0o777, 0o600)

    def test_it_says_what_came(self):
        program = self.recorder()
        ask(program.url())
        program.wait_for(r"^\d{4}-\S+Z file\.ready file:the-file$")
        ask(program.url(), b"\x1b[31m")
        program.wait_for(r"^\d{4}-\S+Z \(no event type\)")
        self.assertEqual(program.stop(), 0)
        self.assertEqual(program.lines[-1], f"{self.path} has 2 deliveries")

    def test_an_action_is_answered_with_a_message(self):
        answer = ask(self.recorder().url(), CLICK)
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/json; charset=utf-8"))
        self.assertEqual(json.loads(answer.body)["title"], "Recorded")

    def test_bodies_are_kept_octet_by_octet(self):
        url = self.recorder().url()
        bodies = [b"", b"\r\n {\x00}\t", "zürich 🎬\u2028\x7f".encode(), bytes(range(256)), b"\xff", b"x" * (1 << 20)]
        for body in bodies:
            self.assertEqual(ask(url, body).status, 200)
        kept = [base64.b64decode(line["body_base64"]) if "body_base64" in line else line["body"].encode()
                for line in self.lines()]
        self.assertEqual(kept, bodies)
        self.assertEqual([n for n, line in enumerate(self.lines()) if "body_base64" in line], [3, 4])

    def test_what_is_larger_than_an_app_takes_is_not_taken(self):
        url = self.recorder().url()
        with self.assertRaises((http.client.HTTPException, OSError)):
            ask(url, b"x" * ((1 << 20) + 1))
        ask(url)
        self.assertEqual([line["body"] for line in self.lines()], [WEBHOOK.decode()])

    def test_credentials_of_others_are_not_written(self):
        marker = "marker-of-a-credential"
        ask(self.recorder().url(), headers=[("Authorization", f"Bearer {marker}"), ("COOKIE", f"a={marker}"),
                                            ("Proxy-Authorization", marker), ("X-Kept", "yes")])
        self.assertNotIn(marker, self.path.read_text())
        self.assertIn(["X-Kept", "yes"], self.lines()[0]["headers"])

    def test_only_post_is_a_delivery(self):
        answer = ask(self.recorder().url(), None, method="GET")
        self.assertEqual((answer.status, answer.headers["allow"]), (405, "POST"))
        self.assertEqual(self.lines(), [])


class Passing(Recording):
    def test_octets_and_headers_go_on_and_the_answer_comes_back(self):
        form = b'{"title":"Publish",  "fields":[]}'
        app = self.enterContext(FakeApp(SECRET, body=form, headers=[("X-From", "the app"), ("Content-Type", "a/b")]))
        program = self.recorder("--forward", app.url)
        result = frameio("send", "acme.publish", "--action", "--to", program.url() + "/hooks?x=1", "--secret", SECRET,
                         "-H", "X-Tunnel: yes", "-H", "Cookie: a=b", "--json")
        self.assertEqual(result.code, 0, result.said)
        self.assertEqual(json.loads(result.out)["deliveries"][0]["answer"], json.loads(form))
        sent, = app.deliveries
        line, = self.lines()
        self.assertTrue(sent.is_signed_with(SECRET))
        self.assertEqual((sent.path, sent.body), ("/hooks?x=1", line["body"].encode()))
        self.assertEqual((sent.headers["x-tunnel"], sent.headers["cookie"]), ("yes", "a=b"))
        self.assertEqual(sent.headers["host"], f"127.0.0.1:{app.port}")
        self.assertEqual((line["answer"]["status"], line["answer"]["body"]), (200, form.decode()))
        self.assertGreater(line["answer"]["latency_ms"], 0)
        self.assertNotIn("Cookie", dict(line["headers"]))
        program.wait_for(r"acme\.publish file:\S+ 200 in [\d.]+ ms$")

    def test_status_and_headers_of_the_answer(self):
        reply = b"HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Type: a/b\r\nContent-Length: 3\r\n\r\nno!"
        app = self.enterContext(RawServer(reply))
        answer = ask(self.recorder("--forward", app.url).url())
        self.assertEqual((answer.status, answer.headers["retry-after"], answer.headers["content-type"], answer.body),
                         (503, "7", "a/b", b"no!"))
        self.assertEqual(self.lines()[0]["answer"]["status"], 503)

    def test_a_path_of_the_url_is_where_all_goes(self):
        app = self.enterContext(FakeApp("other"))
        url = self.recorder("--forward", app.url + "/hooks").url()
        headers = [("X-Frameio-Request-Timestamp", "1"), ("X-Frameio-Signature", "v0=1")]
        self.assertEqual(ask(url, path="/elsewhere", headers=headers).status, 401)
        self.assertEqual(app.deliveries[0].path, "/hooks")

    def test_what_is_no_delivery_goes_on_but_is_not_written(self):
        app = self.enterContext(RawServer(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
                                          b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"))
        url = self.recorder("--forward", app.url).url()
        self.assertEqual(ask(url, None, "/readyz", "GET").body, b"hi")
        self.assertEqual(ask(url, None, "/readyz", "HEAD").status, 200)
        self.assertEqual([request.split(b"\r\n")[0] for request in app.requests],
                         [b"GET /readyz HTTP/1.1", b"HEAD /readyz HTTP/1.1"])
        self.assertEqual(self.lines(), [])

    def test_an_app_that_does_not_answer(self):
        app = self.enterContext(RawServer(b""))
        program = self.recorder("--forward", app.url)
        answer = ask(program.url())
        self.assertEqual(answer.status, 502)
        self.assertIn(b"closed", answer.body)
        written, = self.lines()
        self.assertIsNone(written["answer"]["status"])
        self.assertIn("closed", written["answer"]["error"])
        program.wait_for("file:the-file no answer: the connection was closed")

    def test_what_was_begun_is_answered_when_it_is_told_to_end(self):
        arrived, go_on, answers = threading.Event(), threading.Event(), []

        class Slow(RawServer):
            def _read(self, connection):
                request = RawServer._read(connection)
                arrived.set()
                go_on.wait(LIMIT)
                return request

        app = self.enterContext(Slow(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"))
        program = self.recorder("--forward", app.url)
        url = program.url()
        thread = threading.Thread(target=lambda: answers.append(ask(url)))
        thread.start()
        self.assertTrue(arrived.wait(LIMIT))
        program._process.send_signal(signal.SIGTERM)
        go_on.set()
        self.assertEqual(program.wait(), 0)
        thread.join(LIMIT)
        self.assertEqual((answers[0].status, answers[0].body), (200, b"late"))
        self.assertEqual(len(self.lines()), 1)


class TheFile(Recording):
    def fill(self, count=1):
        program = self.recorder()
        for _ in range(count):
            ask(program.url())
        self.assertEqual(program.stop(), 0)

    def test_it_is_added_to(self):
        self.fill(2)
        before = self.path.read_bytes()
        self.fill()
        self.assertTrue(self.path.read_bytes().startswith(before))
        self.assertEqual(len(self.lines()), 3)

    def test_a_torn_line_is_left_out(self):
        self.fill(2)
        whole = self.path.read_bytes()
        for tail in (whole[:50], whole[:3], whole.splitlines()[0][:-1]):
            self.path.write_bytes(whole + tail)
            self.fill()
            self.assertTrue(self.path.read_bytes().startswith(whole))
            self.assertEqual(len(self.lines()), 3)

    def test_a_line_without_its_end_is_kept(self):
        self.fill(2)
        self.path.write_bytes(self.path.read_bytes()[:-1])
        self.fill()
        self.assertEqual(len(self.lines()), 3)

    def test_it_ends_when_the_file_is_full(self):
        self.fill(2)
        program = self.recorder("--most", "3")
        self.assertEqual(ask(program.url()).status, 200)
        self.assertEqual(program.wait(), 0)
        self.assertEqual(program.lines[-1],
                         f"{self.path} has 3 deliveries, as many as --most allows: the recording has ended")
        self.refused("has 3 deliveries, as many as --most allows: give another file", "--most", "3")
        self.assertEqual(len(self.lines()), 3)

    def test_a_file_of_somebody_else_is_left_alone(self):
        for octets, pattern in ((b"my notes", "line 1: it is not a JSON object"), (b"{}\n", 'line 1: there is no "when"'),
                                (b'{"a":1', "line 1: it is not a JSON object")):
            self.path.write_bytes(octets)
            self.path.chmod(0o600)
            self.refused(pattern)
            self.assertEqual(self.path.read_bytes(), octets)

    def test_a_file_that_others_may_read(self):
        self.path.touch()
        self.path.chmod(0o644)
        self.refused(f'open to others.*chmod 600 {self.path}"')

    def test_one_writer_at_a_time(self):
        self.recorder().url()
        self.refused("another process records to")

    def test_a_file_that_cannot_be_written(self):
        for path, pattern in (("/dev/null", "is not a file"), (str(self.folder / "nowhere/file"), "No such file")):
            result = frameio("record", "--to", path)
            self.assertEqual(result.code, 2)
            self.assertIn(pattern, result.err)

    def test_a_disk_that_is_full(self):
        command = f'trap "" XFSZ; ulimit -f 2; exec "{CLI}" record --to "{self.path}" --listen 127.0.0.1:0'
        program = self.enterContext(Program("/bin/sh", "-c", command))
        url, kept = program.url(), 0
        while ask(url).status == 200:
            kept += 1
        self.assertGreater(kept, 0)
        self.assertEqual(program.wait(), 1)
        program.wait_for("^frameio: cannot write to .*: File too large; the recording has ended$")
        self.fill()
        self.assertEqual(len(self.lines()), kept + 1)


class Mistakes(Recording):
    def test_options(self):
        for listen, pattern in (("8080", "--listen is HOST:PORT"), ("example.com:0", "no address of this machine")):
            result = frameio("record", "--to", str(self.path), "--listen", listen)
            self.assertEqual(result.code, 2)
            self.assertIn(pattern, result.err)
        self.refused("--forward: there is no scheme", "--forward", "127.0.0.1:8080")
        self.refused("--most", "--most", "0")
        taken = self.recorder().url().removeprefix("http://")
        other = self.folder / "other"
        result = frameio("record", "--to", str(other), "--listen", taken)
        self.assertEqual(result.code, 2)
        self.assertIn("cannot listen on", result.err)


if __name__ == "__main__":
    unittest.main()
