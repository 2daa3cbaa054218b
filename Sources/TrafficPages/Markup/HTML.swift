import Traffic

/// A piece of HTML: elements that are closed, and text in which no character acts.
///
/// There is no way to make one of a string but as text, so what stands in a log cannot become an element, an
/// attribute or an address, wherever it is put. ``StaticAsset`` holds what is written as it is.
///
/// - Complexity: Joining pieces is O(*n*) in their length, as an element copies what it holds.
public struct HTML: Hashable, Sendable {
  /// As it is sent.
  private(set) var markup = ""

  /// Nothing.
  init() {}

  /// Text, which shows every character of it that would act as `\u{…}`.
  init(_ text: String) { markup = HTML.escaped(text) }

  /// What the module itself brings.
  init(_ asset: StaticAsset) { markup = asset.text }

  /// An element.
  init(_ tag: Tag, _ attributes: [Attribute], _ content: HTML) {
    let start = "<" + tag.name + attributes.map(\.markup).joined()
    switch tag.form {
    case .void: markup = start + ">"
    case .drawing where content.markup.isEmpty: markup = start + "/>"
    case .normal, .drawing: markup = start + ">" + content.markup + "</\(tag.name)>"
    }
  }

  /// The pieces one after another.
  init(_ pieces: [HTML]) { markup = pieces.map(\.markup).joined() }

  var isEmpty: Bool { markup.isEmpty }

  /// The document: what it is, and the element `html`.
  static func document(_ root: HTML) -> String { "<!DOCTYPE html>\n" + root.markup + "\n" }

  /// The text as it stands in an element or between the quotes of an attribute (HTML, section 13.1); what is no
  /// character, and must not be in a document, is shown as `\u{FFFE}`.
  static func escaped(_ text: String) -> String {
    let harmless = QuotedText.harmless(text)
    guard harmless.utf8.contains(where: { acting.contains($0) || $0 >= 0xEF }) else {
      return harmless
    }
    var escaped = ""
    for scalar in harmless.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case _ where isNoCharacter(scalar):
        escaped += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Unicode Standard, section 23.7.
  private static func isNoCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
  }

  private static let acting = Set("&<>\"'".utf8)
}

/// Pieces of HTML as they are written in Swift: strings are text, and what is not there is nothing.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ text: String) -> HTML { HTML(text) }
  static func buildExpression(_ piece: HTML) -> HTML { piece }
  static func buildExpression(_ pieces: [HTML]) -> HTML { HTML(pieces) }
  static func buildBlock(_ pieces: HTML...) -> HTML { HTML(pieces) }
  static func buildOptional(_ piece: HTML?) -> HTML { piece ?? HTML() }
  static func buildEither(first piece: HTML) -> HTML { piece }
  static func buildEither(second piece: HTML) -> HTML { piece }
  static func buildArray(_ pieces: [HTML]) -> HTML { HTML(pieces) }
}
