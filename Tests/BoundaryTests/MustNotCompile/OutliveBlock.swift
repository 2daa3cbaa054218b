// An entry cannot outlive the block that it borrows from.

@testable import AccessLog

@_lifetime(borrow block)
func cut(
  _ lines: borrowing LineBatch, _ block: borrowing LogBlock
) -> LogEntry {
  lines.entry(0, owner: block)
}

func drop(_ block: consuming LogBlock) {}

func readAfterwards(_ lines: borrowing LineBatch) -> UInt16? {
  let block = LogBlock()
  let entry = cut(lines, block)
  // expected-error@+1 {{noncopyable 'block' cannot be consumed when}}
  drop(block)
  return entry.status(mayBeMissing: false)
}

@_lifetime(immortal)
func smuggle(_ lines: borrowing LineBatch) -> LogEntry {
  // expected-note@+1 {{it depends on the lifetime of variable 'block'}}
  let block = LogBlock()
  // expected-error@+2 {{lifetime-dependent value escapes its scope}}
  // expected-note@+1 {{this use causes}}
  return cut(lines, block)
}

// expected-error@+3 {{lifetime-dependent variable 'entry' escapes its scope}}
// expected-note@+2 {{it depends on the lifetime of argument 'entry'}}
// expected-note@+1 {{this use causes}}
func readLater(_ entry: consuming LogEntry) -> () -> UInt16? {
  { entry.status(mayBeMissing: false) }
}
