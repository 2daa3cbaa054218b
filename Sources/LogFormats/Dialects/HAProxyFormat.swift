/// HAProxy's `log-format` strings.
///
///     %ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %hr %hs %{+Q}r
///
/// Source: HAProxy Configuration Manual, section 8.2.6 "Custom log format",
/// https://docs.haproxy.org/2.6/configuration.html#8.2.6.
public enum HAProxyFormat {
  /// What `option httplog` stands for (section 8.2.3).
  static let httplog =
    "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc"
    + " %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r"
  /// What `option httplog clf` stands for (section 8.2.3).
  static let httplogCLF =
    "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc"
    + " %ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl"
  /// What `option httpslog` stands for (section 8.2.4).
  static let httpslog =
    httplog
    + " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed]"
    + " %[ssl_fc_sni]/%sslv/%sslc"
  /// What `option tcplog` stands for (section 8.2.2); it has no request.
  static let tcplog =
    "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq"

  /// The definition of a format string as it stands in `haproxy.cfg`, in quotes or with `\ ` for
  /// blanks, or of `option httplog`, `option httplog clf`, `option httpslog`.
  ///
  /// Behind it may stand what the frontend captures, in the order of the configuration:
  /// `… %hr (capture referer, user-agent)`. Without that the value of `%hr` is ignored.
  /// - Throws: ``FormatProblem/Code/noRequest`` for `option tcplog`, too, which logs connections.
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let (format, captures) = withoutCaptures(string)
    let words = format.split { $0 == " " || $0 == "\t" }.map { $0.lowercased() }
    let named =
      switch words.first == "option" ? Array(words.dropFirst()) : words {
      case ["httplog"]: httplog
      case ["httplog", "clf"], ["clf"]: httplogCLF
      case ["httpslog"]: httpslog
      case ["tcplog"]: tcplog
      default: format
      }
    let text = try FormatText(named).withoutConfigurationQuotes().trimmed()
    var compiler = HAProxyCompiler(text: text, captures: captures)
    return try compiler.definition()
  }

  /// Takes `(capture NAME, NAME…)` off the end.
  private static func withoutCaptures(_ string: String) -> (format: String, captures: [String]) {
    guard let end = string.lastIndex(of: ")"),
      string[string.index(after: end)...].allSatisfy(\.isWhitespace),
      let start = string[..<end].lastIndex(of: "(")
    else { return (string, []) }
    let words = string[string.index(after: start)..<end]
      .split { $0 == "," || $0 == "|" || $0.isWhitespace }.map { $0.lowercased() }
    guard let first = words.first, first == "capture" || first == "captures" else {
      return (string, [])
    }
    return (String(string[..<start]), Array(words.dropFirst()))
  }
}
