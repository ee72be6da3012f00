"""Five nearest other rows of every row, scikit-learn: neighbours.py N D ALGORITHM [--queries Q]. Fewer queries are extrapolated, building is not."""
import argparse
import time

import numpy as np
from sklearn.neighbors import NearestNeighbors

from peer import Tally, report

parser = argparse.ArgumentParser()
parser.add_argument("rows", type=int)
parser.add_argument("dimension", type=int)
parser.add_argument("algorithm", choices=("auto", "brute", "kd_tree", "ball_tree"))
parser.add_argument("--queries", type=int)
arguments = parser.parse_args()

points = np.random.Generator(np.random.SFC64(9)).standard_normal((arguments.rows, arguments.dimension))
queries = points[: arguments.queries]


def clocks():
    return np.array([time.perf_counter(), time.process_time()])


start = clocks()
index = NearestNeighbors(n_neighbors=6, algorithm=arguments.algorithm, n_jobs=1).fit(points)
built = clocks()
distances = index.kneighbors(queries)[0]
done = clocks()

tally = Tally()
# The row itself is the first of the six.
for distance in distances[:, 5]:
    tally.add(distance, measure="FifthDistance")
seconds, cpu_seconds = (built - start) + (done - built) * (arguments.rows / len(queries))
report(seconds, cpu_seconds, len(queries), tally)
