internal import Glibc
internal import Traffic

extension CountryFile {
  /// Where updaters put databases: geoipupdate's default and Debian's, those of builds from source
  /// and of FreeBSD, and Homebrew's.
  public static let folders = [
    "/var/lib/GeoIP", "/usr/share/GeoIP", "/usr/local/share/GeoIP", "/usr/local/var/GeoIP",
    "/opt/homebrew/var/GeoIP",
  ]

  /// What databases of countries are called, the better suited first: `*` stands for anything.
  ///
  /// Those of cities have countries as well, and are ten times larger.
  static let names = [
    "GeoIP2-Country.mmdb", "GeoLite2-Country.mmdb", "dbip-country*.mmdb", "ipinfo*country*.mmdb",
    "country.mmdb", "country_*.mmdb", "ipinfo_lite.mmdb", "GeoIP2-City.mmdb",
    "GeoLite2-City.mmdb", "dbip-city*.mmdb",
  ]

  /// The path of the best database in the usual places; `nil` where there is none.
  ///
  /// Of several that differ in what the star stands for, which is a month, the last is taken.
  public static func find() -> String? { find(in: folders) }

  static func find(in folders: [String]) -> String? {
    let files = folders.map { (folder: $0, names: content(of: $0)) }
    for wanted in names {
      let parts = wanted.split(separator: "*", omittingEmptySubsequences: false)
      for (folder, names) in files {
        if let name = names.last(where: { matches($0, parts) }) { return folder + "/" + name }
      }
    }
    return nil
  }

  /// Whether a name is made of these parts, with anything between them.
  private static func matches(_ name: String, _ parts: [Substring]) -> Bool {
    guard parts.count > 1 else { return name == parts[0] }
    guard name.hasPrefix(parts[0]) else { return false }
    var rest = name.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      while !rest.hasPrefix(part) {
        if rest.isEmpty { return false }
        rest.removeFirst()
      }
      rest.removeFirst(part.count)
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }

  /// The names in a folder, in order; none where it cannot be read.
  private static func content(of folder: String) -> [String] {
    guard let stream = folder.withFileName({ unsafe opendir($0) }) else { return [] }
    // SAFETY: the stream is open until it is closed here.
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // SAFETY: the name lies behind the entry's start, ends with a zero, and is copied at once.
      let name = unsafe UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
      unsafe names.append(FileName.text(UnsafePointer(name.assumingMemoryBound(to: CChar.self))))
    }
    return names.sorted()
  }
}
