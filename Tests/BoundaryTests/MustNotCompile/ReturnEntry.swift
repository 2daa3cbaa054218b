// A function cannot hand an entry on without saying what it borrows from.

@testable import AccessLog

// expected-error@+1 {{a function with a ~Escapable result requires}}
func keep(_ line: UnsafeBufferPointer<UInt8>, _ steps: [UInt8]) -> LogEntry? {
  nil
}
