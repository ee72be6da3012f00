"""What Figures 5 and 6 share: the training rows and four generators."""
from least_squares import path_expert, path_usual, real_sums
from populations import NOISES, MeanShift
from synthetic import drawn, gaussian_expert, gaussian_usual, smote_expert, smote_usual

LABELS = (-1, 1)
MAJORITY, MINORITY = 2000, 100


def paths(rng, grid, way):
    """Yields population, generator and thetas (sizes x 20) for every noise and generator. way: usual, nested (usual, one pool) or expert."""
    is_expert = way == "expert"
    for noise in NOISES:
        population = MeanShift(noise)
        majority, minority = population.draw(rng, MAJORITY, -population.mu), population.draw(rng, MINORITY, population.mu)
        draws = {
            "oracle": lambda size: population.draw(rng, size, population.mu),
            "semi-oracle": lambda size: population.draw(rng, size, minority.mean(axis=0)),
            "smote": lambda size: smote_expert(rng, minority, size) if is_expert else smote_usual(majority, minority, size),
            "gaussian-fit": lambda size: (gaussian_expert if is_expert else gaussian_usual)(rng, minority, size),
        }
        sums = real_sums(majority, minority, LABELS) if is_expert else None
        for generator, draw in draws.items():
            if is_expert:
                yield population, generator, path_expert(sums, draw(grid[-1]), grid, LABELS[1])
            else:
                yield population, generator, path_usual(majority, minority, drawn(draw, grid, way == "nested"), grid, LABELS)
