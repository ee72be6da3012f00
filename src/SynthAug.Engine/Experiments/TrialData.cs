using System.Collections.Concurrent;
using SynthAug.Engine.Data;
using SynthAug.Engine.Tuning;

namespace SynthAug.Engine;

/// <summary>Tags of the streams of one trial. Numbers are part of every result: add, never change.</summary>
internal enum StreamRole : ulong
{
    Training = 1,
    Validation = 2,
    Test = 3,
    GeneratorFit = 4,
    Pool = 5,
    Classifier = 6,
    FreshPool = 7,
}

/// <summary>Test sets that serve all repetitions of a cell; drawn once, read by all workers.</summary>
internal sealed class FixedTests
{
    private readonly ConcurrentDictionary<int, Lazy<TestSample>> _samples = new();

    /// <summary>Null where nobody has drawn it yet.</summary>
    public TestSample? Find(int cell) => _samples.TryGetValue(cell, out var sample) && sample.IsValueCreated ? sample.Value : null;

    public TestSample Get(int cell, Func<TestSample> draw) => _samples.GetOrAdd(cell, _ => new Lazy<TestSample>(draw)).Value;
}

/// <summary>The samples of one trial, drawn into one worker's buffers.</summary>
internal sealed class TrialData(ExperimentPlan plan, FixedTests fixedTests)
{
    private readonly FoldDraw _fold = new();
    private readonly SampleBuffer _training = new(), _validation = new(), _test = new();
    private readonly RandomStream _random = new(default);
    private TrainingSample? _trainingSample;
    private ValidationSample? _validationSample;
    private TestSample? _testSample;

    public TrainingSample Training => _trainingSample!;

    public ValidationSample? Validation { get; private set; }

    public TestSample? Test { get; private set; }

    /// <summary>Knows the types of a table's columns; null where draws are declared.</summary>
    public Preparation? Preparation { get; private set; }

    /// <summary>What the stock scores measure; over a table a fold counts by its rows.</summary>
    public ScoreTask Scores { get; private set; } = StockScores.Task(plan.Descriptor.Scores, plan.Descriptor.Objective.Rho);

    /// <summary>A trial over a table: all samples are of one fold and prepared by its training rows.</summary>
    public void Draw(TableTrials table, int trial)
    {
        table.Draw(trial, _fold, _validation, _random);
        var (training, test) = (_fold.Training, _fold.HeldOut);
        Preparation = _fold.Preparation;
        _trainingSample = new(training.Majority, training.Minority, training.MinorityLabel, training.Columns);
        Test = new(test.Majority, test.Minority, test.MinorityLabel, test.Columns);
        Scores = StockScores.Task(plan.Descriptor.Scores, plan.Descriptor.Objective.Rho)
            .Weighted(table.Share(test.Majority.RowCount, minority: false), table.Share(test.Minority.RowCount, minority: true));
        if (plan.Descriptor.HasValidation) Validation = new(_validation.Majority, _validation.Minority, _validation.MinorityLabel, _validation.Columns);
    }

    public void Draw(object cell, int cellIndex, StreamKey cellKey, StreamKey trialKey)
    {
        var runner = plan.Runner;
        Fill(runner.Training(cell), _training, trialKey.Fork((ulong)StreamRole.Training), "training");
        if (Stale(_trainingSample, _training))
            _trainingSample = new(_training.Majority, _training.Minority, _training.MinorityLabel, _training.Columns);

        if (plan.Descriptor.HasValidation)
        {
            Fill(runner.Validation(cell), _validation, trialKey.Fork((ulong)StreamRole.Validation), "validation");
            if (Stale(_validationSample, _validation))
                _validationSample = new(_validation.Majority, _validation.Minority, _validation.MinorityLabel, _validation.Columns);
            Validation = _validationSample;
        }

        if (!plan.Descriptor.HasTest) return;
        if (plan.Descriptor.FixedTest)
        {
            Test = fixedTests.Find(cellIndex) ?? DrawFixedTest(cell, cellIndex, cellKey);
            return;
        }

        Fill(runner.Test(cell), _test, trialKey.Fork((ulong)StreamRole.Test), "test");
        if (Stale(_testSample, _test)) _testSample = new(_test.Majority, _test.Minority, _test.MinorityLabel, _test.Columns);
        Test = _testSample;
    }

    // Apart: the closure is allocated where it is declared, needed or not.
    private TestSample DrawFixedTest(object cell, int cellIndex, StreamKey cellKey) => fixedTests.Get(cellIndex, () =>
    {
        var buffer = new SampleBuffer();
        Fill(plan.Runner.Test(cell), buffer, cellKey.Fork((ulong)StreamRole.Test), "test", new RandomStream(default));
        return new(buffer.Majority, buffer.Minority, buffer.MinorityLabel, buffer.Columns);
    });

    // A sample looks into its buffer, so it outlives a refill unless its shape of facts changed.
    private static bool Stale(LabelledSample? sample, SampleBuffer buffer) =>
        sample is null || sample.MinorityLabel != buffer.MinorityLabel || !ReferenceEquals(sample.Columns, buffer.Columns);

    private void Fill(SampleSource source, SampleBuffer buffer, StreamKey key, string role) => Fill(source, buffer, key, role, _random);

    private static void Fill(SampleSource source, SampleBuffer buffer, StreamKey key, string role, RandomStream random)
    {
        random.Reset(key);
        source.Fill(buffer, random);
        if (buffer.Majority.RowCount == 0 || buffer.Minority.RowCount == 0)
            throw new InvalidOperationException($"The {role} draw has {buffer.Majority.RowCount} majority and {buffer.Minority.RowCount} minority rows; both classes need one.");
        if (buffer.Majority.Dimension != buffer.Minority.Dimension)
            throw new InvalidOperationException($"The {role} draw has {buffer.Majority.Dimension} columns in the majority and {buffer.Minority.Dimension} in the minority.");
    }
}
