internal import Traffic
internal import TrafficPages
internal import TrafficReport
internal import TrafficStore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Signing in and out, and who asks.
struct SignIn: Sendable {
  var accounts: Accounts
  var base: String
  var now: @Sendable () -> Int64 = { Int64(time(nil)) }
  /// Two hashes at a time take 128 MiB; nobody waits for a third.
  private let hashing = ReaderPool(threads: 2, waiting: 0)
  private let tries = TryLimit()

  init(accounts: Accounts, base: String) {
    self.accounts = accounts
    self.base = base
  }

  /// How long a session lasts, in seconds.
  static let sessionSeconds = AccountSchema.sessionSeconds

  /// Answers what is about signing in and out; `nil` for all else.
  func answer(_ parts: [String], _ asking: Asking) async -> Answer? {
    switch (asking.method, parts) {
    case (.get, ["sign-in"]), (.head, ["sign-in"]): return form(asking)
    case (.post, ["sign-in"]): return await signIn(asking)
    case (.get, ["sign-out"]), (.head, ["sign-out"]): return signOutForm(asking)
    case (.post, ["sign-out"]): return signOut(asking)
    default: return nil
    }
  }

  /// Who asks; `nil` for nobody that is known.
  func reader(of asking: Asking) throws -> Reader? {
    if let authorization = asking.authorization {
      let words = authorization.split(separator: " ")
      guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count == 64 else {
        return nil
      }
      return try accounts.reader(ofToken: String(words[1]))
    }
    guard let token = session(of: asking) else { return nil }
    return try accounts.reader(ofSession: token, now: now())
  }

  private func signIn(_ asking: Asking) async -> Answer {
    guard isOwnForm(asking) else { return SignIn.foreignForm }
    let (name, password) = (asking.field("name") ?? "", asking.field("password") ?? "")
    let now = now()
    if let seconds = tries.wait(for: name, now: now) {
      return form(
        asking, status: 429, { $0.tooManyTries(minutes: Int64(seconds + 59) / 60) },
        headers: [Answer.Header(name: "Retry-After", value: String(seconds))])
    }
    // Counted before it is known, so that many at a time are no more than one after another.
    tries.fail(name, now: now)
    let accounts = accounts
    do {
      let isRight = try await hashing.run {
        let hash = try accounts.passwordHash(of: name)
        let matches = Password.matches(password, hash ?? Password.nobodys)
        return hash != nil && matches
      }
      guard isRight else {
        return form(asking, status: 403, { $0.wrong })
      }
      tries.succeed(name)
      if let old = session(of: asking) { try accounts.endSession(old) }
      let token = try accounts.beginSession(of: name, now: now, seconds: SignIn.sessionSeconds)
      var answer = Answer.redirection(to: base + "/" + asking.languageQuery)
      answer.headers.append(cookie(asking.host, token, seconds: SignIn.sessionSeconds))
      return answer
    } catch is ReaderPool.Full {
      return form(
        asking, status: 503, { $0.tooMany },
        headers: [Answer.Header(name: "Retry-After", value: "1")])
    } catch {
      return .problem(500, "failed", "signing in failed")
    }
  }

  private func signOut(_ asking: Asking) -> Answer {
    guard isOwnForm(asking), let token = session(of: asking),
      asking.field("form") == SignIn.formToken(of: token)
    else { return SignIn.foreignForm }
    do {
      try accounts.endSession(token)
    } catch { return .problem(500, "failed", "signing out failed") }
    var answer = Answer.redirection(to: base + "/sign-in" + asking.languageQuery)
    answer.headers.append(cookie(asking.host, "", seconds: 0))
    return answer
  }

  /// What the forms of a session say, which other pages cannot know.
  static func formToken(of session: String) -> String {
    Blake.hash(of: Array("form \(session)".utf8), bytes: 16)
  }

  private static let foreignForm = Answer.problem(
    403, "foreign_form", "the form was not sent from a page of this server")

  /// Whether a form comes from a page of the same host: browsers say so in Origin.
  private func isOwnForm(_ asking: Asking) -> Bool {
    asking.origin?.lowercased()
      == "\(isSecure(asking.host) ? "https" : "http")://\(asking.host.authority)"
  }

  /// Beyond the machine itself there is TLS in front; sign-in without it is refused at the start.
  private func isSecure(_ host: Host) -> Bool { !host.isLoopback }

  private func cookieName(_ host: Host) -> String { isSecure(host) ? "__Host-sporlos" : "sporlos" }

  private func cookie(_ host: Host, _ value: String, seconds: Int64) -> Answer.Header {
    Answer.Header(
      name: "Set-Cookie",
      value: "\(cookieName(host))=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
        + (isSecure(host) ? "; Secure" : ""))
  }

  private func session(of asking: Asking) -> String? {
    let prefix = cookieName(asking.host) + "="
    let values = (asking.cookie ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    return values.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .flatMap { $0.utf8.count == 64 ? $0 : nil }
  }

  /// - Parameter sentence: What went wrong; nothing in it is what somebody sent.
  private func form(
    _ asking: Asking, status: Int = 200, _ sentence: ((SignInWords) -> String)? = nil,
    headers: [Answer.Header] = []
  ) -> Answer {
    let words = SignInWords(asking.languageOfPage)
    let said = sentence.map { "<p role=\"alert\">\($0(words))</p>\n" } ?? ""
    return page(
      "sign-in", words.signIn, words, status: status, headers: headers,
      """
      \(said)<form method="post" action="\(base)/sign-in\(asking.languageQuery)">
      <p><label>\(words.name) <input name="name" autocomplete="username" required maxlength="64"></label></p>
      <p><label>\(words.password) <input name="password" type="password" autocomplete="current-password" required></label></p>
      <p><button>\(words.signIn)</button></p>
      </form>
      """)
  }

  private func signOutForm(_ asking: Asking) -> Answer {
    guard let token = session(of: asking) else {
      return .redirection(to: base + "/sign-in" + asking.languageQuery)
    }
    let words = SignInWords(asking.languageOfPage)
    return page(
      "sign-out", words.signOut, words,
      """
      <form method="post" action="\(base)/sign-out\(asking.languageQuery)">
      <input type="hidden" name="form" value="\(SignIn.formToken(of: token))">
      <p><button>\(words.signOut)</button></p>
      </form>
      """)
  }

  /// - Parameter place: Where the page is, which is there in the other language, too.
  private func page(
    _ place: String, _ title: String, _ words: SignInWords, status: Int = 200,
    headers: [Answer.Header] = [], _ content: String
  ) -> Answer {
    let language = words.language
    let other = Language.allCases.first { $0 != language } ?? language
    return Answer(
      status: status, Answer.html,
      """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head><meta charset="utf-8"><title>\(title)</title>
      <meta name="viewport" content="width=device-width">
      <link rel="stylesheet" href="\(base)/style.css"><link rel="icon" href="\(base)/icon.svg"></head>
      <body><main><h1>\(title)</h1>
      \(content)
      <p><a href="\(base)/\(place)?lang=\(other.rawValue)" hreflang="\(other.rawValue)" lang="\(other.rawValue)">\(words.otherLanguage)</a></p>
      </main></body></html>

      """, headers: headers)
  }
}
