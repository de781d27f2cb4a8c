"""The server of ``vmotion explore``: the page, and what it asks, for nobody but a browser on this machine that knows the address.

It listens on 127.0.0.1 alone. A page of another site that knows the port is refused by the ``Host`` and ``Origin`` that its
browser sends, and by the token in the address, which it cannot know.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .live import Live, RefusedError

HOST = "127.0.0.1"
MOST_BYTES = 65_536
SLOWEST_S = 30
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class ExploreServer:
    """What is served: the page and the run behind it, under a token that is made anew each time."""

    html: str
    live: Live
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)


def serve(explored: ExploreServer, port: int = 0) -> ThreadingHTTPServer:
    """A server that is bound and listens; ``serve_forever`` runs it. Port 0: any that is free. Raises ``OSError``."""
    handler = type("Handler", (_Handler,), {"explored": explored, "timeout": SLOWEST_S})
    server = ThreadingHTTPServer((HOST, port), handler)
    server.daemon_threads = True
    return server


def address(server: ThreadingHTTPServer, explored: ExploreServer) -> str:
    """Where the page is."""
    return f"http://{HOST}:{server.server_port}/{explored.token}/"


class _Handler(BaseHTTPRequestHandler):
    """Answers one request; whatever it does not know is refused without a word on what there is."""

    explored: ExploreServer
    server: ThreadingHTTPServer
    server_version = "vmotion"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The page, and the run as a file."""
        path = self._path()
        live = self.explored.live
        if path is None:
            return
        if path == "":
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", self.explored.html)
        elif path == "run.script":
            self._send(HTTPStatus.OK, "text/plain; charset=utf-8", live.script(), path)
        elif path == "test_run.py":
            self._send(HTTPStatus.OK, "text/x-python; charset=utf-8", live.test(), path)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")

    def do_POST(self) -> None:
        """A question of the page."""
        path = self._path()
        if path is None:
            return
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > MOST_BYTES:
            self.close_connection = True
            self._refuse(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the question is too long, or does not say how long it is"
            )
            return
        body = self.rfile.read(int(length))
        if self.headers.get("Origin") != f"http://{self.headers.get('Host')}":
            self._refuse(HTTPStatus.FORBIDDEN, "only the page itself may ask")
            return
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            asked = None
        if self.headers.get_content_type() != "application/json" or not isinstance(asked, dict):
            self._refuse(HTTPStatus.BAD_REQUEST, "a question is a JSON object")
            return
        folder, _, what = path.partition("/")
        if folder != "api":
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")
            return
        try:
            self._json(HTTPStatus.OK, self.explored.live.answer(what, asked))
        except RefusedError as error:
            self._refuse(HTTPStatus.CONFLICT, str(error))

    def _path(self) -> str | None:
        """What stands behind the token; None where the request was refused."""
        here = f"{HOST}:{self.server.server_port}"
        if self.headers.get_all("Host") != [here]:
            self.close_connection = True
            self._refuse(HTTPStatus.FORBIDDEN, f"this server answers to {HOST} alone")
            return None
        token, _, rest = self.path.removeprefix("/").partition("/")
        if not secrets.compare_digest(token.encode(), self.explored.token.encode()):
            self.close_connection = True
            self._refuse(HTTPStatus.NOT_FOUND, "the address is not complete: use the one that vmotion explore printed")
            return None
        return rest

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self._json(status, {"error": why})

    def _json(self, status: HTTPStatus, data: Mapping[str, Any]) -> None:
        self._send(status, "application/json; charset=utf-8", json.dumps(data))

    def _send(self, status: HTTPStatus, kind: str, text: str, name: str = "") -> None:
        body = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for header, value in _HEADERS.items():
            self.send_header(header, value)
        if name:
            self.send_header("Content-Disposition", f'attachment; filename="{name}"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature of http.server
        """Requests are nobody's concern."""
