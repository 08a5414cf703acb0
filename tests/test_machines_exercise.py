"""Six hosts of one library, of which some go away: a small form of `python -m eval.machines_exercise`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from eval.exercise_people import Told
from eval.machines_exercise import Absence, exercise, misplaced_errors
from eval.network_hosts import Network, why_no_hosts
from eval.postgres_cluster import why_not

ROOT = Path(__file__).parent.parent
NO_HOSTS = why_no_hosts()
REASON = NO_HOSTS or why_not()
if not REASON and not os.environ.get("BRIEFWIJZER_TEST_MACHINES"):
    REASON = "takes two minutes: set BRIEFWIJZER_TEST_MACHINES=1, or run make machines"
LOOK = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=2).status)"


@pytest.mark.skipif(NO_HOSTS is not None, reason=NO_HOSTS or "")
def test_a_host_is_killed_cut_off_and_brought_back(tmp_path):
    with Network() as network:
        served, other = network.add("served"), network.add("other")
        served.serve([sys.executable, "-m", "http.server", "8000", "--bind", served.address], tmp_path / "log")
        look = [sys.executable, "-c", LOOK, f"http://{served.address}:8000"]

        def answers():
            return other.run(look) == "200\n"

        def wait():
            until = time.monotonic() + 30
            while not answers() and time.monotonic() < until:
                time.sleep(0.1)
            return answers()

        assert wait()
        assert subprocess.run(look, capture_output=True, text=True, check=False).stdout == "200\n"
        served.cut()
        assert not answers()
        served.mend()
        assert wait()
        served.kill()
        assert "refused" in other.run(look)
        served.start()
        assert wait()
        assert not served.ended()
    left = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=True).stdout
    assert f"{network.prefix}-" not in left


def told(host, begun, *, fault="refused"):
    return Told(host, "Wat kost het?", begun, begun + 1.0, fault=fault)


def test_an_error_is_excused_only_where_and_while_what_it_needs_is_away():
    away = [Absence("web-1", "killed", 10.0, 20.0, needed_by=("web-1",)), Absence("chroma", "cut off", 30.0, 40.0, ())]
    for excused in (told("web-1", 9.5), told("web-1", 15.0), told("web-2", 15.0, fault="")):
        assert list(misplaced_errors([excused], away)) == []
    for bad in (told("web-2", 15.0), told("web-1", 8.0), told("web-1", 21.0), told("web-1", 35.0)):
        assert len(list(misplaced_errors([bad], away))) == 1


@pytest.mark.skipif(REASON is not None, reason=REASON or "")
def test_a_library_of_six_hosts_survives_the_loss_of_its_ledger():
    with tempfile.TemporaryDirectory(prefix="bw-hosts-") as folder:  # PostgreSQL's own user has to reach it
        found = exercise(
            Path(folder),
            letters=8,
            people=4,
            ways=["lost"],
            hosts=["ledger", "web-1"],
            away=4.0,
            say=lambda _line: None,
        )
    assert found.faults == []
    assert any("lost" in line for line in found.lines)
