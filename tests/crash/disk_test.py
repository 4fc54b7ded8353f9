#!/usr/bin/env python3
"""Disks that fail, are full, lose power, or are held by another process: what was acknowledged is on them.

usage: disk_test.py DISK_APP FAULTY_DISK [--seed N] [--losses N] [--all]
"""
import argparse
import concurrent.futures
import contextlib
import dataclasses
import itertools
import pathlib
import random
import sys
import tempfile

import memory
import power_loss
from disk_app import DiskApp

AT_ONCE = 4  # lives that go on at the same time
LATEST = 4.5  # s until an answer: within the 5 s that Frame.io waits


@dataclasses.dataclass
class Programs:
    app: pathlib.Path
    disk: pathlib.Path


def require(condition, *what):
    if not condition:
        raise AssertionError(" ".join(map(str, what)))


@contextlib.contextmanager
def place(programs):
    with tempfile.TemporaryDirectory(dir=memory.folder()) as folder, DiskApp(programs, folder) as app:
        yield app


def losses(app, records, moments, chance=None):
    """What was acknowledged, and would not be there if the power were lost when so many of the records are on the disk:
    a set for each of the moments, which grow."""
    disk, acknowledged, taken = power_loss.Disk(), set(), 0
    files = app.acknowledged(records)
    for moment in moments:
        for record, file in zip(records[taken:moment], files[taken:moment]):
            disk.take(record)
            acknowledged.add(file)
        taken = moment
        with tempfile.TemporaryDirectory(dir=memory.folder()) as folder:
            try:
                yield acknowledged - {None} - power_loss.stored(disk.after_loss(chance), folder)
            except power_loss.Unsound as failure:
                yield {f"the whole store: {failure}"}


def require_kept(app, name, most=40):
    """Nothing is lost, whenever the power is, and however little of what was not synced is left."""
    records = app.records()
    answers = [at for at, each in enumerate(records, 1) if each.kind == "A"]
    moments = answers[::len(answers) // most + 1] + [len(records)]
    for gone in losses(app, records, moments):
        require(not gone, name, "lost", gone, app.log())


def deliver_until_taken(app, file, name):
    """As Frame.io repeats it. After two refusals the disk works again."""
    for attempt in itertools.count(1):
        answer = app.deliver(file)
        require(answer.seconds < LATEST, name, f"answers after {answer.seconds:.1f} s")
        if answer.status == 200:
            return attempt
        require(answer.status == 503 and answer.retry_after, name, "answers", answer.status, answer.retry_after)
        require(attempt < 8, name, "is not taken", app.log())
        if attempt == 2:
            app.broken.unlink(missing_ok=True)


def live_through(programs, number, error, sticky, beside):
    """Call `number` to the disk fails. Returns whether it came to that."""
    name = f"call {number}, {error}, {'for ever' if sticky else 'once'}{', others look' if beside else ''}:"
    with place(programs) as app, contextlib.ExitStack() as looking:
        if sticky:
            app.broken.touch()
        if not app.start(call=number, error=error, sticky=app.broken):
            require(app.code > 0 and str(app.store) in app.log(), name, "does not say why it ends:", app.code, app.log())
            app.broken.unlink(missing_ok=True)
            require(app.start(), name, "does not start any more", app.log())
        if beside:
            looking.enter_context(app.beside())
        for file in ("first", "second", "third"):
            deliver_until_taken(app, file, name)
        app.broken.unlink(missing_ok=True)
        require(app.end() == 0, name, "does not drain", app.log())
        require_kept(app, name)
        return any(each.kind == "X" for each in app.records())


# Of the error, whether it stays, and whether another process has the store open, too: every pair of them.
KINDS = (("EIO", False, False), ("EIO", True, True), ("ENOSPC", True, False), ("ENOSPC", False, True))
ALL_KINDS = tuple(itertools.product(("EIO", "ENOSPC"), (False, True), (False, True)))


def fail_each_call(programs, kinds):
    """D2: until a life has fewer calls than that."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for number in itertools.count(1):
            failed = list(pool.map(lambda kind: live_through(programs, number, *kind), kinds))
            if not any(failed):
                print(f"each of {number - 1} calls failed in {len(kinds)} ways: with EIO and ENOSPC, once and for ever, "
                      "alone and beside another process: nothing acknowledged is lost", flush=True)
                return


def fill_up(app, name):
    """Until nothing fits any more: what did not may do so once the log is part of the file. How many were taken."""
    taken = refused = 0
    while refused < 3:
        answer = app.deliver(f"file-{taken}-{refused}")
        if answer.status == 200:
            taken, refused = taken + 1, 0
        else:
            require(answer.status == 503 and answer.retry_after, name, "answers", answer.status)
            refused += 1
        require(taken < 10_000, name, "is never full")
    return taken


def fill_disk(programs, size):
    """D1: a disk of so many octets."""
    with place(programs) as app:
        app.broken.touch()
        name = f"a disk of {size} octets:"
        require(app.start(error="ENOSPC", size=size, sticky=app.broken), name, app.log())
        taken = fill_up(app, name)
        app.broken.unlink()
        for file in ("after-1", "after-2", "after-3"):
            deliver_until_taken(app, file, name)
        require(app.end() == 0, name, "does not drain", app.log())
        require_kept(app, name)
        return taken


def fill_disks(programs, chance, count=20):
    sizes = [chance.randrange(128 * 1024, 512 * 1024) for _ in range(count)]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        taken = list(pool.map(lambda size: fill_disk(programs, size), sizes))
    print(f"{count} disks were full, after {min(taken)} to {max(taken)} deliveries: nothing acknowledged is lost", flush=True)


def serve(app, count, at_once=8):
    """Many deliveries, several at a time, as fast as they are taken."""
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        answers = list(pool.map(lambda number: app.deliver(f"file-{number}"), range(count)))
    require(all(each.status == 200 for each in answers), "not all are taken", app.log())


def lose_power(programs, chance, times, count=150, **how):
    """D3: how often an acknowledged delivery, or the whole store, was lost in so many power losses."""
    with place(programs) as app:
        require(app.start(**how), app.log())
        serve(app, count)
        require(app.end() == 0, "does not drain", app.log())
        records = app.records()
        require(sum(each.kind == "A" for each in records) == count, "answers are missing in the journal")
        moments = sorted(chance.randrange(len(records) + 1) for _ in range(times))
        return sum(map(bool, losses(app, records, moments, chance)))


def lose_power_often(programs, chance, times):
    require(lose_power(programs, chance, times) == 0, "an acknowledged delivery is lost with the power")
    found = lose_power(programs, chance, times, normal=1)
    require(found, "with synchronous = NORMAL nothing is lost either: the test does not see it")
    print(f"{times} power losses: nothing acknowledged is lost; with synchronous = NORMAL in {found} of {times}",
          flush=True)


def hold_lock(programs):
    """D4: another process writes for longer than Frame.io waits, and for 1 s."""
    with place(programs) as app:
        require(app.start(), app.log())
        with app.beside() as other:
            other.execute("BEGIN IMMEDIATE")
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                answers = list(pool.map(app.deliver, (f"held-{number}" for number in range(4))))
            other.execute("ROLLBACK")
        for each in answers:
            require(each.status == 503 and each.retry_after and each.seconds < LATEST, each.status, each.seconds)
        for file in ("after-1", "after-2", "after-3"):
            deliver_until_taken(app, file, "once the lock is free")
        shortly = hold_lock_shortly(app)
        require(app.end() == 0, "does not drain", app.log())
        require_kept(app, "a lock")
    print(f"a lock that is held: 503 after at most {max(each.seconds for each in answers):.1f} s; for 1 s: 200 after "
          f"{shortly:.1f} s", flush=True)


def hold_lock_shortly(app, seconds=1.0):
    with app.beside() as other:
        other.execute("BEGIN IMMEDIATE")
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            answer = pool.submit(app.deliver, "shortly")
            concurrent.futures.wait([answer], timeout=seconds)
            other.execute("ROLLBACK")
            require(answer.result().status == 200, "answers", answer.result().status, app.log())
            return answer.result().seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("disk_app", type=pathlib.Path)
    parser.add_argument("faulty_disk", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--losses", type=int, default=500)
    parser.add_argument("--all", action="store_true", help="every call fails in all ways")
    asked = parser.parse_args()
    programs = Programs(asked.disk_app, asked.faulty_disk)
    print(f"seed {asked.seed}", flush=True)
    chance = random.Random(asked.seed)
    hold_lock(programs)
    lose_power_often(programs, chance, asked.losses)
    fill_disks(programs, chance)
    fail_each_call(programs, ALL_KINDS if asked.all else KINDS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
