namespace SynthAug.Engine.Results;

/// <summary>A run store cannot be used as asked. The message is one line that names the file and says what to do.</summary>
public sealed class RunStoreException(string message, Exception? cause = null) : Exception(message, cause);
