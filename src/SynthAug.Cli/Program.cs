return await SynthAug.App.ExperimentApp.RunToolAsync(args).ConfigureAwait(false);
