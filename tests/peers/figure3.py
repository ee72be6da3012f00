"""Aligned bias: gamma = 1 against gamma = 4, least squares."""
import numpy as np

from least_squares import path_expert, path_usual, real_sums
from peer import serve
from populations import AlignedGaussians as Population
from synthetic import drawn

COUNTS = (6, 12, 24, 49, 98, 196, 395, 793, 1593, 3200)
LABELS = (0, 1)


def _run(repetitions, rng, tally, way):
    for _ in range(repetitions):
        for n1 in COUNTS:
            majority, minority = Population.majority(rng, 20 * n1), Population.around(rng, n1, 1.0)
            grid = np.array([19 * n1, 4 * 19 * n1])
            draw = lambda size: Population.around(rng, size, 0.5)
            if way in ("usual", "nested"):
                thetas = path_usual(majority, minority, drawn(draw, grid, way == "nested"), grid, LABELS)
            else:
                sums = real_sums(majority, minority, LABELS)
                paths = [grid] if way == "expert" else [grid[:1], grid[1:]]
                thetas = np.vstack([path_expert(sums, draw(path[-1]), path, LABELS[1]) for path in paths])
            for rule, excess, error in zip(("naive", "cancelling"), Population.excess_risk(thetas), Population.parameter_error(thetas)):
                tally.add(excess, MinorityCount=n1, rule=rule, measure="ExcessRisk")
                tally.add(error, MinorityCount=n1, rule=rule, measure="ParameterError")


serve(_run, "usual", "nested", "expert", "fresh")
