"""SMOTE with logistic regression at n1 = 200: loss along 17 sizes, and VTSS."""
import numpy as np

import logistic
from peer import serve
from populations import TwoHumps
from synthetic import drawn, sizes, smote_usual

GAMMAS = np.linspace(0.6, 1.4, 17)


def _run(repetitions, rng, tally, way):
    test = logistic.Held(TwoHumps.majority(rng, 10_000), TwoHumps.minority(rng, 10_000))
    grid = sizes(0.6, 1.4, 17, 3800)
    shared = None
    for _ in range(repetitions):
        majority, minority = TwoHumps.majority(rng, 4000), TwoHumps.minority(rng, 200)
        validation = logistic.Held(TwoHumps.majority(rng, 1000), TwoHumps.minority(rng, 1000))
        rows_of = drawn(lambda size: smote_usual(majority, minority, size), grid, way == "nested")
        models = [logistic.fit(majority, minority, rows_of(size)) for size in grid]
        losses = [test.log_loss(model) for model in models]
        shared = shared or test.sampling_errors(models[0])
        for gamma, loss in zip(GAMMAS, losses):
            tally.add(loss, shared[0], rule="fixed", gamma=float(gamma), measure="balanced_log_loss")
        best = int(np.argmin([validation.log_loss(model) for model in models]))
        tally.add(losses[best], shared[0], rule="vtss", measure="balanced_log_loss")


serve(_run, "usual", "nested")
