/// Where a store listens: a URL such as `https://user@clickhouse.example.org:8443/sporlos`, whose path is the
/// database.
public struct StoreAddress: Hashable, Sendable {
  /// Scheme, host and port.
  public let origin: String
  /// `nil` where ~/.netrc says it, or nobody needs one.
  public let user: String?
  public let database: String

  /// Why a text is no address of a store.
  public struct Problem: Error, Hashable, Sendable {
    public var sentence: String
  }

  public init(_ text: String) throws(Problem) {
    func refuse(_ reason: String) -> Problem {
      Problem(
        sentence:
          "\(reason): use an address such as http://127.0.0.1:8123/sporlos, whose path is the database"
      )
    }
    guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else {
      throw refuse("the store's address must begin with https:// or http://")
    }
    var rest = text.dropFirst(scheme.count)
    guard rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) else {
      throw refuse("the store's address has characters that no address has")
    }
    var database = "default"
    if let slash = rest.firstIndex(of: "/") {
      let path = rest[rest.index(after: slash)...]
      if !path.isEmpty { database = String(path) }
      rest = rest[..<slash]
    }
    guard StoreAddress.isName(database) else {
      throw refuse("the database's name must be letters, digits and _")
    }
    if let at = rest.lastIndex(of: "@") {
      let name = rest[..<at]
      guard !name.contains(":") else {
        throw Problem(
          sentence:
            "the address has a password, which every user of this machine could see: put it into ~/.netrc "
            + "(machine HOST login USER password PASSWORD), and name the user only")
      }
      guard !name.isEmpty else { throw refuse("the store's address has no user before its @") }
      user = String(name)
      rest = rest[rest.index(after: at)...]
    } else {
      user = nil
    }
    guard !rest.isEmpty, !rest.contains("?"), !rest.contains("#") else {
      throw refuse("the store's address has no host, or a query")
    }
    origin = scheme + rest
    self.database = database
  }

  /// Whether a text is a name in ClickHouse that needs no quotes.
  public static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count <= 64, !(0x30...0x39).contains(first) else {
      return false
    }
    return bytes.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x5F
    }
  }
}
