#!/usr/bin/env python3
"""Kills an app at its boundaries with the disk and its peers, and at random; no event is lost, nothing is done twice.

usage: crash_test.py CRASH_APP KILL_AT [--store sqlite|postgresql] [--seed N] [--kills N] [--rate N] [--outages N]
                     [--every N] [--long]
"""
import argparse
import collections
import concurrent.futures
import contextlib
import dataclasses
import pathlib
import random
import sys

import memory
from checker import ASKABLE, TEXTS, Records, Tally, check, texts_of
from experiments import (UNHARMED, Programs, acknowledgement, calls_of, cut_at_each, double_one, kill_again_at_each,
                         kill_at_each, kill_until_acknowledged, lose_one, meet_each_fault, sum_of)
from fake_api import Fault
from outages import OUTAGES, survive
from postgres_server import PostgresServer
from report import Report
from sender import READY
from stores import DONE, FORGETFUL, PARKED, PENDING, PostgresStore, SqliteStore
from traffic import Sharing, kill_at_random, share

# What the calls of a whole life must contain; otherwise kill_at has not come between the program and the system.
PEERS = ({"send network", "sendmsg network", "sendto network"}, {"recv network", "recvmsg network", "read network"},
         {"accept network", "accept4 network"}, {"connect network"})
NEEDED = {"sqlite": (*PEERS, {"fdatasync file", "fsync file"}, {"pwrite64 file", "pwrite file", "write file"}),
          "postgresql": (*PEERS, {"connect local"}, {"send local"}, {"recv local"})}


def test_of_the_checker():
    """The checker finds what is wrong in records that are made up for it."""
    def records(**changes):
        made = {"acknowledged": {"a": True}, "effects": collections.Counter((("a", text) for text in texts_of("a"))),
                "events": [("a", DONE, "")]}
        return check(Records(**{**made, **changes}))
    once, twice = texts_of("a")
    in_doubt = [("a", PARKED, "POST /v4/...: in doubt")]
    assert not records().faults() and records().done == 1
    assert records(events=[]).lost, "an acknowledged event that was never stored"
    assert records(events=[("a", PENDING, "")]).lost, "one that is not run"
    assert records(events=[("a", PARKED, "5 runs failed")]).lost, "one that is given up"
    assert records(effects=collections.Counter([("a", once)])).lost, "one that is done, without an effect"
    assert not records(events=in_doubt).lost and records(events=in_doubt).in_doubt == 1
    assert records(effects=collections.Counter([("a", once), ("a", twice), ("a", twice)])).duplicated
    assert records(effects=collections.Counter([("a", once), ("a", twice), ("b", once)])).unexpected
    assert records(events=[("a", DONE, ""), ("b", DONE, "")]).unexpected
    assert records(acknowledged={"a": False}).recovered == 1
    assert not records(acknowledged={"a": False}, events=[], effects=collections.Counter()).faults()


def look_at(calls, needed, report):
    counts = collections.Counter(f"{call.name} {call.to}" for call in calls)
    print(f"an event from the start of the app until its end: {len(calls)} calls, "
          + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())), flush=True)
    for names in needed:
        report.require(f"kill_at sees one of {sorted(names)}", names & set(counts))
    if report.failed:
        sys.exit(1)


def find_faults(programs, report):
    """The checker finds what is wrong with real apps, too."""
    report.require("a lost event is found", lose_one(programs).lost)
    report.require("a duplicated effect is found", double_one(programs, TEXTS[0]).tally.duplicated)


def enumerate_boundaries(programs, calls, asked, beside, report):
    def add(name, endings, crashes):
        crashed = sum(ending.crashes >= crashes for ending in endings)
        report.add(name, sum_of(endings), f"; {crashed} of {len(endings)} killed")
        report.require("most of them were killed", crashed > len(endings) / 2)

    moments = ("before", "after") if asked.long else ("before",)
    when = " and ".join(moments)
    until_acknowledged = len(acknowledgement(calls))
    # All at once, and beside the others: they wait for the repetition, which comes after 15 s.
    ready = beside.submit(kill_until_acknowledged, programs, calls, moments, event_type=READY,
                          at_once=until_acknowledged)
    numbers = range(1, len(calls) + 3)
    each = kill_at_each(programs, numbers, moments)
    add(f"killed {when} each of {len(calls)} calls", each, 1)
    report.require("some were killed when a handler had begun", any(ending.begun for ending in each))
    begin = 1 + asked.seed % asked.every
    add(f"killed again {when} call {begin} of the recovery, and each {asked.every}. behind it",
        kill_again_at_each(programs, calls, moments, asked.every, begin), 2)
    once = kill_until_acknowledged(programs, calls, moments, attempts=1)
    add(f"never repeated, killed {when} each of {until_acknowledged} calls until it is acknowledged", once, 1)
    add(f"file.ready, killed {when} each of {until_acknowledged} calls until it is acknowledged", ready.result(), 1)
    # On a busy machine one or the other may be killed later than was meant.
    unbegun = [ending for ending in once + ready.result() if ending.crashes and not ending.begun]
    report.require("some were killed before a handler has begun", unbegun)
    report.require("nothing is in doubt that no handler has begun", not sum_of(unbegun).in_doubt)


def cut_connections(programs, calls, report):
    endings = cut_at_each(programs, calls)
    report.add(f"connections cut behind each of {len(endings)} calls that send", sum_of(endings))
    report.require("no app ends by that", not any(ending.crashes for ending in endings))
    report.require("the answer that was cut off leaves one in doubt", sum_of(endings).in_doubt == 1)


def meet_faults(programs, report):
    endings = meet_each_fault(programs, TEXTS)
    report.add("faults of the API", sum_of(endings))
    for ending in endings:
        tally = ending.tally
        if ending.life.fault is Fault.KILLS_ANSWERED:
            # The app is quicker than its end, or not: its next request may have gone out, too.
            report.require(f"{ending.life.name}: done or in doubt", tally.done or tally.in_doubt)
        elif ending.life.fault in UNHARMED or ending.life.at == ASKABLE:
            report.require(f"{ending.life.name}: done", tally.done == 1)
        else:
            report.require(f"{ending.life.name}: in doubt", tally.in_doubt == 1)


@dataclasses.dataclass
class AtRandom:
    """What became of apps that were killed at random."""
    tally: Tally
    sharing: Sharing | None  # of two on one store


def kill_some(programs, asked):
    tally = kill_at_random(programs, random.Random(asked.seed), asked.kills, asked.rate)
    both = asked.store == "postgresql"
    return AtRandom(tally, share(programs, random.Random(asked.seed), asked.kills, asked.rate) if both else None)


def report_sharing(sharing, asked, report):
    report.add(f"two apps on one store, killed {asked.kills} times at random, then one for good", sharing.tally,
               f"; {' and '.join(map(str, sharing.done_by))} effects, {sharing.taken_over} runs taken over, "
               f"{sharing.alone:.1f} s until the other was done")
    report.require("both have done some", all(sharing.done_by))
    report.require("one has taken over what the other had begun", sharing.taken_over)


# What makes a store of PostgreSQL a bad one, beside a ledger that forgets: tables that a crash empties.
LOST_IN_A_CRASH = [f"ALTER TABLE {table} SET UNLOGGED" for table in ("event", "ledger", "run", "step")]


def survive_outages(programs, asked, report):
    """Also with bad stores, where the faults must be found."""
    with PostgresServer(programs.within) as server:
        programs = dataclasses.replace(programs, new_store=lambda _: PostgresStore(server))
        for name, (happens, soon) in OUTAGES.items():
            found = survive(programs, server, happens, random.Random(asked.seed), asked.outages, asked.rate)
            report.add(f"PostgreSQL {name}, {asked.outages} times", found.tally,
                       f"; {found.refused} refused, {found.unanswered} not answered, the slowest in "
                       f"{found.slowest:.1f} s, recovered in {found.recovered:.1f} s")
            report.require("each is answered", not found.unanswered)
            report.require("within 4 s, give or take what a busy machine needs", found.slowest < 4.5)
            report.require(f"it recovers within {soon} s", found.recovered <= soon)
        lost = survive(programs, server, OUTAGES["crashes"][0], random.Random(asked.seed), 1, asked.rate,
                       lambda store: store.sabotage(*LOST_IN_A_CRASH)).tally.lost
        report.require("what tables lose in a crash is found lost", lost)
        doubled = sum_of(cut_at_each(programs, calls_of(programs), lambda store: store.sabotage(*FORGETFUL),
                                     at_once=1)).duplicated
        report.require("what is stored twice, since an answer to COMMIT was lost, is found duplicated", doubled)
        print(f"with bad stores: {len(lost)} found lost, {len(doubled)} duplicated", flush=True)


def run(programs, asked):
    """The exit code."""
    print(f"seed {asked.seed}", flush=True)
    test_of_the_checker()
    report = Report()
    calls = calls_of(programs)
    look_at(calls, NEEDED[asked.store], report)
    find_faults(programs, report)
    with concurrent.futures.ThreadPoolExecutor() as beside:  # the enumeration, which mostly waits for leases
        found = beside.submit(kill_some, programs, asked)
        enumerate_boundaries(programs, calls, asked, beside, report)
        tally, sharing = found.result().tally, found.result().sharing
    cut_connections(programs, calls, report)
    meet_faults(programs, report)
    report.add(f"killed {asked.kills} times at random", tally)
    report.require("some were acknowledged, and done", tally.acknowledged and tally.done)
    if sharing is not None:
        report_sharing(sharing, asked, report)
    if asked.store == "postgresql" and asked.outages:
        survive_outages(programs, asked, report)
    return 1 if report.failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crash_app", type=pathlib.Path)
    parser.add_argument("kill_at", type=pathlib.Path)
    parser.add_argument("--store", choices=sorted(NEEDED), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rate", type=int, default=120, help="deliveries in a second, while it is killed at random")
    parser.add_argument("--outages", type=int, default=0, help="of each kind, of PostgreSQL")
    parser.add_argument("--every", type=int, default=1, help="so many calls of a recovery stand for one")
    parser.add_argument("--long", action="store_true", help="kill both before and after each call")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        new_store = SqliteStore
        if asked.store == "postgresql":
            server = stack.enter_context(PostgresServer(memory.folder()))
            new_store = lambda _: PostgresStore(server)
        return run(Programs(asked.crash_app, asked.kill_at, new_store, memory.folder()), asked)


if __name__ == "__main__":
    sys.exit(main())
