using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>Newton's method with step halving for θ* = argmin ρE₀ℓ + (1−ρ)E₁ℓ, from θ = 0. One step for squared loss.</summary>
internal static class OptimumSearch
{
    private const int MaximumSteps = 100;

    // Newton's decrement ½gᵀH⁻¹g estimates the risk still to gain; the step after it squares the relative error.
    private const double Settled = 1e-14;

    // Separated classes let the risk fall for ever while θ grows by a constant a step: small gains alone do not settle it.
    private const double Still = 1e-3;

    public static (double[] Parameters, ClassMoments Majority, ClassMoments Minority) Run(IDifferentiableLoss loss, ClassLaws laws, double rho)
    {
        var p = loss.ParameterCount(laws.Minority.Dimension);
        var at = Evaluate(new double[p]);
        for (var step = 0; step < MaximumSteps; step++)
        {
            var gradient = Symmetric.Combine(rho, at.Majority.Gradient, 1 - rho, at.Minority.Gradient);
            var factor = Symmetric.Factor(Symmetric.Combine(rho, at.Majority.Hessian, 1 - rho, at.Minority.Hessian), p, "The Hessian of the risk");
            var direction = (double[])gradient.Clone();
            Cholesky.Solve(factor, p, direction);
            var decrement = 0.5 * Kernels.Dot(gradient, direction);
            var risk = Risk(at);
            if (decrement <= Settled * (1 + Math.Abs(risk)) && Length(direction) <= Still * (1 + Length(at.Parameters)))
                return Evaluate(Symmetric.Difference(at.Parameters, direction));

            var length = 1.0;
            var next = Evaluate(Symmetric.Combine(1, at.Parameters, -length, direction));
            while (!(Risk(next) <= risk - 1e-4 * length * decrement) && length > 1e-10)
            {
                length /= 2;
                next = Evaluate(Symmetric.Combine(1, at.Parameters, -length, direction));
            }

            at = next;
        }

        throw new RefusalException($"The risk has no minimiser within {MaximumSteps} Newton steps; the classes may be separated by a line, which logistic loss cannot fit.");

        static double Length(double[] vector) => Math.Sqrt(Kernels.Dot(vector, vector));

        double Risk((double[] Parameters, ClassMoments Majority, ClassMoments Minority) of) => rho * of.Majority.Loss + (1 - rho) * of.Minority.Loss;

        (double[] Parameters, ClassMoments Majority, ClassMoments Minority) Evaluate(double[] parameters) =>
            (parameters, laws.Majority.At(loss, false, parameters), laws.Minority.At(loss, true, parameters));
    }
}
