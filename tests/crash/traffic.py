"""Deliveries at a steady rate, and apps that are killed meanwhile, at call numbers that a seed has chosen."""
import concurrent.futures
import dataclasses
import itertools
import signal
import threading
import time

from checker import Tally, check
from experiments import calls_of, listening, place, plan, records
from fake_api import TOKENS
from killed_app import SHORT_LEASE, KilledApp
from sender import PATIENCE, Delivery

FLAGS = ("--lease", str(SHORT_LEASE), "--threads", "2")
CALLS = 2400  # up to which an app is killed, once it listens: some 0.4 s of 120 deliveries a second
DRAINING = 150  # calls that it may make then


class Traffic:
    """Every third delivery is given up after one attempt, the others after as many as Frame.io's. The apps have it in
    turns; what one that is killed has not answered goes to the next, or to a later life of the same. One that has only
    been silent for longer than the patience is asked again."""

    WORKERS = 12
    PAUSE = 0.1  # s until the attempt after one that is refused: scaled down, as all of Frame.io's intervals here

    def __init__(self, apps, rate, patience=PATIENCE):
        self._apps = apps
        self._patience = patience
        self._interval = self.WORKERS / rate
        self._numbers = itertools.count()
        self._over = threading.Event()
        self._sent = [[] for _ in range(self.WORKERS)]
        self._pool = concurrent.futures.ThreadPoolExecutor(self.WORKERS)
        self._workers = []

    def __enter__(self):
        self._workers = [self._pool.submit(self._work, mine) for mine in self._sent]
        return self

    def __exit__(self, *_):
        self._over.set()
        self._pool.shutdown()

    def refused(self):
        """How many answers so far have asked to come again."""
        return sum(each.busy for mine in self._sent for each in list(mine))

    def deliveries(self):
        """All that were sent, when it is over."""
        for worker in self._workers:
            worker.result()
        return [each for mine in self._sent for each in mine]

    def _work(self, mine):
        due = time.monotonic()
        while not self._over.wait(max(0.0, due - time.monotonic())):
            due = max(due + self._interval, time.monotonic())
            number = next(self._numbers)
            mine.append(Delivery(f"file-{number}", attempts=5 if number % 3 else 1, patience=self._patience))
            self._send(mine[-1], number % len(self._apps))

    def _send(self, delivery, turn):
        apps = self._apps[turn:] + self._apps[:turn]
        unanswered = {}  # the lives of apps that have not answered
        pause = self.PAUSE
        while True:
            app, life, port = KilledApp.await_one(apps, unanswered)
            late = delivery.late
            answered = delivery.attempt(port)
            if delivery.is_over():
                return
            if answered or delivery.late > late:
                self._over.wait(pause)
                pause *= 2
            else:
                unanswered[app] = life


def _killed_at(programs, number):
    return plan(programs, KILL_AT_CALL=number)


def end_of_life(programs, random, until_it_listens):
    """How an app is to end: killed while it starts, serves or drains."""
    how = random.choice(("starting", "serving", "serving", "serving", "draining"))
    if how == "starting":
        return how, _killed_at(programs, random.randint(1, until_it_listens))
    number = until_it_listens + random.randint(1, CALLS)
    if how == "serving":
        return how, _killed_at(programs, number)
    return how, plan(programs, KILL_AT_DRAIN=number, KILL_AT_CALL=number + random.randint(0, DRAINING))


def live_until_killed(app, how, environment, listens=lambda port: None):
    """`listens` is told where, each time that it does."""
    # One that has much to recover makes more calls before it listens than one that begins: it may be killed there.
    app.begin(**environment)
    if app.is_listening():
        listens(app.port)
    code = app.wait()
    if code not in ((0, -signal.SIGKILL) if how == "draining" else (-signal.SIGKILL,)):
        raise AssertionError(f"the app has ended by itself, with {code}:\n{app.log()}")


def kill_at_random(programs, random, kills, rate):
    """Kills an app under traffic, at calls that `random` chooses, also while it starts, recovers or drains."""
    until_it_listens = listening(calls_of(programs))
    with place(programs, *FLAGS) as (app, api):
        with Traffic([app], rate) as traffic:
            for _ in range(kills):
                live_until_killed(app, *end_of_life(programs, random, until_it_listens))
            app.start()
        app.wait_until("all events are done or parked", app.is_idle)
        if app.drain() != 0:
            raise AssertionError(f"it does not drain:\n{app.log()}")
        return check(records(app, api, traffic.deliveries()))


@dataclasses.dataclass
class Sharing:
    """How two apps have shared the work."""
    tally: Tally
    done_by: list  # how much each of them has said
    taken_over: int  # runs of one that had been killed
    alone: float  # s until one was done with what both had begun


def share(programs, random, kills, rate):
    """Two apps on one store, under traffic to both. Each is killed and started again, until one is killed for good, and
    the other finishes its work."""
    def live_and_die(app, number):
        for _ in range(number):
            live_until_killed(app, *end_of_life(programs, random_of[app], until_it_listens))

    until_it_listens = listening(calls_of(programs))
    with place(programs, *FLAGS, tokens=TOKENS) as (*apps, api), concurrent.futures.ThreadPoolExecutor() as pool:
        one, other = apps
        random_of = {app: type(random)(random.random()) for app in apps}
        with Traffic(apps, rate) as traffic:
            for done in [pool.submit(live_and_die, app, kills // 2) for app in apps]:
                done.result()
            other.start()
            live_until_killed(one, "serving", _killed_at(programs, until_it_listens + CALLS))
            began = time.monotonic()
        other.wait_until("one has done the work of both", other.is_idle)
        alone = time.monotonic() - began
        taken_over = other.store.lost_runs()
        if other.drain() != 0:
            raise AssertionError(f"it does not drain:\n{other.log()}")
        authors = api.authors()
        return Sharing(check(records(other, api, traffic.deliveries())), [authors[token] for token in TOKENS],
                       taken_over, alone)
