"""Crashes on purpose: each experiment kills a real process, starts it again, and returns what a checker found."""
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
from killed_app import SHORT_LEASE, KilledApp
from sender import UPLOADED, Delivery

AT_ONCE = 20  # lives that go on at the same time: most of each is spent waiting for a lease
LONG_LEASE = 60.0  # for apps that are not killed, and may be held up
UNHARMED = (Fault.ANSWERS_LATE, Fault.REFUSES_ONCE)  # faults that change nothing


@dataclasses.dataclass
class Programs:
    app: pathlib.Path
    kill_at: pathlib.Path


@dataclasses.dataclass
class Life:
    """How one event is to live: what happens to the app, or to one of its requests, on the way."""
    name: str
    event_type: str = UPLOADED
    plans: tuple = ()  # environments: of the first app, and of those that are started after it has crashed
    fault: Fault | None = None
    at: str = ""  # the text that meets the fault begins so
    attempts: int = 5  # of the sender
    lease: float = SHORT_LEASE


@dataclasses.dataclass
class Ending:
    """How it has lived."""
    life: Life
    tally: Tally
    crashes: int


@contextlib.contextmanager
def _place(programs, *flags, pause=0.0):
    """A folder with an app in it, and an API for it that can kill it."""
    with tempfile.TemporaryDirectory() as name, FakeApi(pause) as api, \
            KilledApp(programs.app, pathlib.Path(name), api.url, *flags) as app:
        api.kill = lambda: app.signal(signal.SIGKILL)
        yield app, api


class Keeper:
    """Starts a life's app, and starts it again after crashes, which must have been of our making."""

    def __init__(self, app, life):
        self._app = app
        self._life = life
        self._plans = iter(life.plans)
        self.crashes = 0

    def start(self):
        self._app.begin(**next(self._plans, {}))
        if not self._app.is_listening():
            self.restart()

    def restart(self):
        code = self._app.wait()
        if code != -signal.SIGKILL:
            raise AssertionError(f"the app has ended by itself, with {code}:\n{self._app.log()}")
        self.crashes += 1
        self.start()

    def see_through(self, delivery):
        """Sends it until it is acknowledged or given up, and waits until its event is done or parked."""
        app = self._app

        def is_over():
            if app.has_ended():
                self.restart()
            if delivery.is_due():
                delivery.attempt(app.port)
                return False
            return delivery.is_over() and app.is_idle() and not app.has_ended()

        app.wait_until("the event is done or parked", is_over)

    def drain(self, delivery):
        """Ends the app as an administrator does. It may crash even then."""
        while self._app.drain() != 0:
            self.restart()
            self.see_through(delivery)


def _records(app, api, deliveries):
    refusals = {each.file: each.refusals for each in deliveries if each.refusals}
    if refusals or not app.is_sound():
        raise AssertionError(f"refused: {refusals}, sound store: {app.is_sound()}\n{app.log()}")
    return Records({each.file: each.acknowledged for each in deliveries}, api.effects(), app.events())


def live(programs, life):
    """One event, from the start of an app until that has drained, with one app after the other if they are killed."""
    with _place(programs, "--lease", str(life.lease)) as (app, api):
        if life.fault:
            api.fail_once(life.at, life.fault)
        delivery = Delivery("file", life.event_type, life.attempts)
        keeper = Keeper(app, life)
        keeper.start()
        keeper.see_through(delivery)
        keeper.drain(delivery)
        return Ending(life, check(_records(app, api, [delivery])), keeper.crashes)


def _live_all(programs, lives, at_once=AT_ONCE):
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
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


def _plan(programs, **variables):
    return {"LD_PRELOAD": str(programs.kill_at), **{name: str(value) for name, value in variables.items()}}


def _kill(programs, number, moment):
    return _plan(programs, KILL_AT_CALL=number, KILL_AT_MOMENT=moment)


def calls_of(programs, *plans):
    """The names of the calls at which an app can be killed: of the first, or of that which is started after others."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder, "trace")
        live(programs, Life("traced", plans=(*plans, _plan(programs, KILL_AT_TRACE=trace))))
        return [line.split()[1] for line in trace.read_text().splitlines()]


def _number(calls, names, begin=0):
    """Of the first such call behind `begin`, counted from 1."""
    return next(at + 1 for at in range(begin, len(calls)) if calls[at] in names)


def acknowledgement(calls):
    """The numbers of the calls from the delivery's arrival until it is acknowledged."""
    begin = _number(calls, ("accept", "accept4"))
    return range(begin, _number(calls, ("send", "sendmsg", "write"), begin) + 1)


def first_request(calls):
    """The number of the call that sends the first request to the API."""
    return _number(calls, ("send", "sendmsg", "write"), _number(calls, ("connect",)))


def kill_at_each(programs, numbers, *before, event_type=UPLOADED, attempts=5, at_once=AT_ONCE):
    """An event for each of the calls, and for before and after it, at which the app is killed. Apps with the plans
    `before` have been killed before that one."""
    lives = [Life(f"{event_type}, killed {moment} call {number}", event_type,
                  (*before, _kill(programs, number, moment)), attempts=attempts)
             for number in numbers for moment in ("before", "after")]
    return _live_all(programs, lives, at_once)


def kill_again_at_each(programs, calls):
    """An event for each call of an app that recovers what the one before it has left: one that was killed when it had
    acknowledged the delivery, or when it had sent a request."""
    endings = []
    for number in (acknowledgement(calls)[-1], first_request(calls)):
        first = _kill(programs, number, "after")
        recovery = calls_of(programs, first)
        endings += kill_at_each(programs, range(1, len(recovery) + 3), first)
    return endings


def meet_each_fault(programs, texts):
    """An event for each way in which the API fails, at each of its calls."""
    return _live_all(programs, [Life(f"{text.strip(': ')}: {fault.value}", fault=fault, at=text,
                                     lease=LONG_LEASE if fault in UNHARMED else SHORT_LEASE)
                                for fault in Fault if fault is not Fault.TAKES_TWICE for text in texts])


def lose_one(programs):
    """What must be found lost: an event whose store is gone after it was acknowledged."""
    with _place(programs) as (app, api):
        delivery = Delivery("file")
        app.start()
        delivery.attempt(app.port)
        app.kill()
        app.forget()
        app.start()
        app.drain()
        return check(_records(app, api, [delivery]))


def double_one(programs, text):
    """What must be found duplicated: an effect that happens twice."""
    return live(programs, Life("an effect that happens twice", fault=Fault.TAKES_TWICE, at=text))


class Traffic:
    """Deliveries at a steady rate. Every third is given up after one attempt, the others after as many as Frame.io's."""

    WORKERS = 12

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
            number = next(self._numbers)
            delivery = Delivery(f"file-{number}", attempts=5 if number % 3 else 1)
            mine.append(delivery)
            pause = 0.1  # scaled down, as all of Frame.io's intervals here
            while not delivery.is_over():
                delivery.attempt(self._app.port)
                time.sleep(0 if delivery.is_over() else pause)
                pause *= 2


def kill_at_random(programs, random, kills, rate):
    """Kills an app under traffic, at moments that `random` chooses, also while it starts, recovers or drains."""
    with _place(programs, "--lease", str(SHORT_LEASE), "--threads", "2", pause=0.01) as (app, api):
        with Traffic(app, rate) as traffic:
            for _ in range(kills):
                _begin_and_kill(app, random)
            app.start()
        app.wait_until("all events are done or parked", app.is_idle)
        if app.drain() != 0:
            raise AssertionError(f"it does not drain:\n{app.log()}")
        return check(_records(app, api, traffic.deliveries()))


def _begin_and_kill(app, random):
    app.begin()
    how = random.choice(("starting", "serving", "serving", "serving", "draining"))
    if how != "starting" and not app.is_listening():
        raise AssertionError(f"it does not start after a crash:\n{app.log()}")
    time.sleep(random.uniform(0, 0.05 if how == "starting" else 0.4))
    if how == "draining":
        app.signal(signal.SIGTERM)
        time.sleep(random.uniform(0, 0.1))
    code = app.kill()
    if code not in ((0, -signal.SIGKILL) if how == "draining" else (-signal.SIGKILL,)):
        raise AssertionError(f"the app has ended by itself, with {code}:\n{app.log()}")
