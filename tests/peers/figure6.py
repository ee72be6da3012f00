"""Local symmetry: the size that VTSS chooses among 200 candidates on [0, 2]."""
import numpy as np

from least_squares import SquaredValidation, squared_loss_usual
from mean_shift import LABELS, MAJORITY, MINORITY, paths
from peer import serve
from synthetic import sizes

GAMMAS = np.linspace(0, 2, 200)


def _run(repetitions, rng, tally, way):
    grid = sizes(0, 2, 200, MAJORITY - MINORITY)
    for _ in range(repetitions):
        noise = None
        for population, generator, thetas in paths(rng, grid, way):
            if population.noise != noise:
                noise = population.noise
                rows = population.draw(rng, 2000, -population.mu), population.draw(rng, 2000, population.mu)
                validation = SquaredValidation(*rows, LABELS) if way == "expert" else None
            losses = validation.losses(thetas) if way == "expert" else [squared_loss_usual(theta, *rows, LABELS) for theta in thetas]
            best = int(np.argmin(losses))
            tally.add(GAMMAS[best], Noise=noise, generator=generator, measure="Chosen")
            tally.add(float(best == 0), Noise=noise, generator=generator, measure="IsZero")


serve(_run, "usual", "nested", "expert")
