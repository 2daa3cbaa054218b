// An object cannot hold an entry either: its own would outlive the block's.

@testable import AccessLog

final class Box {
  // expected-error@+3 {{lifetime-dependent variable 'value' escapes its scope}}
  // expected-note@+2 {{error in compiler-generated 'set'}}
  // expected-note@+1 {{it depends on the lifetime of argument 'value'}}
  var entry: LogEntry?
  // expected-error@+3 {{lifetime-dependent value escapes its scope}}
  // expected-note@+2 {{error in compiler-generated 'init'}}
  // expected-note@+1 {{it depends on the lifetime of this parent value}}
  init() {}
}
