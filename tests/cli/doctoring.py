"""What the tests of frameio doctor have in common."""
import http.server
import json
import pathlib
import ssl
import sys
import threading

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "samples"), str(TESTS / "simulator")]

from command import Files, frameio  # noqa: E402
from local_frameio import TOKEN  # noqa: E402
from processes import Program  # noqa: E402

WEBHOOK = "marker-of-the-webhook-secret"
ACTION = "marker-of-the-action-secret"
SECRETS = {"WEBHOOK_SECRET": WEBHOOK, "CUSTOM_ACTION_SECRET": ACTION}
NOBODY = "http://127.0.0.1:1"


class Server:
    """Answers each request with what `how` says: a status, or a status and headers."""

    def __init__(self, how, certificate=None):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                said = how(self, body)
                status, headers = said if isinstance(said, tuple) else (said, {})
                self.send_response_only(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self.url = self.url.replace("http:", "https:")
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def like_an_app(request, body):
    if request.command == "GET":
        return 200
    return 200 if "X-Frameio-Signature" in request.headers else 401


class Doctoring(Files):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "frameio.db"
        self.environment = {"FRAMEIO_API_URL": NOBODY, "FRAMEIO_STORE": f"sqlite:{self.path}", **SECRETS}

    def doctor(self, *arguments, code=None, **environment):
        everything = {**self.environment, **environment}
        given = {name: value for name, value in everything.items() if value is not None}
        result = frameio("doctor", *arguments, **given)
        self.assertIn(result.code, (0, 1) if code is None else (code,), result.said)
        for secret in (WEBHOOK, ACTION, TOKEN):
            self.assertNotIn(secret, result.said)
        return result

    def found(self, about, *arguments, **environment):
        """(result, text) of all that is said about one thing, without the remedies."""
        result = self.doctor("--json", *arguments, **environment)
        told = json.loads(result.out)
        self.assertEqual((told["sound"], result.code),
                         (True, 0) if all(each["result"] != "wrong" for each in told["checks"]) else (False, 1))
        for each in told["checks"]:
            self.assertEqual(each["remedy"] is None, each["result"] == "ok", each)
        self.checks = [each for each in told["checks"] if each["about"] == about]
        return [(each["result"], each["text"]) for each in self.checks]

    def assertFound(self, found, *expected):
        self.assertEqual([each[0] for each in found], [each[0] for each in expected], found)
        for (_, text), (_, pattern) in zip(found, expected):
            self.assertRegex(text, pattern)

    def app(self, **environment):
        return self.enterContext(Program("quickstart", "--listen", "127.0.0.1:0", "--threads", "1",
                                         **{"FRAMEIO_STORE": f"sqlite:{self.path}", **SECRETS, **environment}))
