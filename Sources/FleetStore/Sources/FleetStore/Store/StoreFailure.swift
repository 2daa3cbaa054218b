/// Why a store did not do what it was asked to.
public struct StoreFailure: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// It was not reached, or its answer was lost: the request may have been carried out.
    case unreachable
    /// It answered that it will not.
    case refused
    /// Its answer is none of ours.
    case unexpected
  }

  public var kind: Kind
  public var sentence: String

  public init(_ kind: Kind, _ sentence: String) { (self.kind, self.sentence) = (kind, sentence) }
}
