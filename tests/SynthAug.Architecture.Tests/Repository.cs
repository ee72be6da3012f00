using System.Reflection;
using System.Xml.Linq;

namespace SynthAug.Architecture.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Root, f).Split('/').Any(part => part is "artifacts" or "bin" or "obj" or ".git" or "out"))
            .Order(StringComparer.Ordinal);

    public static IReadOnlyList<Project> Projects { get; } = [.. Files("*.csproj").Select(Project.Read)];
}

/// <param name="Room">src, plugins, …: the top folder.</param>
/// <param name="References">Names of projects whose assembly is compiled against.</param>
/// <param name="Packages">Names of referenced packages.</param>
internal sealed record Project(string Name, string Room, string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public static Project Read(string path)
    {
        var xml = XDocument.Load(path);
        var references = xml.Descendants("ProjectReference")
            .Where(r => r.Attribute("Include") is not null && (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => System.IO.Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));
        var packages = xml.Descendants("PackageReference").Where(r => r.Attribute("Include") is not null).Select(r => (string)r.Attribute("Include")!);
        var relative = System.IO.Path.GetRelativePath(Repository.Root, path);
        return new(System.IO.Path.GetFileNameWithoutExtension(path), relative.Split('/')[0], relative, [.. references], [.. packages]);
    }
}
