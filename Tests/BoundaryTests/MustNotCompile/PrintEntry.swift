// An entry cannot be printed, reflected or put into text.

@testable import AccessLog

func show(_ entry: borrowing LogEntry) {
  // expected-error@+1 {{argument type 'LogEntry' does not conform to expected type 'Copyable'}}
  print(entry)
  // expected-error@+1 {{argument type 'LogEntry' does not conform to expected type 'Copyable'}}
  debugPrint(entry)
  // expected-error@+2 {{requires that 'LogEntry' conform to 'Copyable'}}
  // expected-error@+1 {{requires that 'LogEntry' conform to 'Escapable'}}
  dump(entry)
  // expected-error@+1 {{argument type 'LogEntry' does not conform to expected type 'Copyable'}}
  _ = Mirror(reflecting: entry)
}
