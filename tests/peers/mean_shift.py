"""What Figures 5 and 6 share: the training rows and four generators."""
from least_squares import path_expert, path_usual, real_sums
from populations import NOISES, MeanShift
from synthetic import gaussian_expert, gaussian_usual, smote_expert, smote_usual

LABELS = (-1, 1)
MAJORITY, MINORITY = 2000, 100


def paths(rng, grid, is_usual):
    """Yields population, generator and thetas (sizes x 20) for every noise and generator."""
    for noise in NOISES:
        population = MeanShift(noise)
        majority, minority = population.draw(rng, MAJORITY, -population.mu), population.draw(rng, MINORITY, population.mu)
        pools = {
            "oracle": lambda: population.draw(rng, grid[-1], population.mu),
            "semi-oracle": lambda: population.draw(rng, grid[-1], minority.mean(axis=0)),
            "smote": lambda: smote_usual(majority, minority, grid[-1]) if is_usual else smote_expert(rng, minority, grid[-1]),
            "gaussian-fit": lambda: (gaussian_usual if is_usual else gaussian_expert)(rng, minority, grid[-1]),
        }
        sums = None if is_usual else real_sums(majority, minority, LABELS)
        for generator, pool in pools.items():
            if is_usual:
                yield population, generator, path_usual(majority, minority, pool(), grid, LABELS)
            else:
                yield population, generator, path_expert(sums, pool(), grid, LABELS[1])
