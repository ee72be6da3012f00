namespace SynthAug.Hosting.Loading;

/// <summary>What a description must keep so that <c>id:option=value</c>, the lock and the lists can be built on it.</summary>
internal static class DescriptionRules
{
    /// <exception cref="RefusedException">A rule is broken.</exception>
    public static void Check(PluginModule module, PluginDescription? description)
    {
        if (description is null) throw Malformed($"{module.GetType().Name}.Description is null; return one.");
        var id = description.Id;
        if (id is null || !IsWord(id)) throw Malformed($"the id '{id}' is not lower-case words joined by '-'; rename it.");
        var kind = module is GeneratorModule ? PluginKind.Generator : PluginKind.Classifier;
        if (description.Kind != kind) throw Malformed($"'{id}' says it is a {description.Kind}, its module makes a {kind}; let them agree.");
        if (!IsLine(description.Summary)) throw Malformed($"the summary of '{id}' is not one line; write one.");
        if (description.Options is null) throw Malformed($"the options of '{id}' are null; return an empty list.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in description.Options)
        {
            CheckOption(id, option);
            if (!names.Add(option.Name)) throw Malformed($"'{id}' has two options named '{option.Name}'; rename one.");
        }

        CheckPenalty(description);
        CheckDefaults(description);
    }

    private static void CheckOption(string id, OptionDescription? option)
    {
        if (option?.Name is null || !IsWord(option.Name))
            throw Malformed($"'{id}' has an option '{option?.Name}', not lower-case words joined by '-'; rename it.");
        if (!IsLine(option.Summary)) throw Malformed($"the summary of {Name()} is not one line; write one.");
        if (!(option.Min <= option.Max)) throw Malformed($"{Name()} has Min above Max; correct them.");
        if (option.Default is null || option.Choices is null) throw Malformed($"{Name()} has no default or no list of choices; give both.");
        if (option.Type == OptionType.Choice && !AreDistinctWords(option.Choices)) throw Malformed($"the choices of {Name()} are not distinct words; correct them.");

        string Name() => $"option '{option.Name}' of '{id}'";
    }

    private static void CheckPenalty(PluginDescription description)
    {
        var first = (OptionDescription?)null;
        foreach (var option in description.Options)
        {
            if (!option.IsPenalty) continue;
            if (first is not null || description.Kind != PluginKind.Classifier || option.Type != OptionType.Real)
                throw Malformed($"'{description.Id}' marks '{option.Name}' as its penalty; that is for one real-valued option of a classifier.");
            first = option;
        }
    }

    // The binder that will read the user's values reads the defaults first.
    private static void CheckDefaults(PluginDescription description)
    {
        var binder = new OptionBinder(description, new(description.Id, []));
        try
        {
            for (var i = 0; i < description.Options.Count; i++)
            {
                var option = description.Options[i];
                switch (option.Type)
                {
                    case OptionType.Whole: binder.Int64(i); break;
                    case OptionType.Real: binder.Double(i); break;
                    case OptionType.Switch: binder.Boolean(i); break;
                    case OptionType.Choice: binder.Choice(i); break;
                    case OptionType.Text: break;
                    default: throw Malformed($"option '{option.Name}' of '{description.Id}' has no known type; use one of OptionType.");
                }
            }
        }
        catch (PluginUsageException e)
        {
            throw Malformed($"a default cannot be used; correct it. {e.Message}");
        }
    }

    private static bool AreDistinctWords(IReadOnlyList<string> choices) =>
        choices.Count > 0 && choices.All(IsValue) && choices.ToHashSet().Count == choices.Count;

    private static bool IsLine(string? text) => !string.IsNullOrWhiteSpace(text) && text.AsSpan().IndexOfAny('\r', '\n') < 0;

    private static RefusedException Malformed(string message) => new(PluginRefusalKind.MalformedDescription, message);

    // Letters and digits in parts joined by '-', a letter first. By hand: a program that needs no regular expression need not load them.
    private static bool IsWord(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetterLower(text[0])) return false;
        for (var i = 1; i < text.Length; i++)
        {
            var isJoint = text[i] == '-' && text[i - 1] != '-' && i < text.Length - 1;
            if (!isJoint && !char.IsAsciiLetterLower(text[i]) && !char.IsAsciiDigit(text[i])) return false;
        }

        return true;
    }

    private static bool IsValue(string text)
    {
        foreach (var letter in text)
            if (letter is ',' or '=' || char.IsWhiteSpace(letter)) return false;
        return text.Length > 0;
    }
}
