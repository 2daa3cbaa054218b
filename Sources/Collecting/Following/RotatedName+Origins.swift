extension RotatedName {
  private static let compressions: Set = ["gz", "zst", "bz2", "xz"]

  /// Whether a name ends as compressed files do.
  package static func isCompressed(_ name: String) -> Bool {
    compressions.contains { name.hasSuffix("." + $0) }
  }

  /// Whether a name that fits is one that rotating makes, and nobody's copy or notes: behind the
  /// log's own name stand numbers, dates and endings of compressed files, and nothing else.
  package static func isRotation(of name: String, _ other: String) -> Bool {
    guard other.hasPrefix(name) else {
      // Between stem and ending only a date fits.
      let ending = other.split(separator: ".").last.map(String.init) ?? ""
      return name.hasSuffix("." + ending) || compressions.contains(ending)
    }
    return other.dropFirst(name.count).split { ".-_".contains($0) }.allSatisfy { part in
      compressions.contains(String(part)) || part == "old"
        || part.contains { $0.isASCII && $0.isNumber }
          && part.allSatisfy { $0.isASCII && $0.isNumber || "TZ:".contains($0) }
    }
  }

  /// The names of the logs that a name may be a rotated one of, the longest first.
  ///
  /// - Complexity: O(*n*²) in the name's points, hyphens and underscores.
  package static func origins(of name: String) -> [String] {
    var origins: Set<String> = []
    let marks = name.indices.filter { ".-_".contains(name[$0]) && $0 > name.startIndex }.prefix(32)
    for mark in marks {
      let stem = name[..<mark]
      origins.insert(String(stem))
      // The ending stays behind the date: `access-20261120.log.gz`.
      for point in marks where point > mark && name[point] == "." {
        let ending = name[name.index(after: point)...].prefix { $0 != "." }
        origins.insert("\(stem).\(ending)")
      }
    }
    return origins.filter { RotatedName(of: $0).fits(name) }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }
}
