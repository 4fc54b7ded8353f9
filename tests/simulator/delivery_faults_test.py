"""What goes wrong with deliveries, as asked for."""
import time
import unittest

from local_frameio import LIMIT, App, Simulator
from simulating import Simulating

SIGNED = ("X-Frameio-Request-Timestamp", "X-Frameio-Signature")


class Deliveries(Simulating):
    flags = ("--rate-limits", "off")

    def setUp(self):
        super().setUp()
        self.app = self.enterContext(App())
        self.secret = self.subscribe(self.app, "folder.created", "folder.updated")["secret"]

    def arrived(self):
        """The id of what the next delivery is about."""
        return self.app.next().json()["resource"]["id"]

    def logged(self, folder, attempts):
        """What is logged of it, when so many attempts have been answered."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            found = self.sim.send("GET", "/sim/deliveries").json()["deliveries"]
            one = next(each for each in found if folder in each["body"])
            if len(one["attempts"]) == attempts:
                return one
        self.fail(f"no {attempts} attempts")

    def test_come_once_more_with_the_same_signature(self):
        self.sim.do("faults", deliveries="folder.*", duplicate=True, times=1)
        folder = self.make_folder("twice")
        first, copy = self.app.next(), self.app.next()
        self.assertEqual(first.body, copy.body)
        self.assertEqual(*([each.headers[name] for name in SIGNED] for each in (first, copy)))
        self.assertEqual(first.json()["resource"]["id"], folder)
        for name in ("once", "once, too"):
            self.assertEqual(self.make_folder(name), self.arrived())

    def test_neighbours_swap(self):
        self.sim.do("faults", deliveries="*", reorder=True)
        for _ in range(2):
            one, other = self.make_folder("one"), self.make_folder("other")
            self.assertEqual([self.arrived(), self.arrived()], [other, one])

    def test_come_late(self):
        self.sim.do("faults", deliveries="folder.created", late_ms=300, times=1)
        began = time.monotonic()
        folder = self.make_folder("late")
        self.assertEqual(self.arrived(), folder)
        self.assertGreaterEqual(time.monotonic() - began, 0.3)

    def test_only_the_copy_is_late(self):
        self.sim.do("faults", deliveries="*", late_ms=300, duplicate=True, times=1)
        folder = self.make_folder("copied late")
        self.assertEqual(self.arrived(), folder)
        first = time.monotonic()
        self.assertEqual(self.arrived(), folder)
        self.assertGreater(time.monotonic() - first, 0.25)  # the first has been here a moment when it is asked for

    def test_are_signed_with_another_time(self):
        for skew in (-400, 400):
            self.sim.do("faults/clear")
            self.sim.do("faults", deliveries="*", clock_skew_s=skew)
            earliest = int(time.time()) + skew
            self.make_folder("signed at another time")
            came = self.app.next()
            self.assertTrue(came.is_signed_with(self.secret))
            self.assertIn(int(came.headers[SIGNED[0]]), range(earliest, int(time.time()) + skew + 1))

    def test_only_of_the_events_that_are_meant(self):
        self.sim.do("faults", deliveries="folder.updated", clock_skew_s=-400)
        folder = self.make_folder("as it should be")
        self.assertEqual(self.arrived(), folder)
        self.sim.call("PATCH", f"{self.account}/folders/{folder}", {"name": "not as it should be"})
        self.assertLess(int(self.app.next().headers[SIGNED[0]]), time.time() - 390)

    def test_are_shown_where_they_have_struck(self):
        self.sim.do("faults", deliveries="*", clock_skew_s=-400, duplicate=True, late_ms=1, times=1)
        folder = self.make_folder("shown")
        logged = self.logged(folder, attempts=2)
        self.assertEqual([each["fault"] for each in logged["attempts"]], ["signed 400 s behind", "a copy, 1 ms later"])
        self.assertEqual(logged["state"], "delivered")


class Fast(Simulating):
    flags = ("--speed", "1000")

    def test_what_has_no_neighbour_comes_alone(self):
        with App() as app:
            self.subscribe(app, "folder.created")
            self.sim.do("faults", deliveries="*", reorder=True)
            folder = self.make_folder("alone")
            self.assertEqual(app.next().json()["resource"]["id"], folder)

    def test_a_copy_is_no_attempt(self):
        """Five are made, and each has a copy."""
        with App(*[500] * 10) as app:
            self.subscribe(app, "folder.created")
            self.sim.do("faults", deliveries="*", duplicate=True)
            self.make_folder("refused")
            bodies = {app.next().body for _ in range(10)}
            self.assertEqual(len(bodies), 1)
            self.make_folder("another")
            self.assertNotIn(app.next().body, bodies)

    def test_an_action_may_be_asked_for_twice(self):
        with App({"title": "Done", "description": "d"}) as app:
            workspace = f"{self.account}/workspaces/{self.workspace['id']}"
            made = self.sim.call("POST", f"{workspace}/actions", {"name": "Publish", "description": "d",
                                                                  "event": "acme.publish", "url": app.url})
            self.sim.do("faults", deliveries="acme.*", duplicate=True)
            file, user = self.sim.one("file", name="poster.png"), self.sim.one("user", name="Ada Moreno")
            asked = self.sim.do("click", action_id=made.json()["data"]["id"], user_id=user["id"],
                                assets=[{"id": file["id"], "type": "file"}])
            self.assertEqual(asked["answer"]["title"], "Done")
            self.assertEqual(app.next().body, app.next().body)


class Rules(Simulating):
    def test_are_listed_with_what_they_have_done_until_they_are_removed(self):
        with App() as app:
            self.subscribe(app, "folder.created")
            self.sim.do("faults", deliveries="*", late_ms=1, times=3)
            self.sim.do("faults", operation="folders.*", latency_ms=1)
            self.make_folder("of the test")
            app.next()
            listed = self.sim.send("GET", "/sim/faults").json()
            self.assertEqual(listed["rules"], [
                {"deliveries": "*", "late_ms": 1, "times": 3, "number": 1, "struck": 1, "left": 2},
                {"operation": "folders.*", "latency_ms": 1, "number": 2, "struck": 1}])
            self.sim.do("faults/clear")
            self.assertEqual(self.sim.send("GET", "/sim/faults").json(), {"seed": listed["seed"], "rules": []})

    def test_that_are_none_are_refused(self):
        for rule, why in (({"deliveries": "*", "status": 503}, 'a rule for deliveries has no "status"'),
                          ({"late_ms": 5}, 'a rule for requests has no "late_ms"'),
                          ({"deliveries": "*"}, "what goes wrong is missing: duplicate, reorder, late_ms, clock_skew_s"),
                          ({"operation": "comments.create", "times": 1}, "what goes wrong is missing"),
                          ({"operation": "comment.create", "status": 500}, "there is no operation comment.create"),
                          ({"deliveries": 7, "reorder": True}, "deliveries is a name"),
                          ({"deliveries": "*", "reorder": 1}, "reorder is true or false"),
                          ({"deliveries": "*", "late_ms": 0.5}, "late_ms is a whole number"),
                          ({"deliveries": "*", "late_ms": -1}, "late_ms is a number from 0 to 600000"),
                          ({"deliveries": "*", "clock_skew_s": "5"}, "clock_skew_s is a number"),
                          ({"status": 200}, "status is a number from 400 to 599"),
                          ({"status": 500, "probability": 2}, "probability is a number from 0 to 1"),
                          ({"status": 500, "times": 0}, "times is a number from 1")):
            self.assertIn(why, self.sim.do("faults", **rule).get("error", "it was taken"), rule)
        self.assertEqual(self.sim.send("GET", "/sim/faults").json()["rules"], [])


class Seeds(unittest.TestCase):
    def fates(self, *flags, between=lambda sim: None):
        """Which of many requests a rule strikes that has half of them."""
        with Simulator(*flags) as sim:
            sim.do("faults", operation="users.show", probability=0.5, status=503)
            sim.do("faults", operation="accounts.*", probability=0.5, status=503)
            fates = []
            for _ in range(40):
                between(sim)
                fates.append(sim.call("GET", "/v4/me").status)
            return fates

    def test_decide_what_strikes(self):
        fates = self.fates("--fault-seed", "7")
        self.assertEqual(set(fates), {200, 503})
        self.assertEqual(self.fates("--fault-seed", "7"), fates)
        self.assertNotEqual(self.fates("--fault-seed", "8"), fates)
        # Whatever happens beside it.
        self.assertEqual(self.fates("--fault-seed", "7", between=lambda sim: sim.call("GET", "/v4/accounts")), fates)

    def test_are_told(self):
        for flags, seed in (((), 1), (("--fault-seed", "12"), 12)):  # that of the ids, if nothing else is said
            with Simulator(*flags) as sim:
                self.assertIn(f"  faults: seed {seed}\n", sim.greeting)
                self.assertEqual(sim.send("GET", "/sim/faults").json()["seed"], seed)


if __name__ == "__main__":
    unittest.main()
