using System.Globalization;
using SynthAug.Engine;

namespace SynthAug.App.Terminal;

/// <summary>
/// How far a sweep is, on standard error: one living line for a person, a plain line every ten seconds for a log. Its only clock is the
/// sweep's own, and it is called by one thread.
/// </summary>
internal sealed class SweepLine(AppServices services, string name) : IProgress<SweepProgress>, IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);
    private TimeSpan _last = TimeSpan.Zero;
    private bool _open;

    public void Report(SweepProgress value)
    {
        var step = services.ErrorIsTerminal ? OnTerminal : InLog;
        var isEnd = value.Done == value.Total && services.ErrorIsTerminal;
        if (value.Elapsed - _last < step && !isEnd) return;
        _last = value.Elapsed;
        var text = Text(name, value);
        if (!services.ErrorIsTerminal)
        {
            services.Error.WriteLine(text);
            return;
        }

        // Back to the line's start, and clear what a longer line left.
        services.Error.Write("\r" + text + "\u001b[K");
        _open = true;
    }

    /// <summary>Ends the living line, also when the sweep was stopped.</summary>
    public void Dispose()
    {
        if (_open) services.Error.WriteLine();
        _open = false;
    }

    internal static string Text(string name, SweepProgress value)
    {
        var rate = value.Elapsed > TimeSpan.Zero ? value.Done / value.Elapsed.TotalSeconds : 0;
        var left = value.Left is { } time ? $", {Duration(time)} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {value.Done}/{value.Total} trials, {rate:0.#}/s{left}");
    }

    internal static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s"),
    };
}
