/// Squid's `logformat` strings.
///
///     %ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt
///
/// Source: squid.conf, "logformat", https://www.squid-cache.org/Doc/config/logformat/.
public enum SquidFormat {
  /// The formats that Squid has without any configuration. Its manual has `HTTP/%rv` in the last two, but
  /// it writes the protocol's own name there, as `NONE/0.0`.
  static let builtIn: [String: String] = [
    "squid": "%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt",
    "common": "%>a %[ui %[un [%tl] \"%rm %ru %rv\" %>Hs %<st %Ss:%Sh",
    "combined":
      "%>a %[ui %[un [%tl] \"%rm %ru %rv\" %>Hs %<st \"%{Referer}>h\" \"%{User-Agent}>h\""
      + " %Ss:%Sh",
  ]

  /// The definition of a format string, or of one of Squid's own by its name: `squid`, `common`,
  /// `combined`.
  ///
  /// The host in a URL is the site: a cache in front of sites of one's own logs whole URLs.
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    var text = try FormatText(string).trimmed()
    if let format = builtIn[text.string(0..<text.bytes.count)] { text = try FormatText(format) }
    var compiler = SquidCompiler(text: text)
    return try compiler.definition()
  }
}
