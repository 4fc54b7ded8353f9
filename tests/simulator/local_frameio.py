"""A simulator that is started for a test, calls of it, and an app that it posts to."""
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import queue
import re
import subprocess
import threading
import urllib.parse

LIMIT = 30  # s for anything that is waited for
TOKEN = "token-of-the-test"
LAST_LINE = "It is for this machine: whoever reaches it may do everything. Ctrl-C ends it.\n"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    def json(self):
        return json.loads(self.text)


class Simulator:
    def __init__(self, *flags):
        binaries = pathlib.Path(os.environ["FRAMEIO_BIN"])
        command = [binaries / "frameio", "sim", "--listen", "127.0.0.1:0", "--token", TOKEN, "--ids", "1", *flags]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.greeting = "".join(iter(self._process.stdout.readline, LAST_LINE))
        self.url = re.search(r"http://[\d.:]+", self.greeting)[0]
        self._where = self.url.removeprefix("http://")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(LIMIT)
        self._process.stdout.close()

    def send(self, method, path, body=None, headers=()):
        """A request as it is; a body that is no text is JSON."""
        octets = body if body is None or isinstance(body, (bytes, str)) else json.dumps(body)
        connection = http.client.HTTPConnection(self._where, timeout=LIMIT)
        try:
            connection.request(method, path, octets, dict(headers))
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def call(self, method, path, data=None, token=TOKEN, **headers):
        """A call of the API."""
        return self.send(method, path, None if data is None else {"data": data},
                         {"Authorization": f"Bearer {token}", **headers})

    def do(self, what, **body):
        """Something that the page does."""
        return self.send("POST", f"/sim/{what}", body).json()

    def all(self, kind):
        found = self.send("GET", "/sim/resources").json()["resources"]
        return [each for each in found if each["kind"] == kind]

    def one(self, kind, **members):
        return next(each for each in self.all(kind) if all(each[name] == value for name, value in members.items()))

    def form(self, path, **fields):
        return self.send("POST", path, urllib.parse.urlencode(fields),
                         {"Content-Type": "application/x-www-form-urlencoded"})


class Delivery:
    def __init__(self, headers, body):
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body)

    def is_signed_with(self, secret):
        signed = b"v0:" + self.headers["X-Frameio-Request-Timestamp"].encode() + b":" + self.body
        return self.headers["X-Frameio-Signature"] == "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class App:
    """Answers each delivery with the next of its answers, or else with 200: a status, or an object for the user."""

    def __init__(self, *answers):
        self._answers = list(answers)
        self._deliveries = queue.Queue()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def next(self):
        return self._deliveries.get(timeout=LIMIT)

    def _handler(self):
        app = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = app._answers.pop(0) if app._answers else 200
                shown = b"" if isinstance(answer, int) else json.dumps(answer).encode()
                self.send_response(answer if isinstance(answer, int) else 200)
                self.send_header("Content-Length", str(len(shown)))
                self.end_headers()
                app._deliveries.put(Delivery(self.headers, body))  # what comes after the answer comes after it
                self.wfile.write(shown)

            def log_message(self, *_):
                pass

        return Handler
