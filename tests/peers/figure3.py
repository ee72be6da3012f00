"""Aligned bias: gamma = 1 against gamma = 4, least squares."""
import numpy as np

from least_squares import path_expert, path_usual, real_sums
from peer import serve
from populations import AlignedGaussians as Population

COUNTS = (6, 12, 24, 49, 98, 196, 395, 793, 1593, 3200)
LABELS = (0, 1)


def _run(repetitions, rng, tally, fit):
    for _ in range(repetitions):
        for n1 in COUNTS:
            majority, minority = Population.majority(rng, 20 * n1), Population.around(rng, n1, 1.0)
            thetas = fit(majority, minority, Population.around(rng, 4 * 19 * n1, 0.5), np.array([19 * n1, 4 * 19 * n1]))
            for rule, excess, error in zip(("naive", "cancelling"), Population.excess_risk(thetas), Population.parameter_error(thetas)):
                tally.add(excess, MinorityCount=n1, rule=rule, measure="ExcessRisk")
                tally.add(error, MinorityCount=n1, rule=rule, measure="ParameterError")


def usual(repetitions, rng, tally):
    _run(repetitions, rng, tally, lambda majority, minority, pool, grid: path_usual(majority, minority, pool, grid, LABELS))


def expert(repetitions, rng, tally):
    _run(repetitions, rng, tally, lambda majority, minority, pool, grid: path_expert(real_sums(majority, minority, LABELS), pool, grid, 1))


serve(usual=usual, expert=expert)
