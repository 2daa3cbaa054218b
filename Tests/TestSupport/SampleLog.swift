public import Foundation

/// A folder of the sample logs: a server's log, what it is, and what must come out of it.
public struct SampleLog: Sendable {
  public let name: String
  /// What `--format` takes: a preset's name, or a server's own string behind the server's name.
  public let format: String
  /// What has to be said beside the format.
  public let options: [String]
  /// `access.log`, or the same log in several compressed forms.
  public let logs: [URL]
  /// Nothing that is left behind may hold one of them.
  public let canaries: [String]
  /// What the independent counter counts.
  public let expected: Counts

  /// What `Tests/Reference/count.py` prints.
  public struct Counts: Decodable, Sendable {
    public var lines: Int
    public var hits: Int
    public var rejected: Int
    public var bytes: Int
    public var notAccess: Int?
    /// Hits whose line says how long they took, and how long they all took together.
    public var timedHits: Int?
    public var seconds: Double?
    public var hours: [String: Int]
    public var statuses: [String: Int]
    public var sites: [String: Int]?
    public var pageHours: [PageHour]

    public struct PageHour: Decodable, Sendable {
      public var path: String
      public var hour: String
      public var hits: Int
    }
  }

  public init(named name: String) throws {
    let folder = Checkout.sample(name)
    func text(_ file: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }
    self.name = name
    format = try text("format").trimmingCharacters(in: .newlines)
    options = try text("options").split(whereSeparator: \.isWhitespace).map(String.init)
    canaries = try text("canaries.txt").split(separator: "\n").map(String.init)
    expected = try JSONDecoder().decode(
      Counts.self, from: Data(contentsOf: folder.appendingPathComponent("expected.json")))
    let others: Set = ["format", "options", "canaries.txt", "expected.json"]
    logs = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { !others.contains($0) }.map(folder.appendingPathComponent)
  }

  /// The names of all folders.
  public static let names: [String] = {
    let folder = Checkout.sample("")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter {
      FileManager.default.fileExists(atPath: folder.appendingPathComponent("\($0)/format").path)
    }
  }()

  /// Each site that the log names, to be given as a name: what is an address or no host is none.
  public var ownHosts: [String] {
    (expected.sites ?? [:]).keys.sorted().filter {
      $0.contains(where: \.isLetter) && !$0.contains(":") && !$0.contains("(")
    }
  }

  /// The paths that the plain counter knows, as a list of pages that have a name from the first hit on.
  public var sitemap: String {
    Set(expected.pageHours.map(\.path).filter { $0.hasPrefix("/") }).sorted()
      .joined(separator: "\n")
  }
}
