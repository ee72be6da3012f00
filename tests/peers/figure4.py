"""A realistic aligned generator: balancing against VTSS on 41 values of [0.5, 2], least squares."""
import math

import numpy as np

from least_squares import SquaredValidation, path_expert, path_usual, real_sums, squared_loss_usual
from peer import serve
from populations import AlignedGaussians as Population
from synthetic import drawn, sizes

COUNTS = (100, 175, 306, 535, 935, 1635, 2859, 5000)
LABELS = (0, 1)


def _run(repetitions, rng, tally, way):
    for _ in range(repetitions):
        for n1 in COUNTS:
            majority, minority = Population.majority(rng, 20 * n1), Population.around(rng, n1, 1.0)
            validation = Population.majority(rng, 1000), Population.around(rng, 1000, 1.0)
            # gamma = 1 is no value of this grid: its size is one more fit.
            gap = 19 * n1
            grid = np.sort(np.append(sizes(0.5, 2, 41, gap), gap))
            naive = int(np.searchsorted(grid, gap))
            draw = lambda size: Population.around(rng, size, 1 - 1 / math.sqrt(math.log(n1)))
            if way == "expert":
                thetas = path_expert(real_sums(majority, minority, LABELS), draw(grid[-1]), grid, LABELS[1])
                losses = SquaredValidation(*validation, LABELS).losses(thetas)
            else:
                thetas = path_usual(majority, minority, drawn(draw, grid, way == "nested"), grid, LABELS)
                losses = np.array([squared_loss_usual(theta, *validation, LABELS) for theta in thetas])
            losses[naive] = np.inf
            for rule, theta in (("naive", thetas[naive]), ("vtss", thetas[np.argmin(losses)])):
                tally.add(Population.excess_risk(theta), MinorityCount=n1, rule=rule, measure="ExcessRisk")
                tally.add(Population.parameter_error(theta), MinorityCount=n1, rule=rule, measure="ParameterError")


serve(_run, "usual", "nested", "expert")
