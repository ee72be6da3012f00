using SynthAug.Plugins.Density;
using SynthAug.Plugins.Resampling;

namespace SynthAug.Plugins.Tests;

/// <summary>What every generator owes the engine.</summary>
public class GeneratorTests
{
    public static TheoryData<string> Ids => ["bootstrap", "smote", "gaussian-fit", "perturbed", "perturbed relative"];

    private static ISyntheticGenerator Generator(string id) => id switch
    {
        "bootstrap" => new Bootstrap(),
        "smote" => new Smote(new()),
        "gaussian-fit" => new GaussianFit(new()),
        "perturbed" => new Perturbed(new()),
        _ => new Perturbed(new() { Relative = true, Scale = 0.5 }),
    };

    [Theory, MemberData(nameof(Ids))]
    public void A_pool_grows_by_appending(string id)
    {
        var sample = Samples.Normal(40, 23, 3);
        var fitted = Generator(id).Fit(sample, Samples.Context());
        var whole = fitted.Draw(700, 3);
        var pool = fitted.Draw(300, 3);
        pool.Reshape(700, 3);
        fitted.Generate(pool.Writable.Slice(300, 400), 300, Samples.Context());
        pool.Rows.Values.SequenceEqual(whole.Rows.Values).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Ids))]
    public void Rows_do_not_depend_on_what_was_drawn_before(string id)
    {
        var fitted = Generator(id).Fit(Samples.Normal(40, 23, 3), Samples.Context());
        var context = Samples.Context();
        context.Random.NextNormal();
        context.Random.NextUniform();
        context.Random.AtRow(17).NextUniform();
        var after = new FeatureMatrix(50, 3);
        fitted.Generate(after.Writable, 0, context);
        after.Rows.Values.SequenceEqual(fitted.Draw(50, 3).Rows.Values).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_row_is_written_and_only_the_key_decides_which(string id)
    {
        var sample = Samples.Normal(40, 23, 3);
        var drawn = new FeatureMatrix(333, 3);
        drawn.Writable.Values.Fill(double.NaN);
        Generator(id).Fit(sample, Samples.Context()).Generate(drawn.Writable, 0, Samples.Context());
        foreach (var value in drawn.Rows.Values) double.IsFinite(value).ShouldBeTrue();

        Generator(id).Draw(sample, 333).Rows.Values.SequenceEqual(drawn.Rows.Values).ShouldBeTrue();
        Generator(id).Draw(sample, 333, seed: 2).Rows.Values.SequenceEqual(drawn.Rows.Values).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_fit_keeps_no_reference_to_the_sample(string id)
    {
        var sample = Samples.Normal(40, 23, 3);
        var fitted = Generator(id).Fit(sample, Samples.Context());
        var before = fitted.Draw(40, 3);
        sample.Minority.Writable.Values.Fill(99);
        fitted.Draw(40, 3).Rows.Values.SequenceEqual(before.Rows.Values).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Ids))]
    public void Drawing_allocates_nothing(string id)
    {
        var fitted = Generator(id).Fit(Samples.Normal(40, 23, 3), Samples.Context());
        var context = Samples.Context();
        var pool = new FeatureMatrix(500, 3);
        Allocations.WarmBytes(() => fitted.Generate(pool.Writable, 500, context)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Parents_are_the_same_in_any_cut(string id)
    {
        if (Generator(id).Fit(Samples.Normal(40, 23, 3), Samples.Context()) is not ITracedGenerator fitted)
        {
            id.ShouldBe("gaussian-fit");
            return;
        }

        var whole = new RowParents[700];
        var tail = new RowParents[311];
        fitted.Trace(whole, 0, Samples.Context());
        fitted.Trace(tail, 389, Samples.Context());
        tail.ShouldBe(whole[389..]);
        whole.ShouldAllBe(p => p.A >= 0 && p.A < 23 && (id == "smote" ? p.B >= 0 && p.B < 23 : p.B == RowParents.None));
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_destination_of_another_dimension_is_refused(string id)
    {
        var fitted = Generator(id).Fit(Samples.Normal(40, 23, 3), Samples.Context());
        Should.Throw<RefusalException>(() => fitted.Draw(5, 4)).Message
            .ShouldBe("The destination rows have 4 columns, the fit has 3; pass rows of the same columns.");
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_value_that_is_no_number_is_refused_by_row_and_column(string id)
    {
        var sample = Samples.Of(new double[,] { { 0, 0 } }, new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 }, { 7, double.NaN }, { 1, 1 }, { 2, 1 }, { 3, 1 } }, "age", "dose");
        Should.Throw<RefusalException>(() => Generator(id).Fit(sample, Samples.Context())).Message
            .ShouldBe("minority row 3, column 'dose' is NaN; impute it or drop the row before fitting.");

        sample.Minority.Writable[3][1] = 0;
        Generator(id).Fit(sample, Samples.Context());
        sample.Minority.Writable[6][0] = double.NegativeInfinity;
        Should.Throw<RefusalException>(() => Generator(id).Fit(sample, Samples.Context())).Message.ShouldStartWith("minority row 6, column 'age' is -");
    }

    [Theory, MemberData(nameof(Ids))]
    public void Values_between_categorical_codes_are_refused(string id)
    {
        var rows = Samples.Normal(9, 9, 2);
        var sample = new TrainingSample(rows.Majority, rows.Minority, 1, [new("age"), new("ward", ColumnKind.Categorical, 3)]);
        if (id == "bootstrap") Generator(id).Fit(sample, Samples.Context());
        else Should.Throw<RefusalException>(() => Generator(id).Fit(sample, Samples.Context())).Message.ShouldStartWith("column 'ward' is categorical");
    }

    [Theory, MemberData(nameof(Ids))]
    public void No_minority_row_is_refused(string id)
    {
        var sample = Samples.Normal(9, 0, 2);
        Should.Throw<RefusalException>(() => Generator(id).Fit(sample, Samples.Context())).Message.ShouldContain("minority row");
    }

    [Fact]
    public void One_minority_row_serves_bootstrap_and_plain_jitter_only()
    {
        var sample = Samples.Normal(9, 1, 2);
        new Bootstrap().Draw(sample, 5)[4].SequenceEqual(sample.Minority[0]).ShouldBeTrue();
        new Perturbed(new()).Draw(sample, 5).RowCount.ShouldBe(5);
        Should.Throw<RefusalException>(() => new Smote(new() { K = 1 }).Draw(sample, 5)).Message
            .ShouldBe("smote needs at least 2 minority rows, there is 1; use bootstrap or collect more.");
        Should.Throw<RefusalException>(() => new GaussianFit(new()).Draw(sample, 5)).Message.ShouldStartWith("gaussian-fit needs at least 2 minority rows");
        Should.Throw<RefusalException>(() => new Perturbed(new() { Relative = true }).Draw(sample, 5)).Message.ShouldContain("relative=false");
    }
}
