"""Goals as they are judged, a table of all that was compared, and both as a file."""

import json
import os
import platform
import time

from processes import CORES


class Report:
    """Collects the goals as they are judged, and the columns of the comparison."""

    def __init__(self, subject):
        self.subject = subject  # what the comparison compares
        self.goals = []
        self.columns = {}
        self.raw = {}

    def judge(self, goal, what, bound, figure, note=""):
        met = None if figure is None else figure <= bound
        verdict = {None: "not measured", True: "met", False: "missed"}[met]
        row = {"goal": goal, "what": what, "bound": bound, "figure": figure, "verdict": verdict, "note": note}
        self.goals.append(row)
        shown = "-" if figure is None else f"{figure:,.2f}"
        print(f"{goal:<5} {what:<50} <= {bound:>8,g} {shown:>10}  {verdict:<12} {note}", flush=True)

    def compare(self, column, figures, form="{:.2f}"):
        self.columns[column] = {name: form.format(value) for name, value in figures.items()}

    def print_comparison(self, names):
        header = [self.subject, *self.columns]
        table = [[name, *(column.get(name, "-") for column in self.columns.values())] for name in names]
        widths = [max(len(row[i]) for row in [header, *table]) for i in range(len(header))]
        print()
        for row in [header, *table]:
            print(row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:])), sep="  ")

    def has_missed(self, goal):
        return any(row["goal"] == goal and row["verdict"] == "missed" for row in self.goals)

    def write(self, path, seconds):
        machine = {"cores": os.cpu_count(), "pinned": len(CORES) > 1, "kernel": platform.release()}
        text = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "machine": machine, "seconds": seconds,
                "goals": self.goals, "comparison": self.columns, "raw": self.raw}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n")
        print(f"\nwritten to {path}")
