#!/usr/bin/env python3
"""Apps are drained, killed while they drain, stopped, and replaced under traffic, and get the same delivery many times:
nothing is lost or done twice.

usage: lives_test.py CRASH_APP [--store sqlite|postgresql] [--seed N] [--rate N] [--long]
"""
import argparse
import concurrent.futures
import contextlib
import dataclasses
import pathlib
import random
import sys

from checker import Tally
from copies import deadlocks, flood, make_deadlock, replay
from experiments import Programs
from postgres_server import PostgresServer
from report import Report
from stops import GRACE, break_off, drain, kill_while_it_drains, outlast_grace, replace_in_turns, stand_still
from stores import FORGETFUL, PostgresStore, SqliteStore

AT_ONCE = 8  # lives that mostly wait


@dataclasses.dataclass
class Counts:
    """How often each of it is done."""
    drained: int = 10
    killed: int = 10
    outlasted: int = 3
    stopped: int = 2
    lease: int = 2  # s
    patience: float = 1.2  # s of senders for an answer
    rolled: int = 5
    flooded: int = 4
    copies: int = 100


LONG = Counts(drained=100, killed=200, outlasted=20, stopped=20, lease=10, patience=5.0, rolled=50, flooded=10,
              copies=1000)


def keep(_):
    """What a store does with what it has."""


def forget(store):
    store.forget()


def end_gently(programs, asked, counts, report):
    found = drain(programs, random.Random(asked.seed), counts.drained, asked.rate)
    report.add(f"drained {counts.drained} times", found.tally,
               f"; in {found.slowest:.2f} s at most; {found.unheard} requests unheard that had come, "
               f"{found.cut} connections cut")
    report.require(f"each ends with 0, not with {dict(found.codes)}", set(found.codes) == {0})
    report.require("within 10 s", found.slowest <= 10)
    report.require("each request that had come has its answer", not found.unheard)
    broken = break_off(programs, random.Random(asked.seed), asked.rate)
    report.require("requests that are not answered are found, and an event that is run again",
                   broken.unheard and broken.run_again and set(broken.codes) == {-9})


def end_twice(programs, asked, counts, report):
    found = kill_while_it_drains(programs, random.Random(asked.seed), counts.killed, asked.rate)
    report.add(f"told to end and killed {counts.killed} times", found.tally,
               f"; {found.codes[-9]} had not ended by themselves; recovered in {found.recovered:.2f} s")
    report.require(f"no other exit codes: {dict(found.codes)}", not set(found.codes) - {0, -9})
    report.require("some are killed", found.codes[-9])
    report.require("each recovers within 2 s", found.recovered <= 2)
    lost = kill_while_it_drains(programs, random.Random(asked.seed), 1, asked.rate, forget)
    report.require("what a store forgets is found lost", lost.tally.lost)


def stand(programs, asked, counts, report):
    found = stand_still(programs, random.Random(asked.seed), counts.stopped, asked.rate, counts.lease, counts.patience)
    report.add(f"stopped {counts.stopped} times until leases of {counts.lease} s had run out", found.tally,
               f"; {found.late} answers too late, {found.cut} connections cut, {found.run_again} events run again; "
               f"recovered in {found.recovered:.2f} s")
    report.require("senders have come again", found.late)
    report.require("no connection is cut", not found.cut)
    report.require("it recovers within 3 s", found.recovered <= 3)


def wait_for_handlers(endings, swift, report):
    slowest = max(each.seconds for each in endings)
    report.add(f"told to end {len(endings)} times while a handler does not return",
               sum((each.tally for each in endings), Tally()), f"; in {slowest:.2f} s at most")
    for each in endings:
        report.require(f"it waits for {GRACE} s, and ends within one more: {each.seconds:.2f} s, code {each.code}",
                       each.code == 1 and GRACE <= each.seconds <= GRACE + 1)
        report.require("its event is left, and done after a restart", each.left == 1 and each.tally.done == 1)
    report.require("one whose handler returns does not wait, and leaves nothing",
                   swift.code == 0 and swift.seconds < GRACE and swift.left == 0)


def repeat(found, forgetful, report):
    report.add("captured and sent again, also after a restart and a crash", found.tally,
               f"; {found.copies} copies, {found.refused} of them refused; answers to stale ones: {found.stale}")
    report.require("copies are answered as the first one was", not found.refused and found.copies > found.tally.sent)
    report.require("stale ones are not taken", found.stale == [401, 401])
    report.require("what is done again, since a store forgets, is found duplicated", forgetful.tally.duplicated)


def wait_and_repeat(programs, counts, report):
    """At the same time: most of it is waiting."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        repeated = [pool.submit(replay, programs, between) for between in (keep, forget)]
        swift = pool.submit(outlast_grace, programs, returns=True)
        endings = list(pool.map(outlast_grace, [programs] * counts.outlasted))
        wait_for_handlers(endings, swift.result(), report)
        repeat(*(each.result() for each in repeated), report)


def replace(programs, asked, counts, report):
    found = replace_in_turns(programs, random.Random(asked.seed), counts.rolled, asked.rate)
    report.add(f"two apps on one store, each replaced {counts.rolled} times", found.tally,
               f"; in {found.slowest:.2f} s at most; {found.unheard} requests unheard that had come, "
               f"{found.cut} connections cut, {found.busy} answers 503, {found.run_again} events run again")
    report.require(f"each ends within 10 s, with 0: {dict(found.codes)}",
                   set(found.codes) == {0} and found.slowest <= 10)
    report.require("each request that had come has its answer, and none is told to come again",
                   not found.unheard and not found.busy)
    report.require("no event is run by both", not found.run_again)


def send_many(programs, counts, server, report):
    before = deadlocks(server)
    found = flood(programs, counts.flooded, counts.copies)
    locked = deadlocks(server) - before
    report.add(f"{counts.copies} copies of each of {counts.flooded} deliveries to two apps on one store", found.tally,
               f"; {found.refused} not answered with 2xx, {locked} deadlocks")
    report.require("all are acknowledged, without deadlocks", not found.refused and not locked)
    forgetful = flood(programs, 1, counts.copies, lambda store: store.sabotage(*FORGETFUL)).tally
    report.require("what a ledger forgets is found duplicated", forgetful.duplicated)
    make_deadlock(server)
    report.require("a deadlock is counted", deadlocks(server) == before + locked + 1)


def run(programs, asked, server):
    """The exit code."""
    print(f"seed {asked.seed}", flush=True)
    counts = LONG if asked.long else Counts()
    report = Report()
    end_gently(programs, asked, counts, report)
    end_twice(programs, asked, counts, report)
    stand(programs, asked, counts, report)
    wait_and_repeat(programs, counts, report)
    if server is not None:
        replace(programs, asked, counts, report)
        send_many(programs, counts, server, report)
    return 1 if report.failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crash_app", type=pathlib.Path)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--rate", type=int, default=120, help="deliveries in a second")
    parser.add_argument("--long", action="store_true", help="do everything much more often")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        server, new_store = None, SqliteStore
        if asked.store == "postgresql":
            server = stack.enter_context(PostgresServer())
            new_store = lambda _: PostgresStore(server)
        return run(Programs(asked.crash_app, None, new_store), asked, server)


if __name__ == "__main__":
    sys.exit(main())
