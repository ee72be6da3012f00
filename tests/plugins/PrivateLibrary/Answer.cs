using System.Reflection;

namespace PrivateLibrary;

/// <summary>Says which version of this library is running.</summary>
public static class Answer
{
    public static int MajorVersion => Assembly.GetExecutingAssembly().GetName().Version!.Major;
}
