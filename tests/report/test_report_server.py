"""Who may ask the server of ``vmotion explore``, what it answers, and that Ctrl-C ends it."""

import http.client
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from vmotion_report.live import Live, RefusedError
from vmotion_report.saved_run import Origin
from vmotion_report.server import MOST_BYTES, ExploreServer, address, serve
from vmotion_specs.suites import Suite


class Asking:
    """A client that says whatever it likes."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token
        self.host = f"127.0.0.1:{port}"

    def __call__(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, Any, http.client.HTTPMessage]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        given = {"Host": self.host, "Content-Length": str(len(data)), "Content-Type": "application/json"}
        if method == "POST":
            given["Origin"] = f"http://{self.host}"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        kind = answer.headers.get_content_type()
        return answer.status, json.loads(text) if kind == "application/json" else text, answer.headers


@pytest.fixture
def ask(suite: Suite) -> Iterator[Asking]:
    explored = ExploreServer("<!doctype html><p>the page</p>", Live(suite, Origin("vmotion")))
    server = serve(explored)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    assert address(server, explored).startswith(f"http://127.0.0.1:{server.server_port}/{explored.token}/")
    yield Asking(server.server_port, explored.token)
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_page_is_there_under_its_token_only(ask: Asking) -> None:
    status, text, headers = ask("GET", f"/{ask.token}/")
    assert (status, text) == (200, "<!doctype html><p>the page</p>")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    for path in ("/", "/page", f"/{ask.token[:-1]}/", f"/{ask.token}x/", "//", "/%c3%a9"):
        status, data, _ = ask("GET", path)
        assert status == 404, path
        assert "page</p>" not in str(data)
    assert ask("GET", f"/{ask.token}/etc/passwd")[0] == 404
    assert ask("GET", f"/{ask.token}/../../etc/passwd")[0] == 404


@pytest.mark.parametrize(
    "host", ["example.com", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "evil.127.0.0.1:{port}", ""]
)
def test_a_request_to_another_host_is_refused(ask: Asking, host: str) -> None:
    status, data, _ = ask("GET", f"/{ask.token}/", Host=host.format(port=ask.port))
    assert status == 403
    assert data == {"error": "this server answers to 127.0.0.1 alone"}


@pytest.mark.parametrize("origin", ["http://example.com", "null", "http://127.0.0.1", "https://127.0.0.1:{port}", ""])
def test_a_question_of_another_page_is_refused_and_changes_nothing(ask: Asking, origin: str) -> None:
    status, _, _ = ask("POST", f"/{ask.token}/api/do", {"command": "request"}, Origin=origin.format(port=ask.port))
    assert status == 403
    assert ask("POST", f"/{ask.token}/api/now", {})[1]["steps"] == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"do"', b"[" * 60_000, b"\xff\xfe"])
def test_what_is_no_question_is_refused(ask: Asking, body: bytes) -> None:
    assert ask("POST", f"/{ask.token}/api/do", body)[0] == 400


def test_a_question_that_is_too_long_or_of_another_type_is_refused(ask: Asking) -> None:
    assert ask("POST", f"/{ask.token}/api/now", {}, Content_Length=str(MOST_BYTES + 1))[0] == 413
    assert ask("POST", f"/{ask.token}/api/now", {}, Content_Length="-1")[0] == 413
    assert ask("POST", f"/{ask.token}/api/now", {}, Content_Type="text/plain")[0] == 400
    assert ask("POST", f"/{ask.token}/other/now", {})[0] == 404


def test_a_step_a_refused_step_and_back(ask: Asking) -> None:
    status, now, _ = ask("POST", f"/{ask.token}/api/do", {"command": "request"})
    assert status == 200
    assert [s["command"] for s in now["steps"]] == ["request"]
    assert now["here"]["values"]["vcenter.state"] == "REQUESTED"
    assert now["before"]["vcenter.state"] == "IDLE"
    assert now["broken"] == []
    status, refused, _ = ask("POST", f"/{ask.token}/api/do", {"command": "request"})
    assert status == 409
    assert refused["error"].startswith("request cannot be done here: no migration is under way (")
    for what, asked in (
        ("do", {}),
        ("do", {"command": "no such"}),
        ("elapse", {"seconds": "1"}),
        ("elapse", {"seconds": 0}),
        ("elapse", {"seconds": True}),
        ("back", {"to": 9}),
        ("scenario", {"name": "../x"}),
        ("no such", {}),
    ):
        assert ask("POST", f"/{ask.token}/api/{what.replace(' ', '%20')}", asked)[0] == 409, (what, asked)
    assert len(ask("POST", f"/{ask.token}/api/now", {})[1]["steps"]) == 1
    assert ask("GET", f"/{ask.token}/run.script")[1].splitlines()[1:] == ["request"]
    assert ask("POST", f"/{ask.token}/api/back", {"to": 0})[1]["here"]["values"]["vcenter.state"] == "IDLE"


def test_a_broken_invariant_is_named_in_the_state_that_breaks_it(small: Suite) -> None:
    live = Live(small, Origin("small"))
    assert live.answer("do", {"command": "send"})["broken"] == []
    assert live.answer("do", {"command": "receive"})["broken"] == ["P1"]
    assert live.answer("back", {"to": 1})["broken"] == []
    # Nothing bounds how long the sender waits; after 5 s it may give up, while the token is under way.
    live.answer("elapse", {"seconds": 4})
    with pytest.raises(RefusedError, match="for too long"):
        live.answer("do", {"command": "give_up"})
    live.answer("elapse", {"seconds": 1})
    assert live.answer("do", {"command": "give_up"})["broken"] == ["P2"]


def test_ctrl_c_ends_it_without_a_traceback() -> None:
    code = "from vmotion_cli.main import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", code, "explore", "--model", "peterson"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    where = running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert where.startswith("http://127.0.0.1:")
    assert running.returncode == 0
    assert "Traceback" not in errors
