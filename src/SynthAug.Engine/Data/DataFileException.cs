namespace SynthAug.Engine.Data;

/// <summary>Data cannot be used as asked. The message is one line that names the file, row and column and says what to do.</summary>
public sealed class DataFileException(string message, Exception? cause = null) : Exception(message, cause);
