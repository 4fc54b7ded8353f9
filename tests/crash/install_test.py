#!/usr/bin/env python3
"""Kills an app while it installs, updates and uninstalls itself for an admin, at each of its calls to disk and network.
When it has been started again, the platform, the app's record and the secrets agree: nothing is lost, doubled or left.

usage: install_test.py INSTALL_APP KILL_AT [--seed N] [--every N] [--again N] [--long]

FRAMEIO_BIN is the folder in which `frameio` is.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import random
import sys

from experiments import Programs
from installed import place_for
from installed_app import COURSES, INSTALL
from killed_jobs import Kill, Life, calls_of, live, live_all
from report import Report

AT_ONCE = 8
NEEDED = ("accept4 network", "sendmsg network", "recv network", "pwrite64 file", "fdatasync file")


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


def count_calls(programs, report):
    """By job: how many calls it is until it is over, and how many when an app resumes it that is started anew."""
    made = {}
    for course in COURSES:
        with place_for(programs) as place:
            calls = [calls_of(programs, place, job) for job in course]
            again = [calls_of(programs, place, job, Kill(len(each) // 2)) for job, each in zip(course, calls)]
        for job, first, second in zip(course, calls, again):
            counts = collections.Counter(first)
            print(f"{job.name}: {len(first)} calls, "
                  + ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
                  + f"; {len(second)} to start again and end it", flush=True)
            report.require("kill_at sees them", all(counts[name] for name in NEEDED))
            report.require("what was begun is resumed", second)
            made[job] = (len(first), len(second))
    return made


def lives_of(job, calls, recovery, asked, chosen):
    moments = ("before", "after") if asked.long else ("before",)
    begin = chosen.randint(1, asked.every)
    once = [Life(job, (Kill(number, moment),)) for number in range(begin, calls + 2, asked.every)
            for moment in moments]
    # When something has begun, which is not the first that it does.
    twice = [Life(job, (Kill(chosen.randint(calls // 3, calls)), Kill(chosen.randint(1, recovery or 1))))
             for _ in range(asked.again)]
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
    courses = courses_of({job: lives_of(job, *counts[job], asked, chosen) for job in counts})
    # One waits as long as it takes: a minute, in which the others live.
    parts = [[[Life(INSTALL, (Kill(counts[INSTALL][0] // 2),), is_patient=True)]]]
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
    report.require("most were killed", kills[0] < len(endings) / 4)
    report.require("some were killed twice", kills[2] or not asked.again)
    report.require("some had begun, and others not", 0 < resumed < len(endings))


def run(programs, asked):
    """The exit code."""
    print(f"seed {asked.seed}", flush=True)
    report = Report()
    find_faults(programs, report)
    counts = count_calls(programs, report)
    kill_at_each(programs, counts, asked, report)
    return 1 if report.failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("install_app", type=pathlib.Path)
    parser.add_argument("kill_at", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--every", type=int, default=1, help="so many calls stand for one")
    parser.add_argument("--again", type=int, default=40, help="lives of each job that are killed twice")
    parser.add_argument("--long", action="store_true", help="kill both before and after each call")
    asked = parser.parse_args()
    return run(Programs(asked.install_app, asked.kill_at, None), asked)


if __name__ == "__main__":
    sys.exit(main())
