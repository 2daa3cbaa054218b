// Other modules see neither entries nor the way to a field.

import AccessLog

// expected-error@+1 {{cannot find type 'LogEntry' in scope}}
func reach(_ entry: LogEntry) {}

// expected-error@+1 {{cannot find 'PathRedaction' in scope}}
func redact() -> Any { PathRedaction(rules: []) }

// expected-error@+1 {{cannot find 'Field' in scope}}
func field() -> Any { Field.address }

func look(_ lines: borrowing LogLines) {
  // expected-error@+1 {{'key' is inaccessible due to 'internal' protection level}}
  _ = lines.key
  // expected-error@+1 {{'cachedTargets' is inaccessible due to 'internal' protection level}}
  _ = lines.cachedTargets
}
