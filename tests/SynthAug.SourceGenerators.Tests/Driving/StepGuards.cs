using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SynthAug.SourceGenerators.Tests.Driving;

/// <summary>What every run must satisfy, whatever it emits.</summary>
internal static class StepGuards
{
    private static readonly Type[] Forbidden =
        [typeof(Compilation), typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location), typeof(SemanticModel), typeof(AttributeData)];

    /// <summary>Every step with a name of ours, of every generator.</summary>
    public static IEnumerable<(string Step, object Value, IncrementalStepRunReason Reason)> Outputs(GeneratorDriverRunResult result) =>
        from generator in result.Results
        from step in generator.TrackedSteps
        where step.Key.Contains(": ", StringComparison.Ordinal)
        from run in step.Value
        from output in run.Outputs
        select (step.Key, output.Value, output.Reason);

    /// <summary>Reasons of the last step: what was added to the compilation, or reported.</summary>
    public static IEnumerable<IncrementalStepRunReason> Emissions(GeneratorDriverRunResult result) =>
        from generator in result.Results
        from step in generator.TrackedOutputSteps
        from run in step.Value
        from output in run.Outputs
        select output.Reason;

    public static void AssertNothingEmittedAgain(GeneratorDriverRunResult result)
    {
        Outputs(result).Where(o => !IsQuiet(o.Reason)).Select(o => $"{o.Step}: {o.Reason}").ShouldBeEmpty();
        Emissions(result).Where(r => !IsQuiet(r)).ShouldBeEmpty();
    }

    public static bool IsQuiet(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    /// <summary>Walks everything that the steps keep between edits; a compiler object there keeps a whole compilation alive.</summary>
    public static void AssertHoldsNoCompilerObject(GeneratorDriverRunResult result)
    {
        foreach (var (step, value, _) in Outputs(result)) AssertHoldsNoCompilerObject(value, step);
    }

    public static void AssertHoldsNoCompilerObject(object? root, string path)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var rest = new Stack<(object? Value, string Path)>([(root, path)]);
        while (rest.TryPop(out var next))
        {
            if (next.Value is not { } value || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum) continue;
            if (!value.GetType().IsValueType && !seen.Add(value)) continue;

            // Assignable to: the concrete types are internal classes of the compiler.
            Forbidden.Where(f => f.IsInstanceOfType(value)).Select(f => $"{next.Path} holds a {f.Name}").ShouldBeEmpty();

            if (value is IEnumerable items && value is Array)
                foreach (var item in items) rest.Push((item, next.Path + "[]"));
            for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    rest.Push((field.GetValue(value), $"{next.Path}.{field.Name}"));
        }
    }
}
