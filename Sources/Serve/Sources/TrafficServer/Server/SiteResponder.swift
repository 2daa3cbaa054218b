internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TrafficReport

/// Between HTTP and the site: what requests say, strictly, and what every answer says.
struct SiteResponder: HTTPResponder {
  var site: TrafficSite

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    var answer: Answer
    var closes = false
    var language = Language.english
    switch await asking(request) {
    case .success(let asking):
      answer = await site.answer(asking)
      language = asking.languageOfPage
    case .failure(let refusal): (answer, closes) = (refusal.answer, refusal.closes)
    }
    // Behind a request to change the protocol, the library reads no other: whoever comes next on a connection that a
    // proxy keeps would wait in vain.
    if let name = SiteResponder.upgrade, request.headers.contains(name) { closes = true }
    answer = answer.forPeople(
      accept: request.headers[.accept], language: language, base: site.base)
    if request.method == .head, answer.status != 304 {
      return response(answer, closes, hasBody: false)
    }
    return response(answer, closes, hasBody: true)
  }

  private struct Refusal: Error {
    var answer: Answer
    /// Whether what follows on the connection cannot be trusted.
    var closes = false
  }

  private func asking(_ request: Request) async -> Result<Asking, Refusal> {
    func refused(_ status: Int, _ code: String, _ sentence: String) -> Result<Asking, Refusal> {
      .failure(Refusal(answer: .problem(status, code, sentence), closes: true))
    }
    let headers = request.headers
    guard !headers.contains(.transferEncoding) else {
      return refused(
        400, "transfer_encoding", "chunked requests are not accepted: leave out Transfer-Encoding")
    }
    // A second one has stayed among the headers.
    guard SiteResponder.host.map({ headers[$0] }) ?? nil == nil,
      let authority = request.head.authority,
      let host = Host(authority)
    else { return refused(400, "invalid_host", "a request must name one host, in the header Host") }
    guard let method = Asking.Method(rawValue: request.method.rawValue) else {
      return .failure(
        Refusal(
          answer: .problem(
            405, "method_not_allowed", "this is read-only: use GET",
            headers: [Answer.Header(name: "Allow", value: "GET, HEAD")]), closes: true))
    }
    let length = headers[.contentLength].map { Int($0) ?? .max } ?? 0
    guard length <= (method == .post ? ServerLimits.bodyBytes : 0) else {
      return refused(413, "content_too_large", "the request has too much content")
    }
    let target: Target
    do {
      target = try Target(request.head.path ?? "")
    } catch {
      switch error {
      case .tooLong:
        return refused(414, "uri_too_long", "the address has more than \(Target.maxLength) bytes")
      case .malformed: return refused(400, "invalid_target", "the address is not a valid one")
      }
    }
    var asking = Asking(method: method, target: target, host: host)
    asking.isForwarded = SiteResponder.forwarding.contains { headers[$0] != nil }
    asking.accept = headers[.accept]
    asking.acceptLanguage = headers[.acceptLanguage]
    asking.ifNoneMatch = headers[.ifNoneMatch]
    asking.authorization = headers[.authorization]
    asking.cookie = headers[.cookie]
    asking.origin = headers[.origin]
    if method == .post, length > 0 {
      guard
        headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true,
        let bytes = try? await request.body.collect(upTo: ServerLimits.bodyBytes),
        let form = try? Target.form(String(buffer: bytes)[...])
      else { return refused(400, "invalid_form", "the form could not be read") }
      asking.form = form
    }
    return .success(asking)
  }

  private static let host = HTTPField.Name("Host")
  private static let upgrade = HTTPField.Name("Upgrade")
  /// What proxies add to requests that they pass on.
  private static let forwarding = [
    "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
    "X-Forwarded-Server", "X-Forwarded-Prefix", "X-Real-IP", "Via", "X-Client-IP", "True-Client-IP",
    "CF-Connecting-IP",
  ].compactMap { HTTPField.Name($0) }

  private func response(_ answer: Answer, _ closes: Bool, hasBody: Bool) -> Response {
    var fields = HTTPFields()
    func set(_ header: Answer.Header) {
      guard let name = HTTPField.Name(header.name) else { return }
      fields.append(HTTPField(name: name, value: header.value))
    }
    StrictHeaders.all(inFramesOf: answer.frames).forEach(set)
    answer.headers.forEach(set)
    fields[.cacheControl] = answer.isKept ? "private, no-cache" : "no-store"
    fields[.vary] = "Accept, Accept-Language, Authorization, Cookie"
    fields[.eTag] = answer.tag
    if let type = answer.contentType { fields[.contentType] = type }
    if closes { fields[.connection] = "close" }
    let body = ByteBuffer(string: answer.body)
    if answer.status != 304 { fields[.contentLength] = String(body.readableBytes) }
    let hasContent = hasBody && answer.status != 304
    return Response(
      status: .init(code: answer.status), headers: fields,
      body: hasContent ? ResponseBody(byteBuffer: body) : ResponseBody { try await $0.finish(nil) })
  }
}
