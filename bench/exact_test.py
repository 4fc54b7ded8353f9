"""Goal G5 as a test: both figures are exact, so that a change for the worse is seen when it is made.

usage: exact_test.py BIN     with bench_framework and bench_load
"""

import sys
import unittest
from pathlib import Path

import exact

BIN = Path(sys.argv.pop(1))
COMMAND = [BIN / "bench_framework", "--listen", "127.0.0.1:0", "--store", "memory:"]


class Exact(unittest.TestCase):
    def test_a_request_allocates_nothing(self):
        # One or two more or less, when starting or ending met other luck, are none for each request.
        self.assertLess(exact.allocations(BIN / "bench_load", COMMAND), 0.01)

    def test_a_request_stays_in_its_budget_of_instructions(self):
        ours, _ = exact.instructions(BIN / "bench_load", COMMAND)
        print(f"\n{ours:.0f} of {exact.BUDGET} user instructions for a request, without SHA")
        self.assertLessEqual(ours, exact.BUDGET)


if __name__ == "__main__":
    unittest.main()
