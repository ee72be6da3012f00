namespace SynthAug.Engine;

/// <summary>
/// The border to plugin code: whatever a plugin throws becomes a reason in a row, never a score and never the end of the run.
/// Cancellation is nobody's fault and passes through.
/// </summary>
internal static class Refusals
{
    public static bool IsPluginFault(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);

    /// <summary>One line.</summary>
    public static string Reason(Exception exception) => exception is RefusalException
        ? OneLine(exception.Message)
        : OneLine($"{exception.GetType().Name}: {exception.Message}");

    /// <summary>Null for a model that can be measured. Where a fault of the classifier left a coefficient without a number, blank measures would not say so.</summary>
    public static string? OfModel(IModel? model, IReadOnlyList<FeatureColumn> columns)
    {
        if (model is not ILinearModel linear || Refuse.AreFinite(linear.Coefficients) && double.IsFinite(linear.Intercept)) return null;
        for (var j = 0; j < linear.Coefficients.Length; j++)
        {
            if (!double.IsFinite(linear.Coefficients[j])) return $"The classifier left {Refuse.ColumnName(columns, j)} a coefficient that is not a finite number.";
        }

        return "The classifier's intercept is not a finite number.";
    }

    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
