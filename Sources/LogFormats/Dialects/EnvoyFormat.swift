/// Envoy's access log formats: strings and JSON dictionaries, also in Istio, Contour and others.
///
///     [%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" …
///
/// Source: "Format Strings" and "Format Dictionaries" in
/// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage.
public enum EnvoyFormat {
  /// The definition of a `text_format` string or of a `json_format` written as JSON.
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string).trimmed()
    var compiler = EnvoyCompiler(text: text)
    return try compiler.definition()
  }
}
