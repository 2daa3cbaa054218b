import TestSupport

@testable import AccessLog

/// Logs in wrappers, of random texts: with parts of lines, other lines, and lines that are damaged.
struct WrappedLog {
  var random: SeededGenerator

  static let chains: [[Wrapper]] =
    Wrapper.allCases.map { [$0] } + [
      [.cri, .syslog3164], [.compose, .dockerTimestamps], [.kubectl, .dockerTimestamps],
      [.dockerJSON, .syslog5424], [.compose, .dockerJSON], [.kubectl, .cri, .syslogISO],
      [.dockerJSON, .journaldJSON, .compose], [.cri, .dockerJSON, .herokuDrain],
      [.journaldJSON, .cri], [.cri, .messageJSON, .syslogISO],
      [.journaldJSON, .dockerJSON, .journaldJSON], [],
    ]

  mutating func bytes(lines: Int, _ wrappers: [Wrapper], damage: Int) -> [UInt8] {
    var log: [UInt8] = []
    for _ in 0..<lines {
      var line = text()
      for wrapper in wrappers.reversed() where chance(30) != 0 { line = wrapped(line, wrapper) }
      if damage > 0, chance(damage) == 0 { damageSomewhere(&line) }
      log += line + [0x0a]
    }
    return chance(3) == 0 ? log.dropLast() : log
  }

  private mutating func chance(_ count: Int) -> Int { .random(in: 0..<count, using: &random) }

  private mutating func one(of texts: [String]) -> [UInt8] {
    Array(texts.randomElement(using: &random)!.utf8)
  }

  private mutating func text() -> [UInt8] {
    let pieces = [
      "203.0.113.7 - - [20/Nov/2026:10:15:03 +0100] ", "\"GET /a?b=c HTTP/1.1\"", "\\", "\t", "å€😀",
      " ", "|", ": ", "]", "}", "{", ",", "200 12", "\u{1b}[0m", "\r", "\u{0}", "\u{feff}", "\\n",
      String(repeating: "x", count: chance(70)),
    ]
    var text: [UInt8] = []
    for _ in 0..<chance(9) { text += one(of: pieces) }
    if chance(10) == 0 { text.append(UInt8.random(in: 0x80...0xff, using: &random)) }
    return text
  }

  private mutating func wrapped(_ line: [UInt8], _ wrapper: Wrapper) -> [UInt8] {
    let time = one(of: [
      "2026-11-20T10:15:03.863876173Z", "2026-11-20T10:15:03.8+01:00", "2026-11-20T10:15:03-0230",
    ])
    switch wrapper {
    case .syslog3164:
      return one(of: ["", "<190>", "55 <1>"]) + one(of: ["Nov 20 10:15:03 ", "Nov  2 10:15:03.1 "])
        + one(of: ["web1 nginx[811]: ", "nginx: ", "w local0.info n: ", "w local0. n: "]) + line
    case .syslogISO:
      return one(of: ["", "<190>"]) + time + one(of: [" web1 nginx[811]: ", " nginx: "]) + line
    case .syslog5424:
      return one(of: ["<190>1 ", "88 <1>1 "]) + one(of: ["-", "2026-11-20T10:15:03Z"])
        + " w n 1 - ".utf8
        + one(of: ["-", #"[a b="]\"\\"]"#, "[a][b c=\"d\"]"]) + one(of: [" ", "  ", " \u{feff}"])
        + line
    case .compose:
      return one(of: [
        "web-1  | ", "db-1   | ", "\u{1b}[36mweb-1  | \u{1b}[0m", "\u{1b}[36mweb_1 |\u{1b}[0m ",
      ]) + line
    case .dockerTimestamps: return time + " ".utf8 + line
    case .cri:
      return time + one(of: [" stdout ", " stdout ", " stderr "])
        + one(of: ["F ", "F ", "P ", "F:x ", "P:x "]) + line
    case .kubectl: return one(of: ["[pod/web-1/nginx] ", "[pod/a] "]) + line
    case .herokuDrain: return time + " app[web.1]: ".utf8 + line
    case .dockerJSON: return object(line, "log")
    case .journaldJSON: return object(line, "MESSAGE")
    case .messageJSON:
      return object(line, ["message", "log", "common_log"].randomElement(using: &random)!)
    }
  }

  private mutating func object(_ line: [UInt8], _ key: String) -> [UInt8] {
    var message = Array("\"\(key)\":".utf8)
    if key == "MESSAGE", chance(4) == 0 {
      message += Array("[\(line.map { String($0) }.joined(separator: ","))]".utf8)
    } else {
      message += Array("\"".utf8)
      for byte in line {
        switch byte {
        case 0x22, 0x5c: message += [0x5c, byte]
        case ..<0x20:
          message += Array("\\u00".utf8) + String(Int(byte) + 256, radix: 16).utf8.dropFirst()
        default: message.append(byte)
        }
      }
      message += one(of: ["\\n\"", "\\n\"", "\\n\"", "\"", "\\u000a\"", #"\ud83d\ude00\ud83d\n""#])
    }
    var members = [message, one(of: [#""stream":"stdout""#, #""stream": "stderr""#])]
    members.append(one(of: [#""time":"2026""#, #""attrs":{"a":"}","b":[1]}"#, #""x":null"#]))
    if key != "MESSAGE", chance(6) == 0 {
      members.append(one(of: [#""request":{"uri":"/a"}"#, #""log":{"offset":0}"#, #""line":"b""#]))
    }
    if key == "MESSAGE" { members.append(one(of: [#""__CURSOR":"s""#, #""_X":[1,2]"#])) }
    members.shuffle(using: &random)
    let space = one(of: ["", " "])
    return Array("{".utf8) + space + Array(members.joined(separator: Array(",".utf8) + space))
      + Array("}".utf8)
  }

  private mutating func damageSomewhere(_ line: inout [UInt8]) {
    guard !line.isEmpty else { return }
    let place = chance(line.count)
    switch chance(4) {
    case 0: line.removeSubrange(place...)
    case 1: line.remove(at: place)
    case 2:
      line[place] = one(of: ["\"", "\\", "{", "}", "[", "]", " ", ":", ",", "0", "|", "<"])[0]
    default: line.insert(contentsOf: line.prefix(chance(40)), at: place)
    }
  }
}
