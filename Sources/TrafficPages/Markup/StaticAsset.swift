/// What is sent as it is: a file of the module's own, known when the program is built.
///
/// Only a literal can be one, so that nothing of a log ever is.
public struct StaticAsset: Hashable, Sendable {
  /// The file, in UTF-8.
  public let text: String

  init(_ literal: StaticString) { text = literal.description }
}
