"""What a PostgreSQL server may do to an app under traffic: it crashes, loses its sessions, stands still, or is gone."""
import dataclasses
import os
import signal
import time

from checker import Tally, check
from experiments import place, records
from sender import Delivery
from traffic import FLAGS, Traffic

REFUSED = 20  # deliveries, until an outage that lasts is over
SWIFT = 0.5  # s for an answer of an app that has recovered


def _crashes(server, _):
    server.crash()
    server.start()


def _ends_sessions(server, _):
    server.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'frameio'")


def _loses_a_process(server, _):
    [(victim,), *_] = server.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'frameio'")
    os.kill(int(victim), signal.SIGKILL)
    server.await_answer()  # it ends all sessions then, and recovers


def _stands_still(server, until_refused):
    with server.stopped():
        until_refused()


def _is_gone(server, until_refused):
    server.crash()
    until_refused()
    server.start()


# What happens, and how soon after it the app must have recovered.
OUTAGES = {"crashes": (_crashes, 5.0), "ends all sessions": (_ends_sessions, 1.0),
           "loses a process": (_loses_a_process, 5.0), "stands still": (_stands_still, 5.0), "is gone": (_is_gone, 3.0)}


@dataclasses.dataclass
class Survival:
    tally: Tally
    recovered: float  # s, at most
    slowest: float  # s for an answer
    unanswered: int
    refused: int


def recover(app, known):
    """Sends until three in a row are acknowledged swiftly; returns how long that took."""
    def sent_three():
        known.append(Delivery(f"after-{len(known)}", attempts=1))
        known[-1].attempt(app.port)
        return len(known) >= 3 and all(each.acknowledged and each.slowest < SWIFT for each in known[-3:])

    began = time.monotonic()
    app.wait_until("it recovers", sent_three)
    return time.monotonic() - began


def survive(programs, server, happens, random, times, rate, prepare=lambda store: None):
    """An app under traffic, while that happens to its server so many times."""
    own, recovered = [], 0.0
    with place(programs, *FLAGS) as (app, api):
        app.start()
        prepare(app.store)
        with Traffic([app], rate) as traffic:
            for _ in range(times):
                enough = api.effects().total() + random.randint(1, rate)
                app.wait_until("it works", lambda: api.effects().total() >= enough)
                many = traffic.refused() + REFUSED
                happens(server, lambda: app.wait_until("it refuses", lambda: traffic.refused() >= many))
                recovered = max(recovered, recover(app, own))
        app.wait_until("all events are done or parked", app.is_idle)
        if app.drain() != 0:
            raise AssertionError(f"it does not drain:\n{app.log()}")
        all_sent = traffic.deliveries() + own
        return Survival(check(records(app, api, all_sent)), recovered, max(each.slowest for each in all_sent),
                        sum(each.unanswered for each in all_sent), traffic.refused())
