"""What every peer shares: its command line, its clock, and its means."""
import argparse
import json
import math
import time

import numpy as np


class Tally:
    """Means by the columns that find the same mean in our summary table."""

    def __init__(self):
        self._values = {}
        self._fixed = {}

    def add(self, value, fixed_se=0.0, **columns):
        """fixed_se: standard error that all repetitions share, from a test set that is drawn once."""
        key = tuple(sorted(columns.items()))
        self._values.setdefault(key, []).append(value)
        self._fixed[key] = fixed_se

    def means(self):
        for key, values in self._values.items():
            n = len(values)
            se = float(np.std(values, ddof=1)) / math.sqrt(n) if n > 1 else 0.0
            yield {"columns": dict(key), "mean": float(np.mean(values)), "se": se, "n": n, "fixed_se": float(self._fixed[key])}


def serve(run, *ways):
    """
    Runs the way that was asked for and prints one JSON line; seconds leave out what Python needs to start. The ways: usual (each size is sampled and fitted anew), nested (usual, but
    sizes are prefixes of one pool) and expert (numpy alone, nested; fresh: with a pool for each size).
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("way", choices=ways)
    parser.add_argument("--repetitions", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tally = Tally()
    rng = np.random.Generator(np.random.SFC64(arguments.seed))
    np.random.seed(arguments.seed)
    wall, cpu = time.perf_counter(), time.process_time()
    run(arguments.repetitions, rng, tally, arguments.way)
    report(time.perf_counter() - wall, time.process_time() - cpu, arguments.repetitions, tally)


def report(seconds, cpu_seconds, repetitions, tally):
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds, "repetitions": repetitions, "means": list(tally.means())}))
