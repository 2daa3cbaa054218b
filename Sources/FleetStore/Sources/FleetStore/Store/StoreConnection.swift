internal import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A connection to a store over HTTP, kept open between requests.
///
/// HTTP, TLS, proxies and ~/.netrc are libcurl's.
@safe public final class StoreConnection {
  public let address: StoreAddress
  private let curl: UnsafeMutableRawPointer
  /// Seconds for a request; an insert of a busy day on a busy store takes some.
  private let timeout: Int

  /// - Parameter timeout: The seconds after which a request counts as lost.
  public init(_ address: StoreAddress, timeout: Int = 300) throws(StoreFailure) {
    self.address = address
    self.timeout = timeout
    // SAFETY: the handle belongs to this object until deinit.
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK,
      let curl = unsafe curl_easy_init()
    else { throw StoreFailure(.unreachable, "libcurl does not start") }
    unsafe self.curl = curl
  }

  deinit { unsafe curl_easy_cleanup(curl) }

  /// Asks for rows of text: columns separated by tabs, as `FORMAT TabSeparated` writes them.
  ///
  /// - Throws: ``StoreFailure``.
  public func rows(_ query: String) throws(StoreFailure) -> [[String]] {
    let answer = try ask(query + " FORMAT TabSeparated")
    return String(decoding: answer, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: true
    )
    .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(StoreText.unescaped) }
  }

  /// Asks for what a query says, in the format that it names.
  ///
  /// - Parameter settings: Of ClickHouse, for this question.
  @discardableResult
  public func ask(
    _ query: String, settings: [(String, String)] = []
  ) throws(StoreFailure) -> [UInt8] {
    try send(Array(query.utf8), parameters: settings, isCompressed: false)
  }

  /// All rows in one block, and so in one part: who reads sees all of them, or none.
  static let oneBlock = [
    ("max_insert_block_size", "100000000"), ("min_insert_block_size_rows", "100000000"),
    ("min_insert_block_size_bytes", "0"), ("max_block_size", "65536"),
  ]

  /// Inserts rows: all or nothing, where they are of one partition.
  ///
  /// - Parameter rows: RowBinary.
  public func insert(
    into table: String, columns: [String], rows: [UInt8], quorum: Int = 0
  ) throws(StoreFailure) {
    let query = "INSERT INTO \(table)(\(columns.joined(separator: ", "))) FORMAT RowBinary"
    var parameters = [("query", query)] + StoreConnection.oneBlock
    if quorum > 1 { parameters.append(("insert_quorum", String(quorum))) }
    let body = Gzip.compress(rows)
    for turn in 1...StoreConnection.turns {
      do throws(StoreFailure) {
        _ = try send(body, parameters: parameters, isCompressed: true)
        return
      } catch {
        // Inserts that wait for a quorum go into a table one after another; who comes meanwhile is to try again.
        guard quorum > 1, turn < StoreConnection.turns, error.sentence.contains("Code: 286,") else {
          throw error
        }
        usleep(UInt32(min(turn, 20)) * 50_000)
      }
    }
  }

  /// How often an insert waits for another one: for a minute in all.
  private static let turns = 70

  private func send(
    _ body: [UInt8], parameters: [(String, String)], isCompressed: Bool
  ) throws(StoreFailure) -> [UInt8] {
    let url = url(parameters)
    let received = ReceivedBytes()
    unsafe curl_easy_reset(curl)
    var headers: UnsafeMutablePointer<curl_slist>?
    defer { unsafe curl_slist_free_all(headers) }
    if let user = address.user {
      unsafe headers = curl_slist_append(headers, "X-ClickHouse-User: \(user)")
    }
    if isCompressed { unsafe headers = curl_slist_append(headers, "Content-Encoding: gzip") }
    // libcurl would ask first whether a large body is welcome, and wait a second for stores that do not answer.
    unsafe headers = curl_slist_append(headers, "Expect:")
    unsafe sporlos_curl_set_number(curl, CURLOPT_NOSIGNAL, 1)
    unsafe sporlos_curl_set_number(curl, CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
    unsafe sporlos_curl_set_number(curl, CURLOPT_NETRC, Int(CURL_NETRC_OPTIONAL.rawValue))
    unsafe sporlos_curl_set_number(curl, CURLOPT_CONNECTTIMEOUT, 10)
    unsafe sporlos_curl_set_number(curl, CURLOPT_TIMEOUT, timeout)
    unsafe sporlos_curl_set_number(curl, CURLOPT_POST, 1)
    if let user = address.user { unsafe sporlos_curl_set_text(curl, CURLOPT_USERNAME, user) }
    unsafe sporlos_curl_set_text(curl, CURLOPT_URL, url)
    unsafe sporlos_curl_set_text(curl, CURLOPT_ACCEPT_ENCODING, "")
    unsafe sporlos_curl_set_size(curl, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    unsafe sporlos_curl_set_list(curl, headers)
    let context = unsafe Unmanaged.passUnretained(received).toOpaque()
    unsafe sporlos_curl_set_writer(
      curl,
      { bytes, size, count, context in
        guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
        // SAFETY: the context is `received`, which lives until the request is over.
        let received = unsafe Unmanaged<ReceivedBytes>.fromOpaque(context).takeUnretainedValue()
        unsafe bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) {
          unsafe received.bytes.append(
            contentsOf: UnsafeBufferPointer(start: $0, count: size * count))
        }
        return size * count
      }, context)
    let code = unsafe body.withUnsafeBytes { bytes in
      // SAFETY: libcurl does not copy the body; it lives until the request is over.
      unsafe sporlos_curl_set_pointer(curl, CURLOPT_POSTFIELDS, bytes.baseAddress)
      return unsafe curl_easy_perform(curl)
    }
    guard code == CURLE_OK else {
      let reason = unsafe curl_easy_strerror(code).map { unsafe String(cString: $0) }
      throw StoreFailure(
        .unreachable,
        "the store \(address.origin) does not answer: \(reason ?? "error \(code.rawValue)")")
    }
    let status = unsafe sporlos_curl_status(curl)
    guard status == 200 else {
      throw StoreFailure(
        .refused,
        "the store \(address.origin) refuses (\(status)): \(StoreText.reason(received.bytes))")
    }
    return received.bytes
  }

  private func url(_ parameters: [(String, String)]) -> String {
    // The answer is held back until the query is done, so that its status says whether it was.
    let all =
      [
        ("database", address.database), ("wait_end_of_query", "1"),
        ("enable_http_compression", "1"),
        // All that one question asks comes from the same replicas: one that is behind has both fewer units and fewer rows.
        ("load_balancing", "in_order"),
        // Before 19, ClickHouse would read all sites where one is wanted.
        ("enable_optimize_predicate_expression", "1"),
      ] + parameters
    return address.origin + "/?"
      + all.map { "\($0.0)=\(StoreText.percentEncoded($0.1))" }.joined(separator: "&")
  }
}

/// What an answer has so far.
private final class ReceivedBytes {
  var bytes: [UInt8] = []
}
