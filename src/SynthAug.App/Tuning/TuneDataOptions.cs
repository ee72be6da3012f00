using System.Globalization;
using SynthAug.App.Terminal;

namespace SynthAug.App.Tuning;

/// <summary>What <c>tune</c> was told of its data.</summary>
internal sealed record TuneDataOptions
{
    /// <summary>A file, plain or gzip; <c>-</c> is standard input.</summary>
    public required string Path { get; init; }

    public required string Label { get; init; }

    /// <summary>Null takes the rarer of two.</summary>
    public string? Positive { get; init; }

    public string? Group { get; init; }

    /// <summary>A file.</summary>
    public string? Schema { get; init; }

    public MissingPolicy Missing { get; init; }

    /// <summary>A file; null splits the data itself.</summary>
    public string? Validation { get; init; }

    /// <summary>A file, or the share of the data to set aside.</summary>
    public string? Test { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Opened for <c>-</c>, once.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>The share that <see cref="Test"/> names; null when it names a file.</summary>
    /// <exception cref="AppException">A number that is no share.</exception>
    public double? TestShare()
    {
        if (Test is null || !double.TryParse(Test, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)) return null;
        return share is > 0 and < 1 ? share : throw new AppException($"--test is '{Test}'; give a share between 0 and 1, such as 0.2, or a file");
    }
}
