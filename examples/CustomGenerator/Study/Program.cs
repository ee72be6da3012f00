using SynthAug.App;

return await ExperimentApp.RunAsync(Study.Experiments.All, args);
