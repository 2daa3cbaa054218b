import Glibc
import LogWriting

/// Writes a reference log to standard output.
@main
enum GenerateLog {
  static func main() {
    do {
      let settings = try Settings(CommandLine.arguments.dropFirst())
      var log = ReferenceLog(
        period: settings.period, lines: settings.lines, seed: settings.seed,
        format: settings.format)
      var buffer: [UInt8] = []
      buffer.reserveCapacity(1 << 20)
      while log.appendLine(to: &buffer) {
        if buffer.count > 1 << 20 - 4096 { try writeOut(&buffer) }
      }
      try writeOut(&buffer)
    } catch {
      var message = Array("generate-log: \(error.message)\n".utf8)
      try? writeOut(&message, to: STDERR_FILENO)
      exit(error.isUsage ? 2 : 1)
    }
  }
}

struct Failure: Error {
  var message: String
  var isUsage = false
}

struct Settings {
  var period = LogPeriod.day
  var lines = ReferenceLog.usualLines
  var seed = ReferenceLog.usualSeed
  var format = LogFormat.combined

  static let usage = """
    usage: generate-log day|month [--lines N] [--seed S] [--format FORMAT] > FILE
    formats: \(LogFormat.allCases.map(\.rawValue).joined(separator: " "))
    """

  init(_ arguments: ArraySlice<String>) throws(Failure) {
    var arguments = arguments
    guard let period = arguments.popFirst().flatMap(LogPeriod.init) else {
      throw Failure(message: Settings.usage, isUsage: true)
    }
    self.period = period
    while let option = arguments.popFirst() {
      let value = arguments.popFirst() ?? ""
      switch option {
      case "--lines": lines = try Settings.read(Int(value).flatMap { $0 >= 0 ? $0 : nil })
      case "--seed": seed = try Settings.read(UInt64(value))
      case "--format": format = try Settings.read(LogFormat(rawValue: value))
      default: throw Failure(message: Settings.usage, isUsage: true)
      }
    }
  }

  private static func read<Value>(_ value: Value?) throws(Failure) -> Value {
    guard let value else { throw Failure(message: usage, isUsage: true) }
    return value
  }
}

/// Writes all of the buffer and empties it.
func writeOut(_ buffer: inout [UInt8], to descriptor: Int32 = STDOUT_FILENO) throws(Failure) {
  var done = 0
  while done < buffer.count {
    // SAFETY: the range from `done` on lies in the buffer, which lives until the call returns.
    let count = unsafe buffer.withUnsafeBytes { bytes in
      unsafe write(descriptor, bytes.baseAddress! + done, bytes.count - done)
    }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw Failure(message: "cannot write the log (error \(errno))") }
    done += count
  }
  buffer.removeAll(keepingCapacity: true)
}
