// An entry lives on the stack, over the block it was cut from: nothing may hold one.

@testable import AccessLog

// expected-note@+2 {{adding '~Copyable'}}
// expected-note@+1 {{adding '~Escapable'}}
struct Keeper {
  // expected-error@+2 {{has non-Copyable type 'LogEntry'}}
  // expected-error@+1 {{has non-Escapable type 'LogEntry'}}
  var entry: LogEntry
}

// expected-note@+2 {{adding '~Copyable'}}
// expected-note@+1 {{adding '~Escapable'}}
enum Choice {
  // expected-error@+2 {{has non-Copyable type 'LogEntry'}}
  // expected-error@+1 {{has non-Escapable type 'LogEntry'}}
  case one(LogEntry)
}

func collect() {
  // expected-error@+1 {{type 'LogEntry' does not conform to protocol 'Copyable'}}
  let entries: [LogEntry] = []
  _ = entries
}
