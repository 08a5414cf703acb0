"""a server on loopback -> the same server behind a wire that can be cut, held up, or cut at a word that passes."""

from __future__ import annotations

import contextlib
import socket
import threading


class CuttingProxy:
    """Passes bytes both ways until told otherwise; use it as a context."""

    def __init__(self, port):
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._open = []
        self._flowing = threading.Event()
        self._flowing.set()
        self.up = True
        self.cut_at = None  # bytes of a client at which the wire is cut, once
        self.reaches = True  # whether those bytes still reach the server
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.cut()
        self._listening.close()

    def cut(self):
        """The wire is cut; new connections are refused."""
        self.up = False
        self._flowing.set()
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open = []

    def mend(self):
        self.up = True
        self._flowing.set()

    def hold_up(self):
        """Nothing comes through, and nobody is told."""
        self._flowing.clear()

    def _accept(self):
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if not self.up:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()
                continue
            self._open += [client, server]
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source, target, from_client):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._flowing.wait()
                if from_client and self.cut_at and self.cut_at in data:
                    self.cut_at = None
                    source.shutdown(socket.SHUT_RDWR)  # whatever the server says to it is not heard
                    if self.reaches:
                        target.sendall(data)
                        threading.Event().wait(0.5)  # the server does what it was told before it sees the cut
                    break
                target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
