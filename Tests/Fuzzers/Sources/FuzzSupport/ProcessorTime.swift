import Glibc

/// Processor time since it was made, so that other work on the machine is no fault.
struct ProcessorTime {
  private let start = clock()

  var seconds: Double { Double(clock() - start) / Double(CLOCKS_PER_SEC) }

  /// Stops where something has taken longer.
  func check(below limit: Double, _ what: @autoclosure () -> String) {
    let seconds = seconds
    if seconds > limit { fatalError("\(what()) took \(seconds) s") }
  }
}
