public import Traffic

/// Reads a `User-Agent` header (RFC 9110, section 10.1.5) as a member of closed sets.
public enum UserAgent {
  /// The client that sent this header.
  ///
  /// - Complexity: O(*n*) in the header's bytes, without allocation.
  public static func client(of header: RawSpan) -> Client {
    .unknown
  }
}
