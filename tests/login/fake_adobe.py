"""Adobe's login and what login_app asks of Frame.io, in threads of the test. A refresh token is good once."""
import base64
import collections
import contextlib
import hashlib
import http.server
import itertools
import json
import socket
import threading
import urllib.parse

CLIENT = ("client", "client secret")
LIMIT = 60  # s that an answer is held at most


def _challenge_of(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


class FakeAdobe:
    """Lets in whoever is at the browser, without asking. Counts what it gives, and what is used that is spent."""

    def __init__(self):
        self.at_the_browser = None  # (id, name)
        self.logins = 0
        self.renewals = 0
        self.spent = 0  # refresh tokens that came again
        self.failures = 0  # answers that it is down
        self.shown = collections.Counter()  # access tokens that Frame.io was shown
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._codes = {}
        self._users = {}  # by access token
        self._grants = {}  # users by refresh token
        self._is_down = False
        self._may_answer = threading.Event()
        self._may_answer.set()
        self._identity = _Site(self, _Identity)
        self._frameio = _Site(self, _Frameio)

    def __enter__(self):
        self._identity.open()
        self._frameio.open()
        return self

    def __exit__(self, *_):
        for each in (self._identity, self._frameio):
            each.close()
            each.give_up()

    def environment(self):
        return {"ADOBE_IMS_URL": self._identity.url, "FRAMEIO_API_URL": self._frameio.url,
                "ADOBE_CLIENT_ID": CLIENT[0], "ADOBE_CLIENT_SECRET": CLIENT[1]}

    def end_access(self, user):
        """Frame.io refuses what access tokens the user has."""
        with self._lock:
            self._users = {token: owner for token, owner in self._users.items() if owner != user}

    def asked_to_renew(self):
        """How often, while it was not down."""
        with self._lock:
            return self.renewals + self.spent

    @contextlib.contextmanager
    def late_renewals(self):
        """New tokens are given, and do not arrive before what it yields is called."""
        self._may_answer.clear()
        try:
            yield self._may_answer.set
        finally:
            self._may_answer.set()

    @contextlib.contextmanager
    def down(self):
        """The login service answers 503."""
        self._is_down = True
        try:
            yield
        finally:
            self._is_down = False

    @contextlib.contextmanager
    def unreachable(self):
        """The login service takes no connection."""
        self._identity.close()
        try:
            yield
        finally:
            self._identity.open()

    def answer_authorize(self, query):
        """Where the browser goes on."""
        with self._lock:
            code = f"code-{next(self._numbers)}"
            self._codes[code] = (self.at_the_browser, query["code_challenge"], query["redirect_uri"])
        return query["redirect_uri"] + "?" + urllib.parse.urlencode({"code": code, "state": query["state"]})

    def answer_token(self, form):
        """Status and body."""
        if self._is_down:
            with self._lock:
                self.failures += 1
            return 503, {"error": "service_unavailable"}
        is_renewal = form["grant_type"] == "refresh_token"
        with self._lock:
            answer = self._renewal(form) if is_renewal else self._exchange(form)
        if is_renewal:
            self._may_answer.wait(LIMIT)
        return (200, answer) if answer else (400, {"error": "invalid_grant"})

    def answer_me(self, token):
        with self._lock:
            self.shown[token] += 1
            user = self._users.get(token)
        if not user:
            return 401, {"errors": [{"detail": "Unauthorized"}]}
        return 200, {"data": {"id": user[0], "name": user[1], "email": f"{user[1]}@example.com"}}

    def _exchange(self, form):
        user, challenge, redirect = self._codes.pop(form["code"], (None, None, None))
        if not user or challenge != _challenge_of(form["code_verifier"]) or redirect != form["redirect_uri"]:
            return None
        self.logins += 1
        return self._grant(user)

    def _renewal(self, form):
        user = self._grants.pop(form["refresh_token"], None)
        if not user:
            self.spent += 1
            return None
        self.renewals += 1
        return self._grant(user)

    def _grant(self, user):
        number = next(self._numbers)
        self._users[f"access-{number}"] = user
        self._grants[f"refresh-{number}"] = user
        return {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}", "token_type": "bearer",
                "expires_in": 3600}


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_port = True
    request_queue_size = 256  # all may come at once


class _Site:
    """A server that can go away, and come back at the same port, which nobody else gets meanwhile."""

    def __init__(self, adobe, handler):
        self._handler = type(handler.__name__, (handler,), {"adobe": adobe})
        self._place = socket.socket()
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self._place.bind(("127.0.0.1", 0))
        self._server = None
        self.url = f"http://127.0.0.1:{self._place.getsockname()[1]}"

    def open(self):
        self._server = _Server(self._place.getsockname(), self._handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def give_up(self):
        """Its place is anybody's."""
        self._place.close()


class _Handler(http.server.BaseHTTPRequestHandler):
    adobe = None

    def _send(self, status, body, **headers):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class _Identity(_Handler):
    def do_GET(self):  # noqa: N802
        path, _, query = self.path.partition("?")
        asked = dict(urllib.parse.parse_qsl(query))
        if path != "/ims/authorize/v2" or asked["client_id"] != CLIENT[0] or asked["code_challenge_method"] != "S256":
            self._send(400, {})
            return
        self._send(302, {}, Location=self.adobe.answer_authorize(asked))

    def do_POST(self):  # noqa: N802
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        expected = base64.b64encode(":".join(CLIENT).encode()).decode()
        if self.path != "/ims/token/v3" or self.headers["Authorization"] != f"Basic {expected}":
            self._send(400, {"error": "invalid_client"})
            return
        self._send(*self.adobe.answer_token(form))


class _Frameio(_Handler):
    def do_GET(self):  # noqa: N802
        scheme, _, token = self.headers["Authorization"].partition(" ")
        if self.path != "/v4/me" or scheme != "Bearer":
            self._send(404, {"errors": []})
            return
        limits = {f"x-ratelimit-{name}": value for name, value in
                  (("limit", "100000"), ("remaining", "99999"), ("window", "60000"))}
        self._send(*self.adobe.answer_me(token), **limits)
