# SPDX-License-Identifier: Apache-2.0
"""What an exception costs that is thrown out of so many calls: throwing.py SECONDS DEPTH..."""
import platform
import sys
import time
import traceback

REPEATS = 10
# Of Student's distribution for as many repeats: the error is that of a confidence of 99.9 %, as JMH's is.
STUDENT = 4.781


class OrderError(Exception):
    pass


MADE_BEFORE = OrderError("made before")


def made_before():
    # Without its old trace: each throw would make it longer.
    return MADE_BEFORE.with_traceback(None)


def made_anew():
    return OrderError("no such article")


def down(depth, thrown, customer, total):
    if depth <= 1:
        raise thrown()
    article = customer or "eggs"
    price = total + depth
    discount = price / 8
    below = deeper(depth - 1, thrown, article, price)
    return below + price + len(article) + discount


# One that calls itself would be a line of text only, "repeated 47 more times".
def deeper(depth, thrown, customer, total):
    if depth <= 1:
        raise thrown()
    article = customer or "eggs"
    price = total + depth
    discount = price / 8
    below = down(depth - 1, thrown, article, price)
    return below + price + len(article) + discount


def reused(depth):
    try:
        down(depth, made_before, "ann", depth)
    except OrderError:
        pass


def unread(depth):
    try:
        down(depth, made_anew, "ann", depth)
    except OrderError:
        pass


def read(depth):
    try:
        down(depth, made_anew, "ann", depth)
    except OrderError as error:
        at = error.__traceback__
        frames = []
        while at is not None:
            frames.append((at.tb_frame.f_code.co_name, at.tb_lineno))
            at = at.tb_next
        return frames


def text(depth):
    try:
        down(depth, made_anew, "ann", depth)
    except OrderError:
        return traceback.format_exc()


def timed(job, depth, times):
    begun = time.perf_counter_ns()
    for _ in range(times):
        job(depth)
    return (time.perf_counter_ns() - begun) / times


def measure(job, depth, seconds):
    times = max(1, int(seconds * 1e9 / timed(job, depth, 200)))
    timed(job, depth, times)
    took = [timed(job, depth, times) for _ in range(REPEATS)]
    mean = sum(took) / REPEATS
    deviation = (sum((one - mean) ** 2 for one in took) / (REPEATS - 1)) ** 0.5
    return mean, STUDENT * deviation / REPEATS**0.5


print(platform.python_version())
for name, job in (
    ("made before", reused),
    ("made anew, with its trace", unread),
    ("... and the names and lines of its frames", read),
    ("... and traceback.format_exc", text),
):
    for depth in map(int, sys.argv[2:]):
        nanos, error = measure(job, depth, float(sys.argv[1]))
        print(name, depth, nanos, error, sep="\t")
