import TestSupport

/// Writes the lines of a log from a pattern with names in braces, `{client} - - [{clf}] …`, and keeps
/// what it wrote: other addresses, times, targets, answers and browsers in each line.
struct VariedLog {
  struct Line {
    var bytes: ArraySlice<UInt8>
    /// What stands in the line, by its name in the pattern.
    var values: [String: String]
  }

  private let pattern: String
  private var random: SeededGenerator
  private var second = 0

  init(_ pattern: String, seed: UInt64) {
    self.pattern = pattern
    random = SeededGenerator(seed: seed)
  }

  mutating func lines(_ count: Int) -> [Line] { (0..<count).map { _ in line() } }

  mutating func line() -> Line {
    var values: [String: String] = [:]
    var text = ""
    fill(&values)
    for part in pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard part.offset > 0, let end = part.element.firstIndex(of: "}"),
        let value = values[String(part.element[..<end])]
      else {
        // A brace of the format itself.
        text += (part.offset > 0 ? "{" : "") + part.element
        continue
      }
      text += value + part.element[part.element.index(after: end)...]
    }
    return Line(bytes: Array(text.utf8)[...], values: values)
  }

  private mutating func fill(_ values: inout [String: String]) {
    second += number(0...40)
    let (hour, minute, sec) = (second / 3600 % 24, second / 60 % 60, second % 60)
    let clock = [hour, minute, sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    values["clf"] = "20/Nov/2026:\(clock) +0100"
    values["clfms"] = "20/Nov/2026:\(clock).\(number(100...999))"
    values["clfzone"] = "20/Nov/2026:\(clock).\(number(100...999)) +0100"
    values["djangozone"] = "20/Nov/2026 \(clock).\(number(100...999)) +0100"
    values["iso"] = "2026-11-20T\(clock)+01:00"
    values["isoz"] = "2026-11-20T\(clock).\(number(100...999))Z"
    values["isolocal"] = "2026-11-20 \(clock)"
    values["pythontime"] = "2026-11-20 \(clock),\(number(100...999))"
    values["date"] = "2026-11-20"
    values["clock"] = clock
    values["ctime"] = "Fri Nov 20 \(clock) 2026"
    values["slashes"] = "2026/11/20 - \(clock)"
    values["django"] = "20/Nov/2026 \(clock)"
    values["epoch"] = "\(1_795_166_103 + second).\(number(100...999))"
    values["millis"] = "\(1_795_166_103 + second)\(number(100...999))"
    values["micros"] = "\(1_795_166_103 + second)\(number(100_000...999_999))"
    values["client"] =
      number(0...4) == 0
      ? "2001:db8:\(number(1...999))::\(number(1...99))"
      : pick(["203.0.113", "198.51.100", "192.0.2"]) + ".\(number(1...254))"
    values["clients"] =
      (values["client"] ?? "") + pick(["", ", 198.51.100.\(number(1...9))", ", 10.0.0.1"])
    values["version4"] = "203.0.113.\(number(1...254))"
    values["proxy"] = pick(["10.0.0.5", "10.0.0.6"])
    values["upstreams"] = pick([
      "10.0.0.9:8080", "10.0.0.6:8080", "10.0.0.6:8080, 10.0.0.7:8080",
      "10.0.0.6:8080 : 10.0.0.7:8080",
    ])
    values["host"] = pick(["www.example.org", "www.example.org", "shop.example.org"])
    values["user"] = pick(["-", "-", "-", "kari", "kari.nordmann", "ola@example.org"])
    values["person"] = pick(["kari.nordmann", "ola.nordmann", "kari.nordmann"])
    values["method"] = pick(["GET", "GET", "GET", "POST", "HEAD"])
    values["path"] = pick(["/", "/shop/item", "/a(b)", "/æ", "/img/\(number(1...99)).png"])
    values["target"] =
      (values["path"] ?? "") + pick(["", "", "?id=\(number(1...99))", "?next=https://a.example/"])
    values["version"] = pick(["HTTP/1.1", "HTTP/1.1", "HTTP/2.0", "HTTP/1.0"])
    let request =
      "\(values["method"] ?? "") \(values["target"] ?? "") \(values["version"] ?? "")"
    values["words"] = request
    values["request"] =
      number(0...24) == 0
      ? pick(["-", "", #"\x16\x03\x01\x02"#, #"GET /\"a\" HTTP/1.1"#]) : request
    values["status"] = pick(["200", "200", "200", "200", "301", "304", "404", "500"])
    let hasBody = values["status"] != "304" && values["method"] != "HEAD"
    values["bytes"] = hasBody ? "\(number(90...90_000))" : "0"
    values["dashbytes"] = hasBody ? "\(number(90...90_000))" : "-"
    values["length"] = "\(number(200...2000))"
    values["referrer"] = pick([
      "-", "-", "https://ref.example.net/start", "https://www.example.org/shop/",
      "https://search.example.com/?q=a+b", "android-app://com.example.app/",
    ])
    values["ua"] = pick(Self.agents)
    values["browser"] = pick(Self.browsers)
    values["sec"] = "\(number(0...3)).\(number(100...999))"
    values["msec"] = "\(number(1...3000))"
    values["hex"] = String(UInt64.random(in: .max / 2...(.max), using: &random), radix: 16)
    values["long"] = "\(number(10_000_000_000...99_999_999_999))"
    values["cache"] = pick(["HIT", "MISS", "-"])
  }

  /// Agents of which each word may stand between blanks.
  private static let browsers = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko", "curl/8.5.0", "-",
  ]

  private static let agents = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15", "curl/8.5.0",
    "-", "Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example/info)", "Foo | Bar/1.0",
  ]

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func pick(_ some: [String]) -> String { some[number(0...(some.count - 1))] }
}
