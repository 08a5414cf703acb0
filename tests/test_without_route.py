"""What a command tries to reach from a place without a network is counted, by whatever means it tries."""

from __future__ import annotations

import sys

import pytest

from eval.network_hosts import why_no_hosts
from eval.without_route import run_without_route

REASON = why_no_hosts()
pytestmark = pytest.mark.skipif(REASON is not None, reason=REASON or "")
CONNECT = "import socket; socket.create_connection(('{}', {}), timeout=2)"


def run(code):
    return run_without_route([sys.executable, "-c", code])


def test_a_command_that_stays_at_home_is_left_alone():
    tried = run(
        "import socket; a = socket.create_server(('127.0.0.1', 0)); socket.create_connection(a.getsockname()); exit(3)"
    )
    assert (tried.exit_code, tried.leaving, tried.unanswered) == (3, 0, 0)


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7"])
def test_who_tries_to_connect_to_another_machine_is_counted(address):
    tried = run(CONNECT.format(address, 80))
    assert tried.exit_code == 1
    assert tried.leaving > 0


def test_a_datagram_counts_as_well():
    assert run("import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.7', 53))").leaving > 0


def test_an_address_of_this_machine_where_nobody_listens_is_counted():
    tried = run(CONNECT.format("127.0.0.1", 9))
    assert (tried.leaving, tried.unanswered) == (0, 1)
