#!/usr/bin/env python3
"""Kills an app at its boundaries with the disk and its peers, and at random; no event is lost, nothing is done twice.

usage: crash_test.py CRASH_APP KILL_AT [--seed N] [--kills N] [--rate N]    1,000 kills take some 3 min
"""
import argparse
import collections
import pathlib
import random
import sys
import time

from checker import ASKABLE, TEXTS, Records, check, texts_of
from experiments import (UNHARMED, Programs, acknowledgement, calls_of, double_one, kill_again_at_each, kill_at_each,
                         kill_at_random, lose_one, meet_each_fault, sum_of)
from fake_api import Fault
from killed_app import DONE, PARKED, PENDING
from sender import READY

# What fails the test.
FORBIDDEN = ("lost", "duplicated", "unexpected")

# What the calls of a whole life must contain; otherwise kill_at has not come between the program and the system.
NEEDED = ({"fdatasync", "fsync"}, {"pwrite64", "pwrite", "write"}, {"send", "sendmsg", "sendto"},
          {"recv", "recvmsg", "recvfrom", "read"}, {"accept", "accept4"}, {"connect"})


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


class Report:
    """What the experiments have found, and whether that will do."""

    def __init__(self):
        self.failed = False
        self._began = time.monotonic()

    def add(self, name, tally, more=""):
        print(f"{name}: {tally.line()}{more}; {time.monotonic() - self._began:.0f} s", flush=True)
        for line in tally.faults():
            print(f"  {line}", flush=True)
        self.failed |= any(getattr(tally, kind) for kind in FORBIDDEN)

    def require(self, what, condition):
        if not condition:
            print(f"  failed: {what}", flush=True)
            self.failed = True


def look_at(calls, report):
    counts = collections.Counter(calls)
    print(f"an event from the start of the app until its end: {len(calls)} calls, "
          + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())), flush=True)
    for names in NEEDED:
        report.require(f"kill_at sees one of {sorted(names)}", names & set(calls))
    if report.failed:
        sys.exit(1)


def find_faults(programs, report):
    """The checker finds what is wrong with real apps, too."""
    report.require("a lost event is found", lose_one(programs).lost)
    report.require("a duplicated effect is found", double_one(programs, TEXTS[0]).tally.duplicated)


def enumerate_boundaries(programs, calls, report):
    def add(name, endings, crashes):
        crashed = sum(ending.crashes >= crashes for ending in endings)
        report.add(name, sum_of(endings), f"; {crashed} of {len(endings)} killed")
        report.require("most of them were killed", crashed > len(endings) / 2)
        return sum_of(endings)

    numbers = range(1, len(calls) + 3)
    add(f"killed before and after each of {len(calls)} calls", kill_at_each(programs, numbers), 1)
    add("killed again, at each call of the recovery", kill_again_at_each(programs, calls), 2)
    numbers = acknowledgement(calls)
    early = add(f"never repeated, killed before and after each of {len(numbers)} calls until it is acknowledged",
                kill_at_each(programs, numbers, attempts=1), 1)
    # All at once: they wait for the repetition, which comes after 15 s.
    early += add(f"file.ready, killed before and after each of {len(numbers)} calls until it is acknowledged",
                 kill_at_each(programs, numbers, event_type=READY, at_once=2 * len(numbers)), 1)
    report.require("nothing is in doubt that no handler has begun", early.in_doubt == 0)


def meet_faults(programs, report):
    endings = meet_each_fault(programs, TEXTS)
    report.add("faults of the API", sum_of(endings))
    for ending in endings:
        tally = ending.tally
        if ending.life.fault in UNHARMED or ending.life.at == ASKABLE:
            report.require(f"{ending.life.name}: done", tally.done == 1)
        elif ending.life.fault is not Fault.KILLS_ANSWERED:
            report.require(f"{ending.life.name}: in doubt", tally.in_doubt == 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crash_app", type=pathlib.Path)
    parser.add_argument("kill_at", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rate", type=int, default=120, help="deliveries in a second, while it is killed at random")
    asked = parser.parse_args()
    programs = Programs(asked.crash_app, asked.kill_at)
    print(f"seed {asked.seed}", flush=True)
    test_of_the_checker()
    report = Report()
    calls = calls_of(programs)
    look_at(calls, report)
    find_faults(programs, report)
    enumerate_boundaries(programs, calls, report)
    meet_faults(programs, report)
    tally = kill_at_random(programs, random.Random(asked.seed), asked.kills, asked.rate)
    report.add(f"killed {asked.kills} times at random", tally)
    report.require("some were acknowledged, and done", tally.acknowledged and tally.done)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
