using SynthAug.App;

if (DataFolder.Of(args) is not { } folder)
{
    Console.Error.WriteLine($"RealData: no tables; put {string.Join(", ", DataFolder.Names.Select(name => name + ".csv"))} (header, numbers, last column label, 1 = minority) into a folder and say --data DIR or {DataFolder.Variable}=DIR");
    return 2;
}

// Studies over [CsvData] take the folder from the engine, the others from here.
return await ExperimentApp.RunAsync(Experiments.All, args is ["run", ..] && !args.Contains("--data") ? [.. args, "--data", folder] : args);
