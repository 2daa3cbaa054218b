/// An address for a header of a mail, without a name before it.
///
/// Only what cannot be more than one address, or another header, is one: a local part of letters, digits and a few
/// signs parted by dots (RFC 5322, section 3.2.3, `dot-atom`) and a domain of labels (RFC 1123, section 2.1), or no
/// domain for a user of this machine. Quoted local parts and letters beyond ASCII are refused.
public struct MailAddress: Hashable, Sendable {
  public let text: String

  /// `nil` where the text is no such address.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), text.utf8.count <= 254, parts[0].utf8.count <= 64,
      MailAddress.isDotAtom(parts[0]), parts.count == 1 || MailAddress.isDomain(parts[1])
    else { return nil }
    self.text = text
  }

  private static func isDotAtom(_ text: Substring) -> Bool {
    // A `-` in front would be an option to programs that get it on their command line.
    !text.hasPrefix("-")
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty && atom.utf8.allSatisfy(atomBytes.contains)
      }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { letters.contains($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static let letters = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  private static let atomBytes = letters.union("!#$%&'*+-/=?^_`{|}~".utf8)
}
