using SynthAug.App;

return await ExperimentApp.RunAsync(Experiments.All, args);
