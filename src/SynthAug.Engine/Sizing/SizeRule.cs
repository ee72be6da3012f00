namespace SynthAug
{
    /// <summary>How the candidates of a tuned rule get their synthetic rows.</summary>
    public enum DrawMode
    {
        /// <summary>One pool; each candidate is a prefix of it, so neighbours on the curve share their noise.</summary>
        Nested,

        /// <summary>Algorithm 1 to the letter: each candidate draws anew. The rule then also picks the luckiest draw.</summary>
        Fresh,
    }
}

namespace SynthAug.Engine.Sizing
{
    /// <summary>Count equally spaced multipliers from From to To, both included.</summary>
    public readonly record struct SizeGrid(double From, double To, int Count)
    {
        public IEnumerable<double> Values
        {
            get
            {
                for (var i = 0; i < Count; i++) yield return this[i];
            }
        }

        public double this[int index] => index == Count - 1 ? To : From + (To - From) * index / (Count - 1);
    }

    /// <summary>Decides how many synthetic rows a fit gets.</summary>
    /// <param name="Label">What the result tables call it; unique in its experiment.</param>
    public abstract record SizeRule(string Label)
    {
        /// <summary>True when the rule adds synthetic rows; one that does not runs once a classifier, without a generator.</summary>
        public abstract bool UsesGenerator { get; }

        /// <summary>True when validation rows choose what is kept; over γ such a rule is a level, not a point.</summary>
        public virtual bool IsTuned => false;
    }

    /// <summary>One γ.</summary>
    public sealed record FixedSizeRule(string Label, double Gamma) : SizeRule(Label)
    {
        public override bool UsesGenerator => true;
    }

    /// <summary>Every γ of a grid, a row each.</summary>
    public sealed record SweepSizeRule(string Label, SizeGrid Grid) : SizeRule(Label)
    {
        public override bool UsesGenerator => true;
    }

    /// <summary>Validation-Tuned Synthetic Size (paper, Algorithm 1): the γ of least held-out balanced loss; the first minimiser in ascending order wins.</summary>
    /// <param name="Label">What the result tables call it.</param>
    /// <param name="Grid">The candidates Γ to start with.</param>
    /// <param name="Widening">Doubles the grid's reach while the minimum is on its upper edge.</param>
    /// <param name="Draws">Nested or fresh synthetic draws.</param>
    public sealed record VtssRule(string Label, SizeGrid Grid, bool Widening, DrawMode Draws) : SizeRule(Label)
    {
        /// <summary>Where a widening rule starts: 0 is a candidate, naive balancing is the middle.</summary>
        public static readonly SizeGrid StartOfWidening = new(0, 2, 21);

        /// <summary>Where widening stops: a minimum still on the edge runs away (paper, Theorem 5 with s ≥ ½).</summary>
        public const double WideningCap = 32;

        public override bool UsesGenerator => true;

        public override bool IsTuned => true;
    }

    /// <summary>
    /// One γ, Count independent draws of its rows, the draw of least held-out loss kept (the first of equals). Tuned like VTSS but for the size: what it gains
    /// over a single draw is the luck of the draw, and a fresh-draw VTSS must gain more than that.
    /// </summary>
    public sealed record BestOfDrawsRule(string Label, double Gamma, int Count) : SizeRule(Label)
    {
        public override bool UsesGenerator => true;

        public override bool IsTuned => true;
    }

    /// <summary>ñ = 0: the raw data.</summary>
    public sealed record NoAugmentationRule(string Label) : SizeRule(Label)
    {
        public override bool UsesGenerator => false;
    }

    /// <summary>The raw fit with log(n0/n1) + log((1−ρ)/ρ) added to its log-odds.</summary>
    public sealed record PriorShiftRule(string Label) : SizeRule(Label)
    {
        public override bool UsesGenerator => false;
    }

    /// <summary>Weights 2ρ·n/(2·n0) for majority rows and 2(1−ρ)·n/(2·n1) for minority rows; n/(2·n_c) when balanced.</summary>
    public sealed record ClassWeightRule(string Label) : SizeRule(Label)
    {
        public override bool UsesGenerator => false;
    }
}
