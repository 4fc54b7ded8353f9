"""Crashes on purpose: each experiment kills a real process, starts it again, and returns what a checker found."""
import collections
import concurrent.futures
import contextlib
import dataclasses
import itertools
import pathlib
import signal
import tempfile
import threading
import time

from checker import Records, Tally, check
from fake_api import FakeApi, Fault
from killed_app import KilledApp
from sender import READY, UPLOADED, Delivery

AT_ONCE = 8  # lives that go on at the same time: most of each is spent waiting for a lease


@dataclasses.dataclass
class Programs:
    app: pathlib.Path
    kill_at: pathlib.Path


@dataclasses.dataclass
class Life:
    """How one event is to live: what happens to the app, or to one of its requests, on the way."""
    name: str
    event_type: str = UPLOADED
    environment: dict = dataclasses.field(default_factory=dict)
    fault: Fault | None = None
    at: str = ""  # the text that meets the fault begins so


@dataclasses.dataclass
class Ending:
    """How it has lived."""
    life: Life
    tally: Tally
    crashed: bool


@contextlib.contextmanager
def _place(programs):
    """A folder with an app in it, and an API for it that can kill it."""
    with tempfile.TemporaryDirectory() as name, FakeApi() as api, \
            KilledApp(programs.app, pathlib.Path(name), api.url) as app:
        api.kill = lambda: app.signal(signal.SIGKILL)
        yield app, api


def _restart(app):
    """Starts it after a crash, which must have been one of ours."""
    code = app.wait()
    if code != -signal.SIGKILL:
        raise AssertionError(f"the app has ended by itself, with {code}:\n{app.log()}")
    app.start()


def _see_through(app, delivery):
    """Sends the delivery until it is acknowledged, and restarts the app, until its event is done or parked."""
    def is_over():
        if app.has_ended():
            _restart(app)
        if delivery.is_due():
            delivery.attempt(app.port)
            return False
        return delivery.acknowledged and app.unfinished() == 0 and not app.has_ended()
    app.wait_until("the event is done or parked", is_over)


def _end(app, delivery):
    """Drains it; if it crashes even then, once more."""
    if app.drain() != 0:
        _restart(app)
        _see_through(app, delivery)
        code = app.drain()
        if code != 0:
            raise AssertionError(f"it has ended with {code} instead of 0:\n{app.log()}")


def _records(app, api, deliveries):
    refusals = {each.file: each.refusals for each in deliveries if each.refusals}
    if refusals or not app.is_sound():
        raise AssertionError(f"refused: {refusals}, sound store: {app.is_sound()}\n{app.log()}")
    return Records({each.file: each.acknowledged for each in deliveries}, api.effects(), app.events())


def live(programs, life):
    """One event, from the start of an app until that has drained, with one app after the other if they are killed."""
    with _place(programs) as (app, api):
        if life.fault:
            api.fail_once(life.at, life.fault)
        delivery = Delivery("file", life.event_type)
        app.begin(**life.environment)
        if not app.is_listening():
            _restart(app)
        _see_through(app, delivery)
        _end(app, delivery)
        return Ending(life, check(_records(app, api, [delivery])), app.starts > 1)


def _live_all(programs, lives):
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda life: live(programs, life), lives))


def sum_of(endings):
    """A tally of all, in which each fault has the name of its life."""
    total = Tally()
    for ending in endings:
        named = dataclasses.replace(ending.tally)
        for kind in ("lost", "duplicated", "unexpected"):
            setattr(named, kind, [(ending.life.name, each) for each in getattr(ending.tally, kind)])
        total += named
    return total


def boundaries(programs):
    """The names of the calls at which a process can be killed, of a life without a crash."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder, "trace")
        live(programs, Life("traced", environment={"LD_PRELOAD": str(programs.kill_at), "KILL_AT_TRACE": str(trace)}))
        return [line.split()[1] for line in trace.read_text().splitlines()]


def _first(calls, names, begin=0):
    return next(at for at in range(begin, len(calls)) if calls[at] in names)


def unacknowledged(calls):
    """The numbers of the calls from the delivery's arrival until it is acknowledged."""
    begin = _first(calls, ("accept", "accept4"))
    return range(begin + 1, _first(calls, ("send", "sendmsg", "write"), begin) + 2)


def kill_at_each(programs, numbers, event_type):
    """An event for each of the calls, and for before and after it, at which the process is killed."""
    lives = [Life(f"{event_type}, killed {moment} call {number}", event_type,
                  {"LD_PRELOAD": str(programs.kill_at), "KILL_AT_CALL": str(number), "KILL_AT_MOMENT": moment})
             for number in numbers for moment in ("before", "after")]
    return _live_all(programs, lives)


def meet_each_fault(programs, texts):
    """An event for each way in which the API fails, at each of its calls."""
    return _live_all(programs, [Life(f"{text.strip(': ')}: {fault.value}", fault=fault, at=text)
                                for fault in Fault for text in texts])


class Traffic:
    """Deliveries at a steady rate. Gives up on one that is not acknowledged, after as many attempts as Frame.io."""

    WORKERS = 12
    ATTEMPTS = 5

    def __init__(self, app, rate):
        self._app = app
        self._interval = self.WORKERS / rate
        self._numbers = itertools.count()
        self._over = threading.Event()
        self._sent = [[] for _ in range(self.WORKERS)]
        self._threads = [threading.Thread(target=self._work, args=(mine,), daemon=True) for mine in self._sent]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def deliveries(self):
        return [each for mine in self._sent for each in mine]

    def _work(self, mine):
        while not self._over.wait(self._interval):
            delivery = Delivery(f"file-{next(self._numbers)}")
            mine.append(delivery)
            for attempt in range(self.ATTEMPTS):
                delivery.attempt(self._app.port)
                if delivery.acknowledged:
                    break
                time.sleep(0.1 * 2 ** attempt)  # scaled down, as all of Frame.io's intervals here


def kill_at_random(programs, random, kills, rate):
    """Kills an app under traffic, at moments that `random` chooses, also while it starts and recovers."""
    with _place(programs) as (app, api):
        with Traffic(app, rate) as traffic:
            for _ in range(kills):
                _begin_and_kill(app, random)
            app.start()
        app.wait_until("all events are done or parked", lambda: app.unfinished() == 0)
        if app.drain() != 0:
            raise AssertionError(f"it does not drain:\n{app.log()}")
        return check(_records(app, api, traffic.deliveries()))


def _begin_and_kill(app, random):
    app.begin()
    if random.random() < 0.2:
        time.sleep(random.uniform(0, 0.05))
    else:
        if not app.is_listening():
            raise AssertionError(f"it does not start after a crash:\n{app.log()}")
        time.sleep(random.uniform(0, 0.4))
    app.kill()


def count_endings(endings):
    """How many lives had a crash, and how many came to their end before it."""
    return collections.Counter("crashed" if each.crashed else "went on" for each in endings)
