/// Patterns of Java's SimpleDateFormat and DateTimeFormatter, which Tomcat's and Jetty's `%{…}t` take
/// (https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/text/SimpleDateFormat.html).
enum JavaTimePattern {
  /// The same as strftime has it; `nil` where a letter means what strftime has not.
  ///
  ///     yyyy-MM-dd'T'HH:mm:ss.SSSXXX    %Y-%m-%dT%H:%M:%S.%3f%:z
  static func strftime(_ pattern: String) -> String? {
    var result = ""
    var rest = pattern[...]
    while let first = rest.first {
      if first == "'" {
        rest.removeFirst()
        let quoted = rest.prefix { $0 != "'" }
        // Two quotes are one.
        result += quoted.isEmpty ? "'" : quoted.replacing("%", with: "%%")
        rest = rest.dropFirst(quoted.count + 1)
        continue
      }
      let run = rest.prefix { $0 == first }
      if first.isASCII, first.isLetter {
        guard let field = field(first, count: run.count) else { return nil }
        result += field
      } else {
        result += first == "%" ? String(repeating: "%", count: 2 * run.count) : String(run)
      }
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  private static func field(_ letter: Character, count: Int) -> String? {
    switch letter {
    case "y", "u": count == 2 ? "%y" : "%Y"
    case "M", "L": count >= 4 ? "%B" : count == 3 ? "%b" : "%m"
    case "d": "%d"
    case "E": count >= 4 ? "%A" : "%a"
    case "H": "%H"
    case "h": "%I"
    case "m": "%M"
    case "s": "%S"
    case "S": "%\(count)f"
    case "a": "%p"
    case "Z": count == 5 ? "%:z" : "%z"
    case "X", "x": count == 3 ? "%:z" : "%z"
    case "z": "%Z"
    default: nil
    }
  }
}
