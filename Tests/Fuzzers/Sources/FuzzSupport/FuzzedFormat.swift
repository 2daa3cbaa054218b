import Foundation
import LogFormats

@testable import AccessLog

/// A format that lines are fuzzed under.
struct FuzzedFormat {
  /// What it was made of, as a user would write it.
  let text: String
  let definition: FormatDefinition
  let format: LogFormat

  var plan: FormatPlan { format.plan }

  private init(_ text: String) {
    do throws(FormatProblem) {
      self.init(text, try FormatString.definition(of: text))
    } catch {
      fatalError("\(text): \(error)")
    }
  }

  private init(_ text: String, _ definition: FormatDefinition) {
    self.text = text
    self.definition = definition
    do throws(FormatProblem) {
      format = LogFormat(plan: try FormatPlan(definition))
    } catch {
      fatalError("\(text): \(error)")
    }
  }

  /// All presets, what the sample logs are in, and formats that the loop has ways of its own for.
  static let all: [FuzzedFormat] = {
    let presets = FormatCatalogue.presets.map(\.name)
    var texts = presets
    for text in SampleLogs.all.map(\.format) + strings
    where !texts.contains(text) {
      // What does not become a format is no matter of this, but of the tests of the sample logs.
      if (try? FormatString.definition(of: text)) != nil { texts.append(text) }
    }
    let all = texts.map { FuzzedFormat($0) } + [FuzzedFormat("logfmt", pairs)]
    precondition(all.count <= 256, "one byte says which")
    return all
  }()

  /// The format that the last byte of an input says.
  static func chosen(by last: UInt8) -> FuzzedFormat { all[Int(last) % all.count] }

  static func index(of text: String) -> Int { all.firstIndex { $0.text == text } ?? 0 }

  private static let strings = [
    // Values that may hold what ends them.
    "nginx:$remote_addr [$time_local] $request $status $body_bytes_sent $http_user_agent | $http_host",
    "nginx:$http_user_agent $http_referer $remote_addr [$time_iso8601] \"$request\" $status",
    "apache:%h %{%Y-%m-%d %H:%M:%S}t %v \"%r\" %>s %{Referer}i \"%{User-Agent}i\" %{ms}T",
    // Values that are left out, padded, or stand beside the next one.
    "haproxy:%ci:%cp [%tr] %ft %b/%s %ST %B %Ta %hr %hs %{+Q}r",
    "squid:%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt",
    "apache:%h %t %m %v%U %s %b",
    // Objects, tables and tabs.
    "{\"t\":\"$time_iso8601\",\"r\":{\"ip\":\"$remote_addr\",\"uri\":[\"$request_uri\"]},\"s\":$status}",
    "json:time=a.b.c client=a.b.d target=a.e status=s duration=a.b.took:ms",
    "csv:time,client_ip,method,path,status,bytes,user_agent,referer,duration_ms",
    "tsv:time\tclient_ip\tmethod\tpath\tstatus\tbytes\tuser_agent",
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status time-taken",
  ]

  private static let pairs = FormatDefinition(
    name: "recognised",
    shape: .logfmt([
      FormatKey(["time"], FormatField(.time, .anyTime, name: "time")),
      FormatKey(
        ["ip"], FormatField(.client, extent: .list, name: "ip", mayBeClient: true)),
      FormatKey(["request"], FormatField(.request, encoding: .backslash, name: "request")),
      FormatKey(["status"], FormatField(.status, name: "status")),
      FormatKey(["ua"], FormatField(.userAgent, encoding: .backslash, name: "ua")),
      FormatKey(["took"], FormatField(.duration, .durationWithUnit, name: "took")),
    ]))
}

/// The logs of the repository that servers wrote, with their formats. There are none while a finding is
/// looked at again without them.
struct SampleLogs {
  var name: String
  var format: String
  var bytes: [UInt8]

  static let all: [SampleLogs] = {
    let root = ProcessInfo.processInfo.environment["SPORLOS_SAMPLE_LOGS"] ?? "../../sample-logs"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.sorted().compactMap { name in
      guard let format = try? String(contentsOfFile: "\(root)/\(name)/format", encoding: .utf8),
        let log = FileManager.default.contents(atPath: "\(root)/\(name)/access.log")
      else { return nil }
      return SampleLogs(
        name: name, format: format.trimmingCharacters(in: .whitespacesAndNewlines),
        bytes: Array(log))
    }
  }()

  /// Whole lines from somewhere in the log.
  func lines(from line: Int, most: Int) -> [UInt8] {
    let lines = bytes.split(separator: 0x0a).dropFirst(line)
    var result: [UInt8] = []
    for line in lines where result.count + line.count < most { result += line + [0x0a] }
    return result
  }
}
