/// An address that a page links to: relative, so that pages work behind a proxy under any path, or below one that the
/// server knows for its own.
///
/// It is a page of the program's own and a query, or a place on the same page; so it never leads to another host, and
/// never is a script.
public struct Link: Hashable, Sendable {
  /// As it stands in an attribute, before that escapes it.
  let text: String

  /// A page beside the one that is shown, by a name of the program's own, with a query.
  ///
  /// - Parameter page: Letters, digits, `.`, `-` and `/`; anything else links to the page itself. Empty for
  ///   the page itself.
  public init(_ page: StaticString = "", _ query: [(name: StaticString, value: String)] = []) {
    let name = page.description
    let isPlain = name.utf8.allSatisfy {
      Link.unreserved.contains($0) || $0 == UInt8(ascii: "/")
    }
    let pairs = query.map { "\(Link.encoded($0.name.description))=\(Link.encoded($0.value))" }
    let start = isPlain && !name.hasPrefix("/") ? name : ""
    text =
      (start.isEmpty || start.hasPrefix(".") ? start : "./" + start) + "?"
      + pairs.joined(separator: "&")
  }

  private init(text: String) { self.text = text }

  /// A file beside the page.
  static func file(_ name: StaticString) -> Link { Link(text: name.description) }

  /// A file below a path of the server's own; beside the page where that is no such path.
  static func file(_ name: StaticString, below base: String) -> Link {
    let isPath =
      base.isEmpty
      || base.hasPrefix("/") && !base.hasPrefix("//")
        && base.utf8.allSatisfy { unreserved.contains($0) || $0 == UInt8(ascii: "/") }
    return isPath ? Link(text: base + "/" + name.description) : file(name)
  }

  /// A place on the page.
  static func place(_ name: StaticString, _ number: Int? = nil) -> Link {
    Link(text: "#" + ElementName(name, number).text)
  }

  /// A value of a query (RFC 3986, sections 2.1 and 3.4): what is not unreserved is percent-encoded, but for `/`.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      if unreserved.contains(byte) || byte == UInt8(ascii: "/") {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return encoded
  }

  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
}
