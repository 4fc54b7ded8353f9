#!/usr/bin/env python3
"""Kills an app while it installs, updates and uninstalls itself for an admin, at each of its calls to disk and network.
When it has been started again, the platform, the app's record and the secrets agree: nothing is lost, doubled or left.

usage: install_test.py INSTALL_APP KILL_AT [--store sqlite|postgresql] [--seed N] [--every N] [--again N] [--long]

FRAMEIO_BIN is the folder in which `frameio` is.
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
from experiments import Programs
from installed import place_for
from installed_app import COURSES, INSTALL, InstalledInPostgres, InstalledInSqlite
from killed_jobs import REQUEST, Kill, Life, calls_of, live, live_all
from postgres_server import PostgresServer
from report import Report

AT_ONCE = 8
PEERS = ("accept4 network", "sendmsg network", "recv network")
NEEDED = {"sqlite": (*PEERS, "pwrite64 file", "fdatasync file"), "postgresql": (*PEERS, "send local", "recv local")}


def is_wrong(place):
    try:
        place.check(INSTALL)
    except AssertionError:
        return True
    return False


def find_faults(programs, report):
    """What must be found."""
    with place_for(programs) as place:
        live(programs, place, Life(INSTALL))
        place.app.start_as(INSTALL.version)
        for kind in ("webhook", "action"):
            place.double(kind)
            report.require(f"a doubled {kind} is found", is_wrong(place))
            place.order_and_wait(INSTALL)
            report.require(f"a doubled {kind} is repaired", not is_wrong(place))
        for kind in ("webhook", "action"):
            right = place.set_secret(kind, "another secret")
            report.require(f"a wrong secret of a {kind} is found", is_wrong(place))
            place.set_secret(kind, right)
            report.require(f"the right secret of a {kind} is taken", not is_wrong(place))
        place.rename_others()
        report.require("what was changed of others is found", is_wrong(place))


@dataclasses.dataclass(frozen=True)
class Counted:
    """What a job is, in calls."""
    calls: int  # until it is over
    last_request: Kill  # something has begun then, and is not over; of other calls, now and then there are more or less
    recovery: int  # calls of an app that is started when another was killed so


def count_calls(programs, needed, report):
    """By job."""
    made = {}
    for course in COURSES:
        with place_for(programs) as place:
            calls = [calls_of(programs, place, job) for job in course]
            last = [Kill(each.count(REQUEST), of_requests=True) for each in calls]
            again = [calls_of(programs, place, job, kill) for job, kill in zip(course, last)]
        for job, first, kill, second in zip(course, calls, last, again):
            counts = collections.Counter(f"{call.name} {call.to}" for call in first)
            print(f"{job.name}: {len(first)} calls, "
                  + ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
                  + f"; {len(second)} to start again and end it", flush=True)
            report.require("kill_at sees them", all(counts[name] for name in needed))
            report.require("what was begun is resumed", second)
            made[job] = Counted(len(first), kill, len(second))
    return made


def lives_of(job, counted, asked, chosen):
    moments = ("before", "after") if asked.long else ("before",)
    begin = chosen.randint(1, asked.every)
    once = [Life(job, (Kill(number, moment),)) for number in range(begin, counted.calls + 2, asked.every)
            for moment in moments]
    recovery = counted.recovery or 1
    twice = [Life(job, (counted.last_request, Kill(recovery // 2)))]
    # When something has begun, which is not the first that it does.
    twice += [Life(job, (Kill(chosen.randint(counted.calls // 3, counted.calls)), Kill(chosen.randint(1, recovery))))
              for _ in range(asked.again - 1)]
    return once + twice


def courses_of(lives):
    """All of them, each job's one after the other in courses; jobs that only come before or after are not killed."""
    left = {job: list(each) for job, each in lives.items()}
    made = []
    for course in COURSES:
        while any(left[job] for job in course):
            made.append([left[job].pop() if left[job] else Life(job) for job in course])
    return made


def kill_at_each(programs, counts, asked, report):
    chosen = random.Random(asked.seed)
    courses = courses_of({job: lives_of(job, counts[job], asked, chosen) for job in counts})
    # One waits as long as it takes: a minute, in which the others live.
    parts = [[[Life(INSTALL, (counts[INSTALL].last_request,), is_patient=True)]]]
    parts += [courses[number::AT_ONCE] for number in range(AT_ONCE)]
    with concurrent.futures.ThreadPoolExecutor(len(parts)) as pool:
        ended = list(pool.map(lambda part: live_all(programs, part), parts))
    for fault in (each for _, faults in ended for each in faults):
        report.require(fault, False)
    for job in counts:
        add(job, [each for endings, _ in ended for each in endings if each.job is job], asked, report)
    patient, _ = ended[0]
    report.require("what is locked is resumed when the lock has ended", [each.is_resumed for each in patient] == [True])


def add(job, endings, asked, report):
    kills = collections.Counter(each.kills for each in endings)
    resumed = sum(each.is_resumed for each in endings)
    print(f"{job.name}: {len(endings)} lives, killed once {kills[1]}, twice {kills[2]}; {resumed} had begun, and have "
          "ended by themselves", flush=True)
    report.require("most were killed", kills[0] < len(endings) / 2)
    report.require("some were killed twice", kills[2])
    report.require("some had begun, and others not", 0 < resumed < len(endings))


def run(programs, asked):
    """The exit code."""
    print(f"seed {asked.seed}", flush=True)
    report = Report()
    find_faults(programs, report)
    counts = count_calls(programs, NEEDED[asked.store], report)
    kill_at_each(programs, counts, asked, report)
    return 1 if report.failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("install_app", type=pathlib.Path)
    parser.add_argument("kill_at", type=pathlib.Path)
    parser.add_argument("--store", choices=sorted(NEEDED), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--every", type=int, default=1, help="so many calls stand for one")
    parser.add_argument("--again", type=int, default=40, help="lives of each job that are killed twice, 1 at least")
    parser.add_argument("--long", action="store_true", help="kill both before and after each call")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        new_store = InstalledInSqlite
        if asked.store == "postgresql":
            server = stack.enter_context(PostgresServer(memory.folder()))
            new_store = lambda _: InstalledInPostgres(server)
        return run(Programs(asked.install_app, asked.kill_at, new_store), asked)


if __name__ == "__main__":
    sys.exit(main())
