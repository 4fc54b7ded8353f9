"""Plays the side of Frame.io that sends webhooks."""
import hashlib
import hmac
import http.client
import itertools
import json
import math
import time
import urllib.error
import urllib.request

SECRET = "webhook secret of the test"
PATIENCE = 60  # s for an answer; Frame.io's 5 s would make a slow machine look like a network that loses answers

# Frame.io repeats what was not acknowledged after 15 s, 30 s, ...: the app takes those for repetitions that come then.
# Of what happens once to a resource any copy is a repetition, so that tests need not wait.
READY = "file.ready"
UPLOADED = "file.upload.completed"
FIRST_PAUSE = {READY: 15.0, UPLOADED: 0.0}

_numbers = itertools.count()


def signed(body, age=0, secret=SECRET):
    """The headers of a body that is sent now, or so many seconds after it was signed."""
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Frameio-Request-Timestamp": stamp,
            "X-Frameio-Signature": "v0=" + digest}


def _body_of(event_type, file, account="account", workspace="workspace", project="project"):
    return json.dumps({"account": {"id": account}, "project": {"id": project}, "resource": {"id": file, "type": "file"},
                       "type": event_type, "user": {"id": "user"}, "workspace": {"id": workspace}}).encode()


def deliver(url, account, workspace, file, secret=SECRET, event_type=READY):
    """Sends a webhook of a workspace once, another each time; returns the status that it is answered with."""
    body = _body_of(event_type, file, account, workspace, project=f"project-{next(_numbers)}")
    asked = urllib.request.Request(url, body, signed(body, secret=secret))
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.status


class Delivery:
    """A signed webhook: the same octets at each attempt."""

    def __init__(self, file, event_type=UPLOADED, attempts=5, patience=PATIENCE, age=0):
        self.file = file
        self.acknowledged = False
        self._attempts = attempts  # that are left
        self.refusals = []  # what a genuine delivery is never answered with
        self.slowest = 0.0  # s that an answer has taken
        self.unanswered = 0
        self.late = 0  # how often no answer has come in time
        self.cut = []  # (port, when all was sent, or infinity) of connections that ended before the answer did
        self.busy = 0  # answers that ask to come again
        self._patience = patience
        self._pause = FIRST_PAUSE[event_type]
        self._again_at = 0.0
        self._body = _body_of(event_type, file)
        self._headers = signed(self._body, age)

    def is_over(self):
        """Whether it was acknowledged, or is given up."""
        return self.acknowledged or not self._attempts

    def is_due(self):
        return not self.is_over() and time.monotonic() >= self._again_at

    def attempt(self, port):
        """Sends it once, and returns whether it was answered. An answer that does not come in time, or not as a whole,
        is none; without a port nobody listens."""
        self._attempts -= 1
        began = time.monotonic()
        status = self._post(port) if port else None
        if status is not None:
            self.slowest = max(self.slowest, time.monotonic() - began)
        self.acknowledged = status is not None and 200 <= status < 300
        self.unanswered += status is None
        self.busy += status == 503
        if status is not None and not self.acknowledged and status != 503:
            self.refusals.append(status)
        self._again_at = time.monotonic() + self._pause
        self._pause *= 2
        return status is not None

    def _post(self, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=self._patience)
        sent = None
        try:
            connection.connect()
            sent = math.inf
            connection.request("POST", "/", self._body, self._headers)
            sent = time.monotonic()
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except TimeoutError:
            self.late += 1
        except (OSError, http.client.HTTPException):
            if sent is not None:
                self.cut.append((port, sent))
        finally:
            connection.close()
        return None
