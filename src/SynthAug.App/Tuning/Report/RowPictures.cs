using System.Runtime.InteropServices;
using SynthAug.App.Terminal;
using SynthAug.Engine.Data;
using SynthAug.Engine.Measures;
using SynthAug.Engine.Sizing;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>Rows of one generator to look at; or why there are none.</summary>
internal sealed record RowPicture(string Generator, FeatureMatrix? Rows, string? Refusal);

/// <summary>Where synthetic rows fall among the real ones, on the first two principal axes of the real.</summary>
internal static class RowPictures
{
    // What a picture of a page's width can hold without becoming a blot.
    private const int MostMajority = 600, MostMinority = 300, MostSynthetic = 300;

    // Each picture costs as much page as a curve.
    private const int MostGenerators = 4;

    /// <summary>The first rows of each generator's stream on the whole data: those of augmented.csv where it holds any.</summary>
    /// <param name="delivered">The rows of augmented.csv, of the selected curve's generator; null when there are none.</param>
    public static IReadOnlyList<RowPicture> Draw(TuneResult result, SyntheticRows? delivered, PluginCatalog catalog, int threads, CancellationToken cancellation)
    {
        var (data, settings) = (result.Data, result.Settings);
        var size = Math.Min(MostSynthetic, SyntheticTarget.Size(1, SyntheticTarget.Of(data.Majority.Count, data.Minority.Count, settings.Rho)));
        return [.. settings.Generators.Take(MostGenerators).Select(Of)];

        RowPicture Of(string generator)
        {
            if (result.Curves.Where(c => c.Generator == generator).All(c => c.Points.All(p => p.Gamma == 0 || p.Refusal is not null)))
                return new(generator, null, result.Curves.FirstOrDefault(c => c.Generator == generator)?.Refusal);
            if (delivered is not null && generator == result.Selected!.Generator && delivered.Rows.RowCount >= size)
                return new(generator, new(delivered.Rows.Rows.Prefix(size).Values, delivered.Rows.Dimension), null);
            try
            {
                return new(generator, SyntheticRows.Draw(data, generator, size, settings.Seed, catalog, threads, cancellation).Rows, null);
            }
            catch (AppException e)
            {
                return new(generator, null, e.Message);
            }
        }
    }

    public static ReportSection? Section(TuneResult result, IReadOnlyList<RowPicture> pictures)
    {
        if (pictures.Count == 0) return null;
        var data = result.Data;
        var (preparation, sample) = data.Prepared;
        var axes = PrincipalAxes.Of(sample.Majority.Rows, sample.Minority.Rows);
        return new("Where synthetic rows fall", [.. pictures.Select(Block)]);

        ReportBlock Block(RowPicture picture)
        {
            if (picture.Rows is null) return new CalloutBlock(CalloutKind.Caution, $"{picture.Generator} made no rows: {picture.Refusal}");
            var synthetic = new FeatureMatrix(0, 1);
            preparation.Apply(TableRows.All(picture.Rows), synthetic);
            ScatterGroup[] groups =
            [
                Group("other rows", DotKind.Background, sample.Majority, MostMajority, axes),
                Group($"synthetic, {picture.Generator}", DotKind.Added, synthetic, MostSynthetic, axes),
                Group($"'{data.Positive}'", DotKind.Foreground, sample.Minority, MostMinority, axes),
            ];
            var (xs, ys) = (new List<double>(), new List<double>());
            foreach (var group in groups)
            {
                foreach (var dot in group.Dots)
                {
                    xs.Add(dot.X);
                    ys.Add(dot.Y);
                }
            }

            var (x, y) = (AxisLimits.OfCloud(CollectionsMarshal.AsSpan(xs)), AxisLimits.OfCloud(CollectionsMarshal.AsSpan(ys)));
            return new FigureBlock(new ScatterFigure
            {
                Title = $"Rows of {picture.Generator} among the real ones",
                Caption = "Columns as they are fitted on, numbers standardised and categories as 0 and 1, on the two directions in which the real rows vary most; rows that are apart in other directions may look together here. Every k-th row where there are more than a picture can hold.",
                XAxis = new($"first principal axis ({PlainNumbers.Percent(axes.FirstShare)} of the variance)") { Min = x.Lower, Max = x.Upper },
                YAxis = new($"second principal axis ({PlainNumbers.Percent(axes.SecondShare)})") { Min = y.Lower, Max = y.Upper },
                Groups = groups,
            });
        }
    }

    private static ScatterGroup Group(string name, DotKind kind, FeatureMatrix rows, int most, PrincipalAxes axes)
    {
        var shown = Math.Min(most, rows.RowCount);
        var dots = new ScatterDot[shown];
        for (var i = 0; i < shown; i++)
        {
            var (x, y) = axes.Project(rows[(int)((long)i * rows.RowCount / shown)]);
            dots[i] = new(x, y);
        }

        var of = shown < rows.RowCount ? $"{PlainNumbers.Whole(shown)} of {PlainNumbers.Whole(rows.RowCount)}" : PlainNumbers.Whole(shown);
        return new($"{name} ({of})", kind, dots);
    }
}
