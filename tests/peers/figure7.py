"""Sigmoid Bernoulli, logistic regression without an intercept, nine sizes, three generators."""
import numpy as np

import logistic
from peer import serve
from populations import SigmoidBernoulli
from synthetic import drawn, gaussian_usual, sizes, smote_usual

GAMMAS = np.linspace(0, 2, 9)


def _run(repetitions, rng, tally, way):
    population = SigmoidBernoulli()
    for _ in range(repetitions):
        rows, labels = population.draw(rng, 5000)
        majority, minority = rows[labels == 0], rows[labels == 1]
        if len(minority) >= len(majority):
            raise RuntimeError("Label 1 is not the minority; 5000 rows at 11 % make that impossible in practice.")
        grid = sizes(0, 2, 9, len(majority) - len(minority))
        draws = {
            "oracle": lambda size: population.minority(rng, size),
            "smote": lambda size: smote_usual(majority, minority, size),
            "gaussian-fit": lambda size: gaussian_usual(rng, minority, size),
        }
        for generator, draw in draws.items():
            rows_of = drawn(draw, grid, way == "nested")
            for gamma, size in zip(GAMMAS, grid):
                theta = logistic.fit(majority, minority, rows_of(size), intercept=False).coef_[0]
                tally.add(population.excess_risk(theta), generator=generator, gamma=float(gamma), measure="ExcessRisk")
                tally.add(population.parameter_error(theta), generator=generator, gamma=float(gamma), measure="ParameterError")


serve(_run, "usual", "nested")
