"""SMOTE with logistic regression at n1 = 200: loss along 17 sizes, and VTSS."""
import numpy as np

import logistic
from peer import serve
from populations import TwoHumps
from synthetic import sizes, smote_usual

GAMMAS = np.linspace(0.6, 1.4, 17)


def usual(repetitions, rng, tally):
    test = logistic.Held(TwoHumps.majority(rng, 10_000), TwoHumps.minority(rng, 10_000))
    grid = sizes(0.6, 1.4, 17, 3800)
    shared = None
    for _ in range(repetitions):
        majority, minority = TwoHumps.majority(rng, 4000), TwoHumps.minority(rng, 200)
        validation = logistic.Held(TwoHumps.majority(rng, 1000), TwoHumps.minority(rng, 1000))
        pool = smote_usual(majority, minority, grid[-1])
        models = [logistic.fit(majority, minority, pool[:size]) for size in grid]
        losses = [test.log_loss(model) for model in models]
        shared = shared or test.sampling_errors(models[0])
        for gamma, loss in zip(GAMMAS, losses):
            tally.add(loss, shared[0], rule="fixed", gamma=float(gamma), measure="balanced_log_loss")
        best = int(np.argmin([validation.log_loss(model) for model in models]))
        tally.add(losses[best], shared[0], rule="vtss", measure="balanced_log_loss")


serve(usual=usual)
