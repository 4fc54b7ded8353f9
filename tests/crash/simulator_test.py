#!/usr/bin/env python3
"""Kills an app at random that has to do with a local Frame.io, which sends the webhooks, and whose requests, answers
and deliveries go wrong: no event is lost, and nothing is done twice.

usage: simulator_test.py DELIVER_APP KILL_AT [--seed N] [--kills N] [--rate N]

FRAMEIO_BIN is the folder in which `frameio` is.
"""
import argparse
import pathlib
import random
import sys
import tempfile

import memory
from checker import ASKABLE, check, is_in_doubt
from experiments import Programs, plan
from report import Report
from simulated import Uploads, simulated
from stores import SqliteStore
from traffic import end_of_life, live_until_killed

LEASE = 2  # s
FLAGS = ("--lease", str(LEASE), "--threads", "2")

RARELY = 0.05
REQUESTS = [{"operation": operation, "probability": RARELY, **what}
            for operation in ("comments.create", "files.copy")
            for what in ({"cut": "before"}, {"cut": "after"}, {"status_after": 500}, {"status": 503},
                         {"latency_ms": 300}, {"status": 429, "times": 3})]
REQUESTS += [{"operation": "files.show", "probability": RARELY, **what} for what in ({"cut": "after"}, {"status": 500})]
DELIVERIES = [{"deliveries": "file.*", "probability": 0.1, **what}
              for what in ({"duplicate": True}, {"duplicate": True, "late_ms": 700}, {"late_ms": 300},
                           {"reorder": True}, {"clock_skew_s": -400}, {"clock_skew_s": 400})]


def finish(app, frameio):
    """Waits until all has been sent and done, and ends the app; what is known then."""
    app.wait_until("nothing is sent any more", frameio.is_quiet)
    app.wait_until("all events are done or parked", app.is_idle)
    if app.drain() != 0:
        raise AssertionError(f"it does not drain:\n{app.log()}")
    return frameio.records(app)


def start(app, frameio, **environment):
    app.begin(**environment)
    if not app.is_listening():
        raise AssertionError(f"it does not start:\n{app.log()}")
    frameio.aim(app.port)


def calls_until_it_listens(programs):
    with tempfile.TemporaryDirectory() as folder, simulated(programs, *FLAGS) as (app, frameio):
        trace = pathlib.Path(folder, "trace")
        start(app, frameio, **plan(programs, KILL_AT_TRACE=trace))
        return len(trace.read_text().splitlines())


def kill_under_faults(programs, asked):
    """What is known at the end, and the rules with how often they have struck."""
    chosen = random.Random(asked.seed)
    until_it_listens = calls_until_it_listens(programs)
    with simulated(programs, *FLAGS, seed=asked.seed) as (app, frameio):
        frameio.fail(REQUESTS + DELIVERIES)
        with Uploads(frameio, asked.rate):
            for _ in range(asked.kills):
                live_until_killed(app, *end_of_life(programs, chosen, until_it_listens), listens=frameio.aim)
            start(app, frameio)
        return finish(app, frameio), frameio.rules()


# What must be found

def one_of(programs, rules, prepare=lambda app: None, **environment):
    """What is found about an app to which one file is told."""
    with simulated(programs, *FLAGS) as (app, frameio):
        frameio.fail([{**each, "times": 1} for each in rules])
        start(app, frameio, **environment)
        prepare(app)
        frameio.upload()
        return check(finish(app, frameio))


def lose_one(programs):
    """An event whose store is gone after it was acknowledged."""
    with simulated(programs, *FLAGS) as (app, frameio):
        frameio.fail([{"operation": "files.show", "latency_ms": 60_000}])  # it is not done before
        start(app, frameio)
        frameio.upload()
        app.wait_until("it is acknowledged", frameio.is_quiet)
        app.kill()
        app.store.forget()
        start(app, frameio)
        return check(finish(app, frameio))


def find_what_is_wrong(programs, report):
    report.require("a lost event is found", lose_one(programs).lost)
    unanswered = [{"operation": "files.copy", "cut": "after"}]
    careless = one_of(programs, unanswered, DELIVER_CARELESSLY="1")
    report.require("who does again what is in doubt is found", careless.duplicated)
    careful = one_of(programs, unanswered)
    report.add("one copy whose answer is lost", careful)
    report.require("it is in doubt", careful.in_doubt == 1)
    twice = [{"deliveries": "*", "duplicate": True}]
    forgetful = one_of(programs, twice, lambda app: app.store.never_remember())
    report.require("who does not know a copy is found", forgetful.duplicated)
    report.add("one delivery that comes twice", one_of(programs, twice))


def look_at_doubts(known, report):
    """Only what Frame.io cannot be asked about is in doubt, and what came before it is done."""
    doubts = {file: reason for file, state, reason in known.events if is_in_doubt(state, reason)}
    copies = [reason for reason in doubts.values() if reason.split(":")[0].endswith("/copy")]
    report.require("no comment stays in doubt", len(copies) == len(doubts))
    report.require("each has its comment", all(known.effects[file, ASKABLE + file] == 1 for file in doubts))


def run(programs, asked):
    """The exit code."""
    print(f"seed {asked.seed}", flush=True)
    report = Report()
    find_what_is_wrong(programs, report)
    known, rules = kill_under_faults(programs, asked)
    tally = check(known)
    report.add(f"killed {asked.kills} times at random, with faults", tally,
               f"; {sum(each['struck'] for each in rules)} faults")
    for rule in rules:
        report.require(f"it has struck: {rule}", rule["struck"])
    report.require("some were acknowledged, and done", tally.acknowledged and tally.done)
    look_at_doubts(known, report)
    return 1 if report.failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deliver_app", type=pathlib.Path)
    parser.add_argument("kill_at", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--rate", type=int, default=40, help="files in a second")
    asked = parser.parse_args()
    return run(Programs(asked.deliver_app, asked.kill_at, SqliteStore, memory.folder()), asked)


if __name__ == "__main__":
    sys.exit(main())
