/// A request, as far as this server looks at it.
struct Asking: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  var method: Method
  var target: Target
  var host: Host
  /// Whether something stands between the client and this server that passes requests on.
  var isForwarded = false
  var accept: String?
  var acceptLanguage: String?
  /// The tags of what the client has already.
  var ifNoneMatch: String?
  var authorization: String?
  var cookie: String?
  var origin: String?
  /// What a form was filled in with.
  var form: [Target.Parameter] = []

  /// The value of a field of the form.
  func field(_ name: String) -> String? { form.first { $0.name == name }?.value }
}
