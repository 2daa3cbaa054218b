// How often `UserAgents` is right, and how fast it is, on collections of user agents that others keep.
//
//   swift run -c release --package-path Benchmarks/accuracy accuracy [--misses N] [--half HALF] --tsv FILE --uap DIR ...
//   swift run -c release --package-path Benchmarks/accuracy accuracy --classify
//
// --uap DIR   uap-core's folder with `tests/` and `test_resources/` (Apache-2.0). Debian: the package
//             `uap-core`, /usr/share/uap-core; elsewhere: github.com/ua-parser/uap-core.
// --tsv FILE  a header line, then: device class, browser family, system family, user agent, separated by
//             tabs. Device-detector's fixtures (github.com/matomo-org/device-detector, Tests/fixtures,
//             LGPL-3.0-or-later, so no copy of them is kept here) have all four; smartphones, phablets,
//             feature phones and portable media players are `mobile`, `app: ...` is a client that is no
//             browser, `-` is a question that isn't asked. `collect` beside the package's manifest makes such
//             files of four packages of the Python Package Index.
//             Two columns may follow: the class of traffic that a collection publishes, and a weight.
// --half H    `blind`: only headers whose CRC-32 is odd, which nobody reads; `read`: only the others.
// --classify  reads user agents from standard input, one a line, and writes what each is taken for: device,
//             browser, system, traffic class and bot family, separated by tabs.
//
// What a user agent costs that was seen before is measured where it is looked up: AgentMeasurement, see
// Benchmarks/README.md.
//
// The families of each collection are compared with ours by the tables in `Families+...swift`.
import Foundation
import Traffic
import UserAgents

@main
enum Accuracy {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    var misses = 12
    var isBlind: Bool?
    var isDone = false
    while let option = arguments.popFirst() {
      if option == "--classify" { return classify() }
      guard let value = arguments.popFirst() else { break }
      switch option {
      case "--misses": misses = Int(value) ?? misses
      case "--half": isBlind = value == "blind"
      case "--tsv":
        let samples = try Sample.tsv(value).filter { isBlind == nil || $0.isBlind == isBlind }
        report(value, samples, misses: isBlind == true ? 0 : misses)
        isDone = true
      case "--uap":
        for file in Sample.uapFiles {
          report(file, try Sample.uap("\(value)/\(file)"), misses: misses)
        }
        isDone = true
      default: break
      }
    }
    if !isDone { print("usage: accuracy [--misses N] [--tsv FILE] [--uap DIR] | --classify") }
  }

  /// What each line of standard input is taken for.
  static func classify() {
    while let text = readLine() {
      let client = client(of: text)
      let answers = [
        client.device.name, client.browser.name, client.system.name, client.traffic.name,
        client.bot.name,
      ]
      print(answers.joined(separator: "\t"))
    }
  }

  static func report(_ title: String, _ samples: [Sample], misses: Int) {
    let name = title.split(separator: "/").suffix(2).joined(separator: "/")
    print("== \(name): \(samples.count) user agents")
    var tallies = [
      Tally("device class"), Tally("bots found"), Tally("televisions"), Tally("system family"),
      Tally("browser family"), Tally("browser major"), Tally("browsers not called bots"),
      Tally("tablets"), Tally("other devices"), Tally("classes of programs"),
      Tally("programs of no other class"),
    ]
    for sample in samples {
      let client = client(of: sample.text)
      sample.judge(client, &tallies)
    }
    for tally in tallies where tally.total > 0 { tally.printFigure() }
    for index in [0, 3, 4, 9] where tallies[index].total > 0 { tallies[index].printMatrix(60) }
    for tally in tallies where tally.total > 0 && misses > 0 { tally.printMisses(misses) }
    print("   \(Speed.nanoseconds(for: samples)) ns per new user agent\n")
  }

  static func client(of text: String) -> Client {
    let bytes = Array(text.utf8)
    return UserAgent.client(of: bytes.span.bytes)
  }
}
