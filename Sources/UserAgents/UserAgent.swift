public import Traffic

/// Reads a `User-Agent` header (RFC 9110, section 10.1.5) as a member of closed sets.
///
/// Rules, not a list of headers: one pass splits the header into words and looks each up in tables
/// (`Tables/`); what they say is weighed afterwards (`Deciding/`). No text of the header is kept.
///
/// What a header can't tell: an iPad that asks for desktop pages says it is a Mac; Windows 11 says it
/// is Windows 10; a program that copies a browser's header is taken for a person.
public enum UserAgent {
  /// Bytes of a header that are read; real ones are shorter, and what lies behind tells nothing.
  static let longestHeader = 2_048

  /// The client that sent this header.
  ///
  /// - Complexity: O(*n*) in the header's bytes, of which at most 2,048 are read; without allocation.
  public static func client(of header: RawSpan) -> Client {
    // SAFETY: every byte is a UInt8, and the view is no longer than the span.
    let bytes = unsafe header.extracting(first: longestHeader)._unsafeView(as: UInt8.self)
    return client(of: bytes)
  }

  /// The header that stands for a client: `client(of:)` of it is that client again.
  ///
  /// It is made of names from closed sets and of digits, and so of no byte that anybody sent.
  ///
  /// - Parameter isWord: Whether it has to be one word: letters and digits of ASCII, `/` and `_` only.
  public static func canonical(of client: Client, isWord: Bool = false) -> String {
    isWord ? CanonicalAgent.word(of: client) : CanonicalAgent.header(of: client)
  }

  private static func client(of bytes: Span<UInt8>) -> Client {
    if CanonicalAgent.begins(bytes), let client = CanonicalAgent.client(of: bytes) {
      return client
    }
    let lexicon = Lexicon.shared
    var reader = HeaderReader()
    reader.read(bytes, lexicon: lexicon.entries.span)
    let clues = reader.clues
    guard clues.wordCount > 0 else {
      var client = Client.unknown
      client.bot = UnknownShape.family(of: bytes)
      return client
    }

    let system = clues.operatingSystem()
    let (browser, version) = clues.browserAndVersion()
    if let program = clues.program(bytes) {
      return Client(
        device: .bot, browser: browser, system: system, traffic: program.traffic,
        browserMajor: version, bot: program.family)
    }
    if clues.isForged(bytes, browser: browser, on: system) {
      return Client(
        device: .bot, browser: browser, system: system, traffic: .disguised, browserMajor: version)
    }
    let isPerson = browser != .other || clues.hasEngine || system != .other || clues.isApplication
    return Client(
      device: clues.device(bytes, on: system), browser: browser, system: system,
      traffic: isPerson ? .person : .unknown, browserMajor: version,
      bot: isPerson ? .none : UnknownShape.family(of: bytes))
  }
}
