"""What is shared is replaced only while nobody uses it, and used only while nobody replaces it."""

from __future__ import annotations

import threading
import time

import pytest

from assistant.sharing import Sharing

PATIENCE = 20.0


def test_who_replaces_the_thing_is_alone_with_it():
    sharing, inside, wrong = Sharing(), [0], []
    lock = threading.Lock()

    def use():
        for _ in range(200):
            with sharing.using(), sharing.using():
                with lock:
                    inside[0] += 1
                with lock:
                    inside[0] -= 1

    def replace():
        for _ in range(50):
            with sharing.alone():
                wrong.append(inside[0])
                time.sleep(0)
                wrong.append(inside[0])

    threads = [threading.Thread(target=use) for _ in range(4)] + [threading.Thread(target=replace) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    assert wrong == [0] * 200


def test_two_may_use_it_at_once():
    sharing, met = Sharing(), threading.Barrier(2, timeout=PATIENCE)

    def use():
        with sharing.using():
            met.wait()

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not met.broken


def test_a_user_that_fails_is_one_no_longer():
    sharing = Sharing()
    with pytest.raises(ZeroDivisionError), sharing.using():
        assert 1 / 0
    with sharing.alone(), pytest.raises(ZeroDivisionError):
        assert 1 / 0
    with sharing.using():
        pass
