/// Why a database of countries cannot be used: a fact, without a sentence.
public struct CountryDatabaseError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// There is no such file, or none in the usual places where none was named.
    case missing
    case cannotRead
    /// No MMDB: another format, or a file that was cut short, since what tells it is at its end.
    case notDatabase
    case corrupt
    /// An MMDB of a type that names no countries, such as one of network operators.
    case noCountries
  }

  public var code: Code
  /// The file; empty where none was named and none found.
  public var path: String
  /// The system's error number, 0 where it had none to give.
  public var errno: Int32
  /// What the file says it is, such as `GeoLite2-ASN`; empty where it says nothing.
  public var type: String

  public init(_ code: Code, path: String, errno: Int32 = 0, type: String = "") {
    self.code = code
    self.path = path
    self.errno = errno
    self.type = type
  }
}
