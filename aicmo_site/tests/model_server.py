"""A language model's server on this machine, over real HTTP, that behaves as it is told: well, or in every bad way."""

import hashlib
import json
import socket
import struct
import threading
import time
from collections import deque
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ModelServer:
    """`behave(…)` says what the next requests meet, in order; afterwards each meets `otherwise`."""

    def __init__(self):
        self.requests = []  # the body of each, as it came
        self.headers = []
        self.coming = deque()
        self.otherwise = says("{}")
        self.released = threading.Event()  # what `holds` waits for
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.http.daemon_threads = True

    @property
    def url(self):
        return f"http://127.0.0.1:{self.http.server_port}/v1"

    def behave(self, *behaviours):
        self.coming.extend(behaviours)


@contextmanager
def model_server():
    server = ModelServer()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.http.shutdown()
        server.http.server_close()
        thread.join()


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments):
            pass

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(body)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            behaviour = server.coming.popleft() if server.coming else server.otherwise
            behaviour(self, body, server)

        def reply(self, status, data, **headers):
            data = data if isinstance(data, bytes) else json.dumps(data).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(data)),
                **headers,
            }.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(data)

    return Handler


def completion(text, finish="stop", **message):
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test-model",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def says(text, finish="stop", **message):
    return sends(completion(text if isinstance(text, str) else json.dumps(text), finish, **message))


def sends(data, status=200, **headers):
    """A body of any kind."""
    return lambda handler, body, server: handler.reply(status, data, **headers)


def fails(status, message="planted", code=None, **headers):
    return sends({"error": {"message": message, "type": "error", "code": code}}, status, **headers)


def waits(seconds, then):
    def wait(handler, body, server):
        time.sleep(seconds)
        then(handler, body, server)

    return wait


def holds(then):
    """Answers when the test lets it."""

    def hold(handler, body, server):
        server.released.wait(60)
        try:
            then(handler, body, server)
        except OSError:
            handler.close_connection = True  # whoever asked is gone

    return hold


def dribbles(handler, body, server):
    """Never silent for long, and never done."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    try:
        while not server.released.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()
    except OSError:
        pass
    handler.close_connection = True


def resets(handler, body, server):
    """The connection is gone without a word."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def breaks_off(handler, body, server):
    """Half of the answer, and no more."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def only_takes(*formats, then):
    """Refuses requests in another format, as servers do that do not know it; `none` is no format at all."""

    def choose(handler, body, server):
        asked = body.get("response_format", {}).get("type", "none")
        if asked in formats:
            return then(handler, body, server)
        return fails(400, f"response_format {asked} is not supported")(handler, body, server)

    return choose


def only_counts(limit, then):
    """Knows one name for the most tokens that an answer may have, and says which."""

    def choose(handler, body, server):
        if limit in body:
            return then(handler, body, server)
        message = f"Unsupported parameter: 'max_tokens'. Use '{limit}' instead."
        return fails(400, message, "unsupported_parameter")(handler, body, server)

    return choose


def replays(folder):
    """Answers that were recorded: `<key>.answer.txt` to the question of that key. To any other it has none (503)."""

    def replay(handler, body, server):
        answer = folder / f"{key_of(body)}.answer.txt"
        if not answer.exists():
            return fails(503, f"no answer to {key_of(body)} is recorded")(handler, body, server)
        return says(answer.read_text(encoding="utf-8"))(handler, body, server)

    return replay


def key_of(body):
    """The same for the same question: model, messages and format, and nothing of how the call is made."""
    asked = {name: body[name] for name in ("model", "messages", "response_format") if name in body}
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
