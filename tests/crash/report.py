"""What is said about experiments, and whether a test fails."""
import time

# What fails the test.
FORBIDDEN = ("lost", "duplicated", "unexpected")


class Report:
    """What the experiments have found, and whether that will do."""

    def __init__(self):
        self.failed = False
        self._began = time.monotonic()

    def add(self, name, tally, more=""):
        print(f"{name}: {tally.line()}{more}; {time.monotonic() - self._began:.0f} s", flush=True)
        for line in tally.faults():
            print(f"  {line}", flush=True)
        self.failed |= any(getattr(tally, kind) for kind in FORBIDDEN)

    def require(self, what, condition):
        if not condition:
            print(f"  failed: {what}", flush=True)
            self.failed = True
