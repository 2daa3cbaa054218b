/// What somebody wrote on a day, so that others understand its numbers: `Newsletter sent`.
public struct Annotation: Hashable, Sendable {
  public var day: Day
  /// The name of the site that it is about; `nil` for all of them.
  public var site: String?
  public var text: String

  public init(day: Day, site: String? = nil, text: String) {
    (self.day, self.site, self.text) = (day, site, text)
  }

  /// The most characters that a text has.
  public static let mostCharacters = 200

  /// Whether a text can be kept: one line that has something in it, is no longer than ``mostCharacters``, and acts
  /// on nothing that shows it.
  ///
  /// Characters are Unicode scalars, so that no pile of accents counts as one.
  ///
  /// - Complexity: O(*n*) in the text's length.
  public static func isText(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count <= mostCharacters && scalars.contains { $0 != " " }
      && !scalars.contains(where: QuotedText.acts)
  }
}
