/// User agents of different kinds of client: what people differ in, beside their networks, when a page waits for
/// its name.
public enum DifferentPeople {
  /// The user agent of a person; twelve kinds, from the first one again behind the last.
  public static func userAgent(_ person: Int) -> String { userAgents[person % userAgents.count] }

  /// A person's request in a combined log, without its newline; each has a network and a kind of client.
  public static func line(_ path: String, person: Int, second: Int = 0) -> String {
    let time = [second / 60 % 60, second % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
    return "198.51.\(person % 256).9 - - [01/Oct/2026:10:\(time[0]):\(time[1]) +0000] "
      + "\"GET \(path) HTTP/1.1\" 200 100 \"-\" \"\(userAgent(person))\""
  }

  /// How many kinds there are.
  public static let kinds = userAgents.count

  private static let userAgents: [String] = {
    let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64"
    let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7"
    let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X"
    let engine = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
    let kit = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6"
    return [
      "\(windows)) \(engine) Safari/537.36",
      "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
      "\(phone)) \(kit) Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (Linux; Android 10; K) \(engine) Mobile Safari/537.36",
      "\(mac)) \(kit) Safari/605.1.15", "\(windows); rv:142.0) Gecko/20100101 Firefox/142.0",
      "\(windows)) \(engine) Safari/537.36 Edg/141.0.0.0", "\(mac)) \(engine) Safari/537.36",
      "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) \(kit) Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (X11; Linux x86_64) \(engine) Safari/537.36",
      "Mozilla/5.0 (Android 14; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0",
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) \(engine) Safari/537.36",
    ]
  }()
}
