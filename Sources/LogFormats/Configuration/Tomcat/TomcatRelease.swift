/// Which release of Tomcat a `server.xml` is of, which decides about the unit of `%D`.
enum TomcatRelease {
  /// The release, as far as something tells it: the path, or else the notes beside the program.
  ///
  ///     /opt/apache-tomcat-10.1.19/conf/server.xml
  ///     /etc/tomcat9/server.xml
  static func find(_ main: String, _ sources: ConfigurationSources) -> String? {
    if let release = inPath(main) { return release }
    let base = ConfigurationPath.folder(ConfigurationPath.folder(main))
    let notes = ConfigurationPath.join(base, "RELEASE-NOTES")
    guard base != "/", base != ".", let bytes = sources.files(notes) else { return nil }
    let mark = "Apache Tomcat Version "
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    return text.firstRange(of: mark).flatMap { release(text[$0.upperBound...]) }
  }

  private static func inPath(_ path: String) -> String? {
    let parts = path.split(separator: "/")
    for (place, part) in parts.enumerated() {
      guard let range = part.lowercased().firstRange(of: "tomcat") else { continue }
      let behind = part.lowercased()[range.upperBound...].drop { "-_v".contains($0) }
      if let release = release(behind) { return release }
      // `/opt/tomcat/10.1.19/conf/server.xml`
      guard behind.isEmpty, place + 1 < parts.count else { continue }
      if let release = release(parts[place + 1]) { return release }
    }
    return nil
  }

  /// The first two numbers: `10.1` of `10.1.19-src`.
  private static func release(_ text: some StringProtocol) -> String? {
    let numbers = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".")
    guard let first = numbers.first, let major = Int(first), (3...99).contains(major) else {
      return nil
    }
    return numbers.prefix(2).joined(separator: ".")
  }

  /// The unit of `%D`: milliseconds up to 10.0, microseconds from 10.1 on
  /// (<https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Access_Logging>, and -10.0-doc);
  /// `nil` where the release does not tell.
  static func unit(_ release: String?) -> TimeUnit? {
    let numbers = (release ?? "").split(separator: ".").compactMap { Int($0) }
    guard let major = numbers.first else { return nil }
    if major != 10 { return major < 10 ? .milliseconds : .microseconds }
    guard numbers.count > 1 else { return nil }
    return numbers[1] == 0 ? .milliseconds : .microseconds
  }
}
