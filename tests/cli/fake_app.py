"""An app in 60 lines of Python: checks the signature as the platform's documentation says, and answers what it is told."""
import hashlib
import hmac
import http.server
import socket
import ssl
import threading


class Delivery:
    def __init__(self, request, body):
        self.path = request.path
        self.headers = {name.lower(): value for name, value in request.headers.items()}
        self.body = body
        self.connection = request.client_address

    def is_signed_with(self, secret):
        text = b"v0:" + self.headers["x-frameio-request-timestamp"].encode() + b":" + self.body
        digest = hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
        return hmac.compare_digest("v0=" + digest, self.headers["x-frameio-signature"])


class FakeApp:
    """Answers `status`, `headers` and `body`; with 401 if the signature is not right."""

    def __init__(self, secret, status=200, body=b"", headers=(), certificate=None, address=("127.0.0.1", 0)):
        self.deliveries = []
        app = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                delivery = Delivery(self, self.rfile.read(int(self.headers["Content-Length"])))
                app.deliveries.append(delivery)
                genuine = delivery.is_signed_with(secret)
                self.send_response(status if genuine else 401)
                for name, value in headers:
                    self.send_header(name, value)
                answer = body if genuine else b""
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET

        self._server = Server(address, Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class RawServer:
    """Takes connections and gives each the next of the answers, octet by octet; None keeps it waiting.

    An answer goes out when the end of a header section has arrived; a list of answers keeps the connection for several.
    """

    def __init__(self, *answers, address=None):
        family = socket.AF_UNIX if address else socket.AF_INET
        self._socket = socket.socket(family)
        self._socket.bind(address or ("127.0.0.1", 0))
        self._socket.listen()
        self.url = f"unix:{address}" if address else "http://127.0.0.1:%d" % self._socket.getsockname()[1]
        self.requests = []
        self._answers = answers
        self._open = []
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        # Wakes the thread if it waits for a connection that never came.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        for connection in self._open:
            connection.close()
        self._socket.close()

    def _run(self):
        for answer in self._answers:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._open.append(connection)
            for part in answer if isinstance(answer, list) else [answer]:
                self.requests.append(self._read(connection))
                if part is not None:
                    connection.sendall(part)
            if answer is not None:
                connection.close()

    @staticmethod
    def _read(connection):
        received = b""
        while b"\r\n\r\n" not in received:
            piece = connection.recv(65536)
            if not piece:
                return received
            received += piece
        head, body = received.split(b"\r\n\r\n", 1)
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body
