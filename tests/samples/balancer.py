"""The one address of several processes, as the public has it."""
import http.client
import http.server
import threading
import urllib.parse

LIMIT = 60  # s


class Balancer:
    """Hands each request to the process that is chosen, and the answer back."""

    def __init__(self):
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._netloc = None
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def choose(self, app):
        """From now on it gets them all."""
        self._netloc = urllib.parse.urlsplit(app.url()).netloc

    def _ask(self, method, target, body, headers):
        """Status, headers and body."""
        connection = http.client.HTTPConnection(self._netloc, timeout=LIMIT)
        try:
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def _handler(self):
        balancer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, text = balancer._ask(self.command, self.path, body or None, dict(self.headers))
                self.send_response_only(status)
                for header in headers:
                    self.send_header(*header)
                self.end_headers()
                self.wfile.write(text)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_):
                pass

        return Handler
