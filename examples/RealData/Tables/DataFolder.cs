namespace RealData;

/// <summary>Where the tables are: they are no part of the repository.</summary>
internal static class DataFolder
{
    public const string Variable = "REALDATA";

    /// <summary>All tables that a study names.</summary>
    public static readonly string[] Names =
    [
        "sepsis2019", "sepsis_survival", "sepsis_survival_study", "abalone_19", "yeast_me2", "ecoli", "wine_quality_white", "thyroid_sick", "haberman", "german_credit",
        "credit_default",
    ];

    private static string? _path;

    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Path => _path ??= Of([]) ?? throw new DirectoryNotFoundException($"No folder of tables; set {Variable}.");

    /// <summary><c>--data</c>, else the variable, else <c>shared/data</c> beside the repository; null when there is no such folder.</summary>
    public static string? Of(string[] args)
    {
        var place = Array.IndexOf(args, "--data");
        var path = place >= 0 && place + 1 < args.Length ? args[place + 1] : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Beside();
        return _path = Directory.Exists(path) ? System.IO.Path.GetFullPath(path) : null;
    }

    private static string? Beside()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "SynthAug.Dsl.sln"))) folder = folder.Parent;
        return folder?.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared", "data") : null;
    }
}
