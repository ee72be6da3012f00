using System.Globalization;
using SynthAug.Lanes;

namespace SynthAug;

/// <summary>The refusals that most plugins need, worded once: each names the place and says what to do.</summary>
public static class Refuse
{
    /// <summary>Refuses rows that hold a NaN or an infinity. One vector pass when there is none.</summary>
    /// <param name="rows">n × d.</param>
    /// <param name="which">What the rows are, as in "minority".</param>
    /// <param name="columns">Names for the message; may be empty.</param>
    /// <exception cref="RefusalException">Names the first row and column, both from 0 where they have no name.</exception>
    public static void NonFinite(ReadOnlyRows rows, string which, IReadOnlyList<FeatureColumn> columns)
    {
        if (AreFinite(rows.Values)) return;

        for (var i = 0; i < rows.Values.Length; i++)
        {
            var value = rows.Values[i];
            if (double.IsFinite(value)) continue;
            var (row, column) = Math.DivRem(i, rows.Dimension);
            throw new RefusalException(string.Create(CultureInfo.InvariantCulture,
                $"{which} row {row}, {ColumnName(columns, column)} is {value}; impute it or drop the row before fitting."));
        }
    }

    /// <summary>True when no value is a NaN or an infinity. One vector pass.</summary>
    public static unsafe bool AreFinite(ReadOnlySpan<double> values)
    {
        fixed (double* first = values)
        {
            if (Lanes512.IsSupported) return AreFinite<Lanes512>(first, values.Length);
            return Lanes256.IsSupported ? AreFinite<Lanes256>(first, values.Length) : AreFinite<Lane>(first, values.Length);
        }
    }

    // 0·x is 0 for a finite x and NaN otherwise; only "is it 0" is asked of the sums, so their number does not matter. Four of them: one would wait for
    // itself, four cycles a vector.
    private static unsafe bool AreFinite<T>(double* x, int count) where T : struct, ILanes<T>
    {
        T zero = T.All(0), a = zero, b = zero, c = zero, d = zero;
        for (; count >= 4 * T.Count; count -= 4 * T.Count, x += 4 * T.Count)
        {
            a = T.Fma(T.Load(x), zero, a);
            b = T.Fma(T.Load(x + T.Count), zero, b);
            c = T.Fma(T.Load(x + 2 * T.Count), zero, c);
            d = T.Fma(T.Load(x + 3 * T.Count), zero, d);
        }

        for (; count > 0; count -= T.Count, x += T.Count) a = T.Fma(T.LoadMasked(x, T.FirstLanes(count)), zero, a);
        return T.TopBits(T.Equal((a + b) + (c + d), zero)) == uint.MaxValue >> (32 - T.Count);
    }

    /// <summary>Refuses rows of another dimension than the fit's.</summary>
    /// <exception cref="RefusalException">The two differ.</exception>
    public static void OtherDimension(int dimension, int fitted, string which)
    {
        if (dimension != fitted)
            throw new RefusalException($"The {which} rows have {dimension} columns, the fit has {fitted}; pass rows of the same columns.");
    }

    /// <summary>Refuses categorical columns: their codes have no in-between.</summary>
    /// <exception cref="RefusalException">Names the first categorical column.</exception>
    public static void Categorical(IReadOnlyList<FeatureColumn> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Categorical)
                throw new RefusalException($"{ColumnName(columns, i)} is categorical and has no values between its codes; encode it or use bootstrap.");
        }
    }

    /// <summary>Refuses one-hot columns, for a law that would put rows between their 0 and 1.</summary>
    /// <exception cref="RefusalException">Names the first one-hot column.</exception>
    public static void OneHot(IReadOnlyList<FeatureColumn> columns, string plugin)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.OneHot)
                throw new RefusalException($"{ColumnName(columns, i)} is one category of several and {plugin} makes numbers only; use smote, perturbed or bootstrap, or drop the column.");
        }
    }

    /// <summary>"column 'age'", or "column 3" (from 0) where nothing is known of the columns.</summary>
    public static string ColumnName(IReadOnlyList<FeatureColumn> columns, int column)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Count > column ? $"column '{columns[column].Name}'" : $"column {column}";
    }
}
