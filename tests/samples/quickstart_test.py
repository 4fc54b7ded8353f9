"""samples/quickstart, driven by the frameio command, and by curl and openssl alone."""
import json
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

from processes import ACTION_SECRET, LIMIT, WEBHOOK_SECRET, Program, frameio

SECRETS = {"WEBHOOK_SECRET": WEBHOOK_SECRET, "CUSTOM_ACTION_SECRET": ACTION_SECRET}
EVENT = (b'{"account":{"id":"6f70f1bd-7e89-4a7e-b4d3-7e576585a181"},'
         b'"project":{"id":"7e46e495-4444-4555-8649-bee4d391a997"},'
         b'"resource":{"id":"d3075547-4e64-45f0-ad12-d075660eddd2","type":"file"},"type":"file.ready",'
         b'"user":{"id":"56556a3f-859f-4b38-b6c6-e8625b5da8a5"},'
         b'"workspace":{"id":"378fcbf7-6f88-4224-8139-6a743ed940b2"}}')


def run_quickstart(*arguments, **environment):
    return Program("quickstart", "--listen", "127.0.0.1:0", "--threads", "1", *arguments, **SECRETS, **environment)


def openssl_hmac(secret, text):
    made = subprocess.run(["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"key:{secret}"], input=text,
                          capture_output=True, check=True, timeout=LIMIT)
    return made.stdout.decode().split()[-1]


def curl(url, *arguments, body=None):
    """Status and body of the answer."""
    options = ["-sS", "--max-time", str(LIMIT), "-w", "\n%{http_code}", *arguments]
    options += [] if body is None else ["--data-binary", "@-"]
    done = subprocess.run(["curl", *options, url], input=body, capture_output=True, check=True, timeout=LIMIT + 10)
    text, status = done.stdout.decode().rsplit("\n", 1)
    return int(status), text


def curl_signed(url, body, secret=WEBHOOK_SECRET, age=0):
    timestamp = str(int(time.time()) - age)
    signature = "v0=" + openssl_hmac(secret, f"v0:{timestamp}:".encode() + body)
    return curl(url, "-H", "Content-Type: application/json", "-H", f"X-Frameio-Request-Timestamp: {timestamp}",
                "-H", f"X-Frameio-Signature: {signature}", body=body)


class Quickstart(unittest.TestCase):
    def setUp(self):
        self.program = self.enterContext(run_quickstart())
        self.url = self.program.url()

    def send(self, *arguments):
        done = frameio("send", *arguments, "--to", self.url, **SECRETS)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_webhook_is_logged(self):
        self.assertIn("200 OK", self.send("file.ready", "--resource", "file:the-file"))
        line = self.program.wait_for("the file can be watched now").string
        self.assertIn("the-file", line)
        self.assertIn("file.ready", line)

    def test_webhook_without_handler_is_accepted(self):
        self.assertIn("200 OK", self.send("comment.created"))

    def test_action_answers_a_message(self):
        text = self.send("greeting.say_hello", "--action", "--resource", "folder:f")
        self.assertIn("message: Hello!\n  You clicked on a folder.", text)

    def test_form_then_submission(self):
        asked = json.loads(self.send("acme.publish", "--action", "--json"))["deliveries"][0]
        self.assertEqual(asked["answer_kind"], "form")
        self.assertEqual([field["name"] for field in asked["answer"]["fields"]], ["platform", "caption", "notify"])
        text = self.send("acme.publish", "--interaction", asked["interaction_id"], "--field", "platform=youtube",
                         "--field", "caption=First cut")
        self.assertIn('message: Published\n  Sent to youtube as "First cut".', text)

    def test_suggested_command_submits_the_form(self):
        text = self.send("acme.publish", "--action")
        command = re.search(r"submit it with:\n  frameio (.+)\n", text).group(1)
        done = frameio(*subprocess.run(["bash", "-c", f"printf '%s\\n' {command}"], capture_output=True, text=True,
                                       check=True).stdout.splitlines(), **SECRETS)
        self.assertIn('Sent to vimeo as "TEXT".', done.stdout)

    def test_action_of_another_resource_type_gets_a_friendly_message(self):
        text = self.send("acme.publish", "--action", "--resource", "folder:f")
        self.assertIn("200 OK", text)
        self.assertIn("message: ", text)

    def test_repeat_of_a_delivery_runs_once(self):
        text = self.send("file.ready", "--resource", "file:repeated", "--repeat", "5", "--same")
        self.assertIn("5 of 5: 200 OK", text)
        self.assertEqual(self.program.stop(), 0)
        runs = [line for line in self.program.log if "can be watched now" in line]
        self.assertEqual(len(runs), 1, self.program.log)

    def test_distinct_events_all_run(self):
        self.send("file.ready", "--repeat", "50", "--concurrency", "4")
        self.assertEqual(self.program.stop(), 0)
        runs = [line for line in self.program.log if "can be watched now" in line]
        self.assertEqual(len(runs), 50)

    def test_curl_and_openssl_alone(self):
        self.assertEqual(curl_signed(self.url, EVENT), (200, ""))
        self.program.wait_for("d3075547-4e64-45f0-ad12-d075660eddd2")
        click = EVENT.replace(b"file.ready", b"greeting.say_hello").replace(
            b'{"account":{"id":"6f70f1bd-7e89-4a7e-b4d3-7e576585a181"}',
            b'{"account_id":"a","action_id":"b","interaction_id":"c"')
        status, text = curl_signed(self.url, click, ACTION_SECRET)
        self.assertEqual(status, 200)
        self.assertEqual(json.loads(text), {"title": "Hello!", "description": "You clicked on a file."})

    def test_what_is_not_genuine_is_refused(self):
        self.assertEqual(curl_signed(self.url, EVENT, "another secret")[0], 401)
        self.assertEqual(curl_signed(self.url, EVENT, age=301)[0], 401)
        self.assertEqual(curl(self.url, body=EVENT)[0], 400)
        self.assertEqual(curl_signed(self.url, b"{")[0], 400)
        self.assertEqual(curl(self.url)[0], 405)
        self.assertEqual(curl(self.url + "/elsewhere", body=EVENT)[0], 404)

    def test_failed_handler_is_a_500_without_its_reason(self):
        done = frameio("send", "acme.publish", "--field", "caption=x", "--to", self.url, **SECRETS)
        self.assertEqual(done.returncode, 1)
        self.assertIn("500 Internal Server Error", done.stdout)
        self.assertNotIn("platform", done.stdout.split("500")[1])
        self.program.wait_for("platform")

    def test_limits(self):
        self.assertEqual(curl(self.url, body=b"x" * (1024 * 1024 + 1))[0], 413)
        self.assertEqual(curl(self.url, "-H", "X-Large: " + "x" * 17_000, body=EVENT)[0], 431)
        self.assertEqual(curl(self.url + "/" + "x" * 9_000, body=EVENT)[0], 414)

    def test_health(self):
        self.assertEqual(curl(self.url + "/healthz")[0], 200)
        self.assertEqual(curl(self.url + "/readyz")[0], 200)

    def test_ends_well_when_told(self):
        self.assertEqual(self.program.stop(), 0)
        self.assertEqual(self.program.lines, ["listening on " + self.url])

    def test_nothing_secret_is_logged(self):
        self.send("file.ready")
        curl_signed(self.url, EVENT, "another secret")
        self.assertEqual(self.program.stop(), 0)
        log = "\n".join(self.program.log)
        self.assertNotIn(WEBHOOK_SECRET, log)
        self.assertNotIn("v0=", log)


class Starting(unittest.TestCase):
    def test_unix_socket(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(pathlib.Path(folder) / "app.sock")
            with Program("quickstart", "--listen", "unix:" + path, **SECRETS) as program:
                self.assertEqual(program.url(), "unix:" + path)
                done = frameio("send", "file.ready", "--to", "unix:" + path, **SECRETS)
                self.assertIn("200 OK", done.stdout)
                self.assertEqual(program.stop(), 0)

    def test_flags_and_variables(self):
        with Program("quickstart", "--threads", "2", "--path", "/hooks", "--log-format", "json",
                     FRAMEIO_LISTEN="127.0.0.1:0", FRAMEIO_LOG_LEVEL="warning", FRAMEIO_LOG_FORMAT="text",
                     FRAMEIO_MAX_BODY="1024", **SECRETS) as program:
            url = program.url()
            self.assertEqual(curl_signed(url + "/hooks", b'{"resource":{},"type":"file.ready"}')[0], 200)
            self.assertEqual(curl_signed(url + "/hooks", EVENT.ljust(1025))[0], 413)
            self.assertEqual(curl_signed(url + "/hooks", b"{}", "another secret")[0], 401)
            self.assertEqual(curl_signed(url, EVENT)[0], 404)
            self.assertEqual(program.stop(), 0)
            levels = {json.loads(line)["level"] for line in program.log}
            self.assertEqual(levels, {"warning"})

    def test_several_addresses(self):
        with run_quickstart("--listen", "127.0.0.1:0") as program:
            first = program.url()
            second = program.wait_for(r"listening also .*(http://[^\s\"]+)").group(1)
            self.assertNotEqual(first, second)
            self.assertEqual([curl(url + "/healthz")[0] for url in (first, second)], [200, 200])

    def test_several_secrets(self):
        with Program("quickstart", "--listen", "127.0.0.1:0", WEBHOOK_SECRET="new, old", CUSTOM_ACTION_SECRET="x") as program:
            url = program.url()
            self.assertEqual([curl_signed(url, EVENT, secret)[0] for secret in ("new", "old", "x")], [200, 200, 401])

    def test_help_and_mistakes(self):
        for arguments, code in ((["--help"], 0), (["--version"], 0), (["--bogus"], 2), (["--threads", "0"], 2),
                                (["--listen", "nowhere"], 2), (["--tls-cert", "/nowhere", "--tls-key", "/nowhere"], 2)):
            with Program("quickstart", *arguments, **SECRETS) as program:
                self.assertEqual(program.wait(), code, arguments)

    def test_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = str(pathlib.Path(folder) / "key.pem"), str(pathlib.Path(folder) / "cert.pem")
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=test",
                            "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True, timeout=LIMIT)
            with run_quickstart("--tls-cert", certificate, "--tls-key", key) as program:
                url = program.url()
                self.assertTrue(url.startswith("https://127.0.0.1:"), url)
                trusting = frameio("send", "file.ready", "--to", url, "--ca", certificate, **SECRETS)
                self.assertIn("200 OK", trusting.stdout)
                self.assertEqual(frameio("send", "file.ready", "--to", url, **SECRETS).returncode, 1)
                self.assertEqual(program.stop(), 0)

    def test_settings_for_calls_that_nobody_makes_do_not_matter(self):
        with run_quickstart(HTTPS_PROXY="socks5://nowhere") as program:
            program.url()
            self.assertEqual(program.stop(), 0)

    def test_without_secrets_it_says_what_is_missing(self):
        with Program("quickstart", "--listen", "127.0.0.1:0", WEBHOOK_SECRET="", CUSTOM_ACTION_SECRET="") as program:
            program.wait_for("WEBHOOK_SECRET")
            program.wait_for("CUSTOM_ACTION_SECRET")
            self.assertEqual(program.wait(), 2)
            self.assertEqual(program.lines, [])


if __name__ == "__main__":
    unittest.main()
