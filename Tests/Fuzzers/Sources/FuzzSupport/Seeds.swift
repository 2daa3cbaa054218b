import Foundation

/// The inputs that a fuzzer begins with, written where the environment says.
enum Seeds {
  /// - Parameter longest: Bytes of an input.
  static func write(longest: Int, _ seeds: () -> [[UInt8]]) {
    guard let folder = ProcessInfo.processInfo.environment["SPORLOS_FUZZ_SEEDS"] else { return }
    for (number, seed) in seeds().enumerated() where seed.count <= longest {
      let name = "\(folder)/seed-\(number)"
      guard FileManager.default.createFile(atPath: name, contents: Data(seed)) else {
        fatalError("cannot write \(name)")
      }
    }
  }

  /// Lines of each format, and the byte that says which it is.
  static func lines() -> [[UInt8]] {
    let samples = SampleLogs.all.flatMap { log in
      let choice = UInt8(FuzzedFormat.index(of: log.format))
      return [0, 150].map { log.lines(from: $0, most: 3_500) + [choice] }
    }
    let written = FuzzedFormat.all.enumerated().map { index, format in
      WrittenLine(format.definition).bytes + [0x0a, UInt8(index)]
    }
    return samples + written
  }
}
