"""The same delivery again: many times at once, or captured and sent later."""
import concurrent.futures
import contextlib
import copy
import dataclasses
import time

from checker import Tally, check
from experiments import place, records
from fake_api import TOKENS
from killed_app import LIMIT
from postgres_server import Connection, Unavailable
from sender import READY, UPLOADED, Delivery
from traffic import FLAGS

AT_ONCE = 64
TOLERANCE = 300  # s for which a signature is good
LEFT = 8  # s for which one is still good that has come late


def _refused(copies):
    return sum(not each.acknowledged for each in copies)


@dataclasses.dataclass
class Flood:
    tally: Tally
    copies: int
    refused: int  # copies that were not answered with 2xx


def flood(programs, deliveries, copies, prepare=lambda store: None):
    """So many copies of each of so many deliveries to two apps on one store."""
    with place(programs, *FLAGS, tokens=TOKENS) as (*apps, api), \
            concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for app in apps:
            app.start()
        first = apps[0]
        prepare(first.store)
        # What happens once, and what may happen twice within a second.
        fresh = [Delivery(f"file-{n}", (UPLOADED, READY)[n % 2]) for n in range(deliveries)]
        sent = [copy.deepcopy(each) for each in fresh for _ in range(copies)]
        ports = [app.port for app in apps]
        list(pool.map(lambda number: sent[number].attempt(ports[number % 2]), range(len(sent))))
        first.wait_until("all events are done or parked", first.is_idle)
        codes = [app.drain() for app in apps]
        if any(codes):
            raise AssertionError(f"they do not drain: {codes}\n{first.log()}")
        return Flood(check(records(first, api, sent)), len(sent), _refused(sent))


def deadlocks(server):
    """How many there were so far. Sessions report at their end: those whose apps have ended are waited for."""
    server.ask(f"SELECT pg_terminate_backend(pid, {1000 * LIMIT}) FROM pg_stat_activity "
               "WHERE application_name = 'frameio'")
    return int(server.ask("SELECT sum(deadlocks) FROM pg_stat_database")[0][0])


def make_deadlock(server):
    """What must be counted as one."""
    def lock(connection, number):
        with contextlib.suppress(Unavailable):
            connection.ask(f"SELECT pg_advisory_xact_lock({number})")

    with contextlib.closing(Connection(server.url)) as one, contextlib.closing(Connection(server.url)) as other, \
            concurrent.futures.ThreadPoolExecutor() as pool:
        for connection, number in ((one, 1), (other, 2)):
            connection.ask("SET application_name = 'frameio'; BEGIN")
            lock(connection, number)
        list(pool.map(lock, (one, other), (2, 1)))


@dataclasses.dataclass
class Replay:
    tally: Tally
    copies: int
    refused: int  # copies within the tolerance that were not answered with 2xx
    stale: list  # answers to those beyond it


def replay(programs, between=lambda store: None):
    """Deliveries are captured, and sent again: at once, when they are done, after a restart, after a crash, and when
    their signatures are not good any more. What may happen to a file twice within a second is sent again only when it
    is done: until then its copies count as further changes."""
    with place(programs, *FLAGS) as (app, api):
        app.start()
        old, new, changed = Delivery("old", age=TOLERANCE - LEFT), Delivery("new"), Delivery("changed", READY)
        expired = time.time() + LEFT + 1
        sent = []

        def send(*captured):
            for each in captured:
                sent.append(copy.deepcopy(each))
                sent[-1].attempt(app.port)

        send(old, old, old, new, new, new, changed)
        app.wait_until("all events are done or parked", app.is_idle)
        send(old, new, changed)
        for end in (app.drain, app.kill):
            end()
            between(app.store)
            app.start()
            send(old, new, changed)
        stale = [copy.deepcopy(old), Delivery("stale", age=TOLERANCE + 1)]
        app.wait_until("it is stale", lambda: time.time() > expired)
        for each in stale:
            each.attempt(app.port)
        app.wait_until("all events are done or parked", app.is_idle)
        app.drain()
        return Replay(check(records(app, api, sent)), len(sent), _refused(sent),
                      [answer for each in stale for answer in each.refusals or [200]])
