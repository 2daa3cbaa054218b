/// Reads HTML as strictly as it is written here: every element is closed in order, every attribute is in double
/// quotes and once, every `<`, `>` and `&` of a text is escaped.
struct MarkupReader {
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  struct Element {
    var name: String
    var attributes: [String: String]
    /// The names of those around it, outermost first.
    var around: [String]
  }

  private(set) var elements: [Element] = []
  /// All text that shows, unescaped.
  private(set) var text = ""

  private static let void: Set = ["meta", "link", "input", "wbr", "br", "hr"]
  private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]

  init(_ document: String) throws {
    let start = "<!DOCTYPE html>\n"
    guard document.hasPrefix(start) else { throw Fault(description: "no doctype") }
    var rest = Substring(document.dropFirst(start.count))
    var open: [String] = []
    while let next = rest.unicodeScalars.first {
      guard next == "<" else {
        let words = rest.prefix { $0 != "<" }
        if open.last != "style" { text += try MarkupReader.plain(words) }
        rest = rest[words.endIndex...]
        continue
      }
      guard let end = rest.firstIndex(of: ">") else { throw Fault(description: "an open tag") }
      var tag = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard let last = open.popLast(), tag.dropFirst() == last else {
          throw Fault(description: "\(tag) closes \(open)")
        }
        continue
      }
      let closesItself = tag.hasSuffix("/")
      if closesItself { tag = tag.dropLast() }
      let element = try MarkupReader.element(tag, around: open)
      elements.append(element)
      if !closesItself, !MarkupReader.void.contains(element.name) { open.append(element.name) }
    }
    guard open.isEmpty else { throw Fault(description: "\(open) are not closed") }
  }

  private static func element(_ tag: Substring, around: [String]) throws -> Element {
    let name = tag.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard !name.isEmpty else { throw Fault(description: "no name in <\(tag)>") }
    var rest = tag[name.endIndex...]
    var attributes: [String: String] = [:]
    while !rest.isEmpty {
      guard rest.first == " " else { throw Fault(description: "no space in <\(tag)>") }
      rest = rest.dropFirst()
      let key = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      rest = rest[key.endIndex...]
      guard !key.isEmpty, attributes[String(key)] == nil else {
        throw Fault(description: "attributes of <\(tag)>")
      }
      guard rest.hasPrefix("=\"") else {
        attributes[String(key)] = ""
        continue
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      guard value.endIndex < rest.endIndex else { throw Fault(description: "quotes in <\(tag)>") }
      attributes[String(key)] = try plain(value)
      rest = rest[rest.index(after: value.endIndex)...]
    }
    return Element(name: String(name), attributes: attributes, around: around)
  }

  /// Text without its escapes.
  private static func plain(_ text: Substring) throws -> String {
    var parts = text.split(separator: "&", omittingEmptySubsequences: false)[...]
    var plain = String(parts.removeFirst())
    for part in parts {
      let name = part.prefix { $0 != ";" }
      guard let sign = entities[String(name)], name.endIndex < part.endIndex else {
        throw Fault(description: "&\(part)")
      }
      plain += sign + part[part.index(after: name.endIndex)...]
    }
    guard !plain.isEmpty || text.isEmpty, !text.contains(">") else {
      throw Fault(description: "\(text)")
    }
    return plain
  }
}
