"""A machine that is gone without a word, as in a power cut, keeps nothing from the others."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from assistant import errors
from assistant.ledger import Ledger
from eval.network_hosts import Network, why_no_hosts
from eval.postgres_cluster import USER, Cluster, why_not

REASON = why_no_hosts() or why_not()
pytestmark = pytest.mark.skipif(REASON is not None, reason=REASON or "")
ROOT = Path(__file__).parent.parent
PASSWORD = "zand-en-zee-9"
HOLDS = """
import sys, time
from pathlib import Path
from assistant.ledger import Ledger
ledger = Ledger(Path("."), url=sys.argv[1])
with ledger.claim("brief.txt") as free, ledger.turn("store"):
    print("holds" if free else "taken", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def network():
    with Network() as made:
        yield made


@pytest.fixture
def url(network):
    """A ledger in a database on a host of its own."""
    with tempfile.TemporaryDirectory(prefix="bw-lost-") as folder:
        Path(folder).chmod(0o755)
        place = Path(folder) / "cluster"
        place.mkdir()
        cluster, host = Cluster(place, password=PASSWORD, trusted=[network.range]), network.add("ledger")
        host.serve(cluster.serve_command(host.address, 5432), Path(folder) / "log")
        address = f"postgresql://{USER}:{PASSWORD}@{host.address}/postgres"
        until = time.monotonic() + 60
        while True:
            try:
                Ledger(ROOT, url=address, create=True).close()
                break
            except errors.LedgerUnreachable:
                assert time.monotonic() < until
                time.sleep(0.1)
        yield address
        host.kill()


def test_what_a_lost_worker_had_in_hand_others_get(network, url):
    worker = network.add("worker")
    command = worker.inside([sys.executable, "-c", HOLDS, url])
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "holds\n"
        ledger = Ledger(ROOT, url=url)
        with ledger.claim("brief.txt") as free:
            assert not free
        worker.cut()
        worker.kill()
    until = (
        time.monotonic() + 60
    )  # far more than it takes, and far less than the two hours of a server that is not told
    free = False
    while not free and time.monotonic() < until:
        with ledger.claim("brief.txt") as free:
            pass
        time.sleep(0.2)
    assert free
    with ledger.turn("store"):
        pass
    ledger.close()
