"""Fetching is polite and careful: it waits as asked, reads no more than it may, and goes nowhere else."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from assistant import errors
from ingest.fetching import Fetcher, Manners
from tests.source_server import SourceServer
from ui.texts import say_error

QUICK = Manners(pause=0, timeout=5, attempts=4, backoff=2)


@pytest.fixture
def server():
    with SourceServer() as running:
        yield running


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetcher(server, waits):
    with Fetcher(server.address, "A_SETTING", QUICK, sleep=waits.append) as made:
        yield made


def fetch(fetcher, server, path="/brief", limit=1000):
    return fetcher.fetch(server.address + path, limit=limit)


def test_what_an_address_sends_comes_back_with_its_type(fetcher, server):
    server.script("/brief", (200, {"Content-Type": "Text/XML; charset=utf-8"}, b"<a/>"))
    fetched = fetch(fetcher, server)
    assert (fetched.data, fetched.content_type) == (b"<a/>", "text/xml")


def test_a_busy_source_is_asked_again_after_ever_longer_waits(fetcher, server, waits):
    server.script("/brief", (503, {}, b""), (500, {}, b""), (502, {}, b""))
    assert fetch(fetcher, server).data == b"/brief"
    assert waits == [2, 4, 8]


def test_retry_after_is_obeyed_when_it_is_longer_than_the_wait_would_be(fetcher, server, waits):
    server.script("/brief", (429, {"Retry-After": "17"}, b""), (503, {"Retry-After": "1"}, b""))
    assert fetch(fetcher, server).data == b"/brief"
    assert waits == [17, 4]


def test_retry_after_can_be_a_date(fetcher, server, waits):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    server.script("/brief", (429, {"Retry-After": later}, b""), (429, {"Retry-After": "soon"}, b""))
    fetch(fetcher, server)
    assert 30 < waits[0] <= 40
    assert waits[1] == 4


def test_a_source_that_asks_for_hours_is_left_for_another_time(fetcher, server, waits):
    server.script("/brief", (429, {"Retry-After": "7200"}, b""))
    with pytest.raises(errors.SourceUnreachable, match="7200"):
        fetch(fetcher, server)
    assert waits == []


def test_a_source_that_stays_down_is_given_up_with_the_reason(fetcher, server, waits):
    server.script("/brief", *[(503, {}, b"")] * 4)
    with pytest.raises(errors.SourceUnreachable, match="HTTP 503") as fault:
        fetch(fetcher, server)
    assert waits == [2, 4, 8]
    assert "is niet bereikbaar" in say_error(fault.value)


def test_a_machine_that_does_not_answer_is_unreachable(waits):
    with SourceServer() as gone:
        address = gone.address
    with Fetcher(address, "A_SETTING", QUICK, sleep=waits.append) as made, pytest.raises(errors.SourceUnreachable):
        made.fetch(address + "/brief", limit=10)


def test_a_source_that_says_nothing_is_asked_again(server, waits):
    server.script("/brief", lambda _request: time.sleep(1.0))
    manners = Manners(pause=0, timeout=0.2, attempts=2, backoff=1)
    with Fetcher(server.address, "A_SETTING", manners, sleep=waits.append) as made:
        assert fetch(made, server).data == b"/brief"
    assert waits == [1]


def test_a_drip_of_bytes_does_not_last_for_ever(server, waits):
    def drip(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            try:
                request.wfile.write(b"x")
                request.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    server.script("/brief", drip)
    manners = Manners(pause=0, timeout=5, deadline=0.3, attempts=1)
    made = Fetcher(server.address, "A_SETTING", manners, sleep=waits.append)
    with made, pytest.raises(errors.SourceUnreachable, match="took longer"):
        fetch(made, server)


def test_a_body_that_is_cut_off_is_fetched_again(fetcher, server, waits):
    def close_early(request):
        request.send_response(200)
        request.send_header("Content-Length", "900")
        request.end_headers()
        request.wfile.write(b"half a letter")

    server.script("/brief", close_early)
    assert fetch(fetcher, server).data == b"/brief"
    assert waits == [2]


def test_what_is_not_there_or_not_allowed_is_not_asked_for_again(fetcher, server, waits):
    server.script("/brief", (404, {}, b""), (410, {}, b""), (403, {}, b""))
    for kind in (errors.NotAtSource, errors.NotAtSource, errors.SourceRefused):
        with pytest.raises(kind):
            fetch(fetcher, server)
    assert waits == []


def test_a_file_announced_as_500_megabytes_is_refused_unread(fetcher, server):
    def announce(request):
        request.send_response(200)
        request.send_header("Content-Length", str(500 * 2**20))
        request.end_headers()
        request.wfile.write(b"x")

    server.script("/brief", announce)
    with pytest.raises(errors.TooLargeAtSource, match="100 MB"):
        fetch(fetcher, server, limit=100 * 2**20)


def test_a_file_that_does_not_say_its_size_is_read_up_to_the_limit(fetcher, server):
    def pour(request):
        request.send_response(200)
        request.end_headers()
        try:
            for _ in range(10_000):
                request.wfile.write(b"x" * 1000)
        except OSError:
            return

    server.script("/brief", pour)
    with pytest.raises(errors.TooLargeAtSource):
        fetch(fetcher, server, limit=50_000)


def test_a_packed_answer_counts_as_large_as_it_unpacks_to(fetcher, server):
    bomb = gzip.compress(bytes(5_000_000))
    server.script("/brief", (200, {"Content-Encoding": "gzip"}, bomb))
    with pytest.raises(errors.TooLargeAtSource):
        fetch(fetcher, server, limit=1_000_000)


def test_an_answer_that_cannot_be_unpacked_is_garbled(fetcher, server):
    server.script("/brief", (200, {"Content-Encoding": "gzip"}, b"this is not gzip"))
    with pytest.raises(errors.SourceGarbled):
        fetch(fetcher, server)


def test_a_redirect_on_the_same_machine_is_followed(fetcher, server):
    server.script("/brief", (302, {"Location": "/elders"}, b""))
    fetched = fetch(fetcher, server)
    assert (fetched.data, fetched.address) == (b"/elders", server.address + "/elders")


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/",
        "http://127.0.0.2/",
        "http://127.0.0.1:1/",
        "file:///etc/passwd",
        "//example.org/",
        "http://[",
    ],
)
def test_a_redirect_to_another_machine_is_refused(fetcher, server, target):
    server.script("/brief", (302, {"Location": target}, b""))
    with pytest.raises(errors.SourceElsewhere) as fault:
        fetch(fetcher, server)
    assert "niet gevolgd" in say_error(fault.value)


def test_redirects_in_a_circle_come_to_an_end(fetcher, server):
    server.script("/brief", *[(302, {"Location": "/brief"}, b"")] * 20)
    with pytest.raises(errors.SourceRefused, match="redirects"):
        fetch(fetcher, server)


def test_an_address_on_another_machine_is_refused_before_anything_is_asked(fetcher, server):
    with pytest.raises(errors.SourceElsewhere):
        fetcher.fetch("http://example.org/brief", limit=10)
    assert server.asked == []


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "gegevensmagazijn", "", "http://", "http://[::1"])
def test_a_base_address_that_is_none_is_refused(address):
    with pytest.raises(errors.SourceRefused, match="A_SETTING"):
        Fetcher(address, "A_SETTING", QUICK)


def test_requests_keep_their_distance(server, waits):
    with Fetcher(server.address, "A_SETTING", Manners(pause=30), sleep=waits.append) as made:
        fetch(made, server)
        fetch(made, server)
        fetch(made, server)
    assert len(waits) == 2
    assert all(29 < wait <= 30 for wait in waits)


def test_a_proxy_of_the_network_is_not_asked_for_this_very_machine(server, monkeypatch, waits):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Fetcher(server.address, "A_SETTING", QUICK, sleep=waits.append) as made:
        assert fetch(made, server).data == b"/brief"
