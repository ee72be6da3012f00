"""A realistic aligned generator: balancing against VTSS on 41 values of [0.5, 2], least squares."""
import math

import numpy as np

from least_squares import SquaredValidation, path_expert, path_usual, real_sums, squared_loss_usual
from peer import serve
from populations import AlignedGaussians as Population
from synthetic import sizes

COUNTS = (100, 175, 306, 535, 935, 1635, 2859, 5000)
LABELS = (0, 1)


def _run(repetitions, rng, tally, solve):
    for _ in range(repetitions):
        for n1 in COUNTS:
            majority, minority = Population.majority(rng, 20 * n1), Population.around(rng, n1, 1.0)
            validation = Population.majority(rng, 1000), Population.around(rng, 1000, 1.0)
            # gamma = 1 is no value of this grid: its size is one more fit.
            gap = 19 * n1
            grid = np.sort(np.append(sizes(0.5, 2, 41, gap), gap))
            naive = int(np.searchsorted(grid, gap))
            pool = Population.around(rng, grid[-1], 1 - 1 / math.sqrt(math.log(n1)))
            thetas, losses = solve(majority, minority, pool, grid, validation)
            losses[naive] = np.inf
            for rule, theta in (("naive", thetas[naive]), ("vtss", thetas[np.argmin(losses)])):
                tally.add(Population.excess_risk(theta), MinorityCount=n1, rule=rule, measure="ExcessRisk")
                tally.add(Population.parameter_error(theta), MinorityCount=n1, rule=rule, measure="ParameterError")


def _solve_usual(majority, minority, pool, grid, validation):
    thetas = path_usual(majority, minority, pool, grid, LABELS)
    return thetas, np.array([squared_loss_usual(theta, *validation, LABELS) for theta in thetas])


def _solve_expert(majority, minority, pool, grid, validation):
    thetas = path_expert(real_sums(majority, minority, LABELS), pool, grid, 1)
    return thetas, SquaredValidation(*validation, LABELS).losses(thetas)


serve(
    usual=lambda repetitions, rng, tally: _run(repetitions, rng, tally, _solve_usual),
    expert=lambda repetitions, rng, tally: _run(repetitions, rng, tally, _solve_expert),
)
