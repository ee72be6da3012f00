"""Local symmetry: excess risk along 20 values of gamma on [0, 4]."""
import numpy as np

from mean_shift import MAJORITY, MINORITY, paths
from peer import serve
from synthetic import sizes

GAMMAS = np.linspace(0, 4, 20)


def _run(repetitions, rng, tally, way):
    grid = sizes(0, 4, 20, MAJORITY - MINORITY)
    for _ in range(repetitions):
        for population, generator, thetas in paths(rng, grid, way):
            for gamma, excess in zip(GAMMAS, population.excess_risk(thetas)):
                tally.add(excess, Noise=population.noise, generator=generator, gamma=float(gamma), measure="ExcessRisk")


serve(_run, "usual", "nested", "expert")
