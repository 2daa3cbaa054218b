public import TrafficReport

/// What a reader sees where there is no page for them, and why.
///
/// It needs no file but ``StaticAsset/style`` and ``StaticAsset/icon``, and may be at any address.
public struct ProblemPage: Sendable {
  /// Of the answer (RFC 9110, section 15).
  public var status: Int
  /// The sentence of the command line, in English; nothing where there is none.
  public var detail: String
  public var language: Language
  /// The path that all pages are below.
  public var base: String

  public init(status: Int, detail: String, language: Language, base: String) {
    (self.status, self.detail) = (status, detail)
    (self.language, self.base) = (language, base)
  }

  /// The page.
  public func html() -> String {
    let words = Words(language)
    let (heading, text) = words.problem(status)
    return Document(
      title: heading, language: language, style: .below(base),
      content: HTML([
        Tag.header { Tag.h1 { heading } },
        Tag.main(.id("main")) {
          Tag.p { text }
          if !detail.isEmpty {
            Tag.p(.class("note"), language == .english ? .none : .lang(.english)) { detail }
          }
          Tag.p { Tag.a(.href(.file("", below: base))) { words.toOverview } }
        },
      ])
    ).text
  }
}
