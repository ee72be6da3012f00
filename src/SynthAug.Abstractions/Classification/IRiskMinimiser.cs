namespace SynthAug;

/// <summary>
/// A classifier that says which loss it minimises over its rows, and so opens the regime test and the plug-in size, which read gradients. A promise: without a penalty
/// the fit is the least of Σ weight·ℓ. Any penalty is the classifier's own business; the theory is of the loss. Where it is missing there is no answer, never a substitute.
/// </summary>
public interface IRiskMinimiser : IClassifier
{
    IDifferentiableLoss Loss { get; }
}
