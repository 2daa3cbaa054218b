import Traffic
import TrafficReport

/// An attribute of an element: only those that pages have, each with values of its own type.
///
/// None of them holds a script or a style, and an address is a ``Link``.
struct Attribute: Hashable, Sendable {
  /// As it is sent, with the space before it.
  let markup: String

  private init(_ name: StaticString, _ value: String) {
    markup = " \(name)=\"\(HTML.escaped(value))\""
  }

  private init(_ name: StaticString) { markup = " \(name)" }

  /// No attribute.
  static let none = Attribute(none: ())
  private init(none: Void) { markup = "" }

  static func `class`(_ name: StaticString) -> Attribute { Attribute("class", name.description) }
  /// A name of the program's own, and a number where there are several.
  static func id(_ name: StaticString, _ number: Int? = nil) -> Attribute {
    Attribute("id", ElementName(name, number).text)
  }
  static func lang(_ language: Language) -> Attribute { Attribute("lang", language.rawValue) }
  static func href(_ link: Link) -> Attribute { Attribute("href", link.text) }
  static func action(_ link: Link) -> Attribute { Attribute("action", link.text) }
  static let styleSheet = Attribute("rel", "stylesheet")
  static let icon = Attribute("rel", "icon")
  /// A file of the module's own, beside the page.
  static let ownScript = Attribute("src", "script.js")
  static let deferred = Attribute("defer")
  /// The first day of a drawing, and how many there are.
  static func firstDay(_ day: Day) -> Attribute { Attribute("data-from", day.description) }
  static func dayCount(_ count: Int64) -> Attribute { Attribute("data-days", String(count)) }
  static let post = Attribute("method", "post")
  static let hidden = Attribute("hidden")

  static let utf8 = Attribute("charset", "utf-8")
  static func name(_ name: StaticString) -> Attribute { Attribute("name", name.description) }
  static func content(_ text: StaticString) -> Attribute {
    Attribute("content", text.description)
  }
  static func httpEquivalent(_ name: StaticString) -> Attribute {
    Attribute("http-equiv", name.description)
  }

  static let scopeRow = Attribute("scope", "row")
  static let scopeColumn = Attribute("scope", "col")
  static let button = Attribute("type", "submit")
  static let date = Attribute("type", "date")
  static let hiddenInput = Attribute("type", "hidden")
  static func value(_ text: String) -> Attribute { Attribute("value", text) }
  static func least(_ day: Day) -> Attribute { Attribute("min", day.description) }
  static func most(_ day: Day) -> Attribute { Attribute("max", day.description) }
  static let selected = Attribute("selected")
  static let open = Attribute("open")
  static func datetime(_ day: Day) -> Attribute { Attribute("datetime", day.description) }

  static let hiddenFromReaders = Attribute("aria-hidden", "true")
  static let current = Attribute("aria-current", "page")
  static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  static func labelledBy(_ name: StaticString, _ number: Int? = nil) -> Attribute {
    Attribute("aria-labelledby", ElementName(name, number).text)
  }
  static let image = Attribute("role", "img")
  /// What is said when it changes.
  static let status = Attribute("role", "status")
  /// What scrolls must be reached without a mouse.
  static let region = Attribute("role", "region")
  static let tabStop = Attribute("tabindex", "0")

  static func x(_ place: Length) -> Attribute { Attribute("x", place.text) }
  static func y(_ place: Length) -> Attribute { Attribute("y", place.text) }
  static func x1(_ place: Length) -> Attribute { Attribute("x1", place.text) }
  static func x2(_ place: Length) -> Attribute { Attribute("x2", place.text) }
  static func y1(_ place: Length) -> Attribute { Attribute("y1", place.text) }
  static func y2(_ place: Length) -> Attribute { Attribute("y2", place.text) }
  static func width(_ length: Length) -> Attribute { Attribute("width", length.text) }
  static func height(_ length: Length) -> Attribute { Attribute("height", length.text) }
  static let middle = Attribute("text-anchor", "middle")
  static let end = Attribute("text-anchor", "end")
}

/// The name that an element is found by.
struct ElementName {
  let text: String

  init(_ name: StaticString, _ number: Int?) {
    text = name.description + (number.map { String($0) } ?? "")
  }
}

/// A place or a length in a drawing.
enum Length {
  /// As shown: never scaled.
  case pixels(Double)
  /// A part of the drawing's own width or height, from 0 to 1.
  case part(Double)

  var text: String {
    switch self {
    case .pixels(let number): Length.short(number, digits: 1)
    case .part(let part): Length.short(part * 100, digits: 2) + "%"
    }
  }

  /// With as many digits behind the point at most; what is no number is 0.
  private static func short(_ number: Double, digits: Int) -> String {
    let scale = digits == 1 ? 10 : 100
    guard number.isFinite, abs(number) < 1e9 else { return "0" }
    let scaled = Int((number * Double(scale)).rounded())
    var text = "\(scaled < 0 ? "-" : "")\(abs(scaled) / scale)"
    var rest = String(abs(scaled) % scale)
    rest = String(repeating: "0", count: digits - rest.utf8.count) + rest
    while rest.hasSuffix("0") { rest.removeLast() }
    if !rest.isEmpty { text += "." + rest }
    return text
  }
}
