import LogFormats

@testable import FuzzSupport

private let kinds: [ServerConfiguration.Kind?] = [nil] + ServerConfiguration.Kind.allCases
private let paths = ["/x/a", "/x/b", "/x/c/d", "/x/envvars"]

@_cdecl("LLVMFuzzerInitialize")
public func prepareConfigurations(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  Seeds.write(longest: 16_384) { examples.map { Array($0.text.utf8) + [$0.kind] } }
  return 0
}

/// Files of any bytes, apart by zeros, are read as a server's configuration, whose is said by the last
/// byte: soon, and what is said of them stands in one of their lines.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConfigurations(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let last = bytes.popLast() else { return 0 }
  let parts = bytes.split(
    separator: 0, maxSplits: paths.count - 1, omittingEmptySubsequences: false)
  let files = Dictionary(uniqueKeysWithValues: zip(paths, parts.map(Array.init)))
  let kind = kinds[Int(last) % kinds.count]
  let time = ProcessorTime()
  let read = ServerConfiguration.read(
    "/x/a", kind: kind, files: { files[$0] }, matches: { _ in files.keys.sorted() })
  time.check(below: 2, "\(kind?.rawValue ?? "any")")
  let places =
    read.logs.map { ($0.file, $0.line) } + read.problems.map { ($0.file, $0.line) }
    + read.unlogged.map { ($0.file, $0.line) }
  for (file, line) in places {
    let lines = (files[file] ?? []).count { $0 == 0x0a } + 1
    if !(0...lines).contains(line) { fatalError("\(file):\(line) of \(lines)") }
  }
  for problem in read.problems {
    // A path that cannot be read is given whole: somebody has to find it.
    let longest = problem.code == .unreadable ? 4096 : 80
    if problem.excerpt.count > longest { fatalError("\(problem)") }
  }
  for log in read.logs {
    _ = try? FormatString.definition(of: "\(log.format.dialect.rawValue):\(log.format.text)")
  }
  time.check(below: 4, "\(kind?.rawValue ?? "any"): its formats")
  return 0
}
