import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from bot.worker import Worker

PATIENCE = 30.0
PARENT = """
import sys
from bot.worker import Worker
worker = Worker()
print(worker.call("os:getpid"), flush=True)
sys.stdin.readline()
"""


@pytest.fixture(scope="module", name="worker")
def _worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def parent() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_what_is_called_runs_in_another_process(worker: Worker) -> None:
    assert worker.call("math:prod", [2, 3, 7]) == 42
    assert worker.call("os:getpid") != os.getpid()


def test_one_process_serves_all_threads(worker: Worker) -> None:
    with ThreadPoolExecutor(8) as threads:
        pids = list(threads.map(worker.call, ["os:getpid"] * 16))

    assert len(set(pids)) == 1


def test_an_error_over_there_is_raised_here_and_ends_nothing(worker: Worker) -> None:
    before = worker.call("os:getpid")

    with pytest.raises(ZeroDivisionError):
        worker.call("operator:floordiv", 1, 0)

    assert worker.call("os:getpid") == before


def test_a_killed_worker_is_started_again_and_the_question_answered(worker: Worker) -> None:
    killed = worker.call("os:getpid")
    os.kill(killed, signal.SIGKILL)

    answered = worker.call("os:getpid")

    assert answered != killed


def test_a_question_under_way_survives_the_death_of_the_worker(worker: Worker) -> None:
    pid = worker.call("os:getpid")
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(worker.call, "time:sleep", 0.2) for _ in range(3)]
        os.kill(pid, signal.SIGKILL)

        assert [each.result() for each in asked] == [None] * 3
    assert worker.call("os:getpid") != pid


def test_a_question_that_kills_every_worker_is_given_up_and_the_next_one_answered(
    worker: Worker,
) -> None:
    with pytest.raises(BrokenProcessPool):
        worker.call("os:_exit", 1)

    assert worker.call("math:prod", [6, 7]) == 42


def test_a_closed_worker_starts_again_when_it_is_asked() -> None:
    worker = Worker()
    worker.close()
    before = worker.call("os:getpid")
    worker.close()

    assert worker.call("os:getpid") != before
    worker.close()


def test_the_worker_ends_with_a_parent_that_ends() -> None:
    with parent() as process:
        said, trouble = process.communicate("\n", timeout=PATIENCE)

    assert int(said)
    assert trouble == ""
    assert process.returncode == 0


def test_the_worker_ends_with_a_parent_that_is_killed() -> None:
    with parent() as process:
        assert process.stdout
        assert int(process.stdout.readline())
        process.kill()

        # the worker holds the other end of this pipe: it is empty only when both are gone
        rest, _ = process.communicate(timeout=PATIENCE)

    assert rest == ""
