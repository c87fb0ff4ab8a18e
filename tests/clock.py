"""What a piece of work costs, told apart from what else the machine and the test run are doing."""

import gc
import time
from collections.abc import Callable


def seconds_of(work: Callable[[], object], tries: int = 3) -> float:
    """Processor seconds of this thread, the least of some tries, without the collector.

    A test run holds millions of objects: one collection in the middle of the longer of two
    measured calls makes work that grows evenly look as if it did not.
    """
    return min(_once(work) for _ in range(tries))


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        begin = time.thread_time()
        work()
        return time.thread_time() - begin
    finally:
        gc.enable()
