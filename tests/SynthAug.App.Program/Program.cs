using SynthAug.App;
using SynthAug.App.Program;
using SynthAug.Dsl;

[assembly: AssemblyExperiments<Experiments>]

return await ExperimentApp.RunAsync(Experiments.All, args);
