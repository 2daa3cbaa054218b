// An entry is one: what is lent cannot be copied.

@testable import AccessLog

// expected-error@+1 {{'entry' is borrowed and cannot be consumed}}
func copy(_ entry: borrowing LogEntry) {
  // expected-note@+1 {{consumed here}}
  let other = entry
  _ = other.status(mayBeMissing: false)
}
