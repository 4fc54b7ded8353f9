"""The part of Frame.io's API that crash_app uses. Counts what is done, never dies, and fails in the ways that it is told."""
import collections
import enum
import http.server
import json
import socket
import struct
import threading
import time

TOKEN, OTHER_TOKEN = TOKENS = ("token-of-the-test", "token-of-the-other")


class Fault(enum.Enum):
    """What happens to one request. "Effect": what it says is there."""
    ANSWERS_LATE = "answers late"
    REFUSES_ONCE = "answers 429, without effect"
    RESETS_BEFORE = "resets the connection before the effect"
    RESETS_AFTER = "resets the connection after the effect"
    FAILS_AFTER = "answers 500 after the effect"
    KILLS_BEFORE = "the app is killed before the effect"
    KILLS_AFTER = "the app is killed after the effect, before the answer"
    TAKES_TWICE = "the effect happens twice"
    KILLS_ANSWERED = "the app is killed after the answer"


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256  # an app that starts may connect for all that it has to do


class FakeApi:
    """An API in threads of this process, at `url`. `kill` is called where a fault kills the app. An answer that is to
    come late is held until it is let go."""

    LIMIT = 60  # s that it is held at most

    def __init__(self):
        self.kill = None
        self._held = threading.Event()
        self._released = threading.Event()
        self._lock = threading.Lock()
        self._effects = []  # (file id, text, when, who)
        self._numbers = collections.defaultdict(list)  # of the effects on a file
        self._faults = {}
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def fail_once(self, beginning, fault):
        """The next request to say something that begins so meets the fault."""
        with self._lock:
            self._held.clear()
            self._released.clear()
            self._faults[beginning] = fault

    def effects(self):
        """How often each (file id, text) was said."""
        with self._lock:
            return collections.Counter((file, text) for file, text, *_ in self._effects)

    def authors(self):
        """How much was said with each token."""
        with self._lock:
            return collections.Counter(who for *_, who in self._effects)

    def comments_of(self, file):
        """What was said about the file, in the platform's form; remarks and comments are one here."""
        with self._lock:
            return [_comment(number, *self._effects[number][:3]) for number in self._numbers[file]]

    def take_fault(self, text):
        with self._lock:
            beginning = next((each for each in self._faults if text.startswith(each)), None)
            return self._faults.pop(beginning, None)

    def take_effect(self, file, text, who):
        """Returns what is there now."""
        effect = (file, text, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        with self._lock:
            self._numbers[file].append(len(self._effects))
            self._effects.append((*effect, who))
            return _comment(len(self._effects) - 1, *effect)

    def hold(self):
        """In the thread of a request: waits until it is let go."""
        self._held.set()
        self._released.wait(self.LIMIT)

    def is_holding(self):
        return self._held.is_set() and not self._released.is_set()

    def let_go(self):
        self._released.set()


def _comment(number, file, text, created):
    return {"id": f"c{number}", "text": text, "file_id": file, "created_at": created, "updated_at": created,
            "annotation": None, "attachments": [], "completed_at": None, "completer_id": None, "duration": None,
            "links": [], "mentions": [], "page": None, "text_edited_at": None, "text_review_annotation": None,
            "timestamp": None}


def _handler_of(api):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body are written one after the other

        def handle(self):
            try:
                super().handle()
            except OSError:
                pass  # the app was killed, or a fault has closed the connection

        def do_GET(self):
            file = self.path.partition("?")[0].split("/")[5]
            self._answer(200, {"data": api.comments_of(file), "links": {"next": None}})

        def do_POST(self):
            size = int(self.headers["Content-Length"])
            octets = self.rfile.read(size)
            scheme, _, who = self.headers["Authorization"].partition(" ")
            if len(octets) < size or scheme != "Bearer" or who not in TOKENS:
                self.close_connection = True
                return
            text = json.loads(octets)["data"]["text"]
            self._create(self.path.split("/")[5], text, who, api.take_fault(text))

        def _create(self, file, text, who, fault):
            if fault is Fault.REFUSES_ONCE:
                self._answer(429, {"errors": [{"detail": "Too many requests"}]})
                return
            if fault is Fault.KILLS_BEFORE:
                api.kill()
            if fault in (Fault.KILLS_BEFORE, Fault.RESETS_BEFORE):
                self._reset()
                return
            comment = api.take_effect(file, text, who)
            if fault is Fault.TAKES_TWICE:
                api.take_effect(file, text, who)
            if fault is Fault.KILLS_AFTER:
                api.kill()
            if fault in (Fault.KILLS_AFTER, Fault.RESETS_AFTER):
                self._reset()
                return
            if fault is Fault.ANSWERS_LATE:
                api.hold()
            if fault is Fault.FAILS_AFTER:
                self._answer(500, {"errors": [{"detail": "Internal error"}]})
                return
            self._answer(201, {"data": comment})
            if fault is Fault.KILLS_ANSWERED:
                api.kill()

        def _reset(self):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()

        def _answer(self, status, body):
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            if status == 429:
                self.send_header("Retry-After", "1")
            for name, value in (("limit", 100_000), ("remaining", 99_999), ("window", 60_000)):
                self.send_header(f"x-ratelimit-{name}", str(value))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass

    return Handler
