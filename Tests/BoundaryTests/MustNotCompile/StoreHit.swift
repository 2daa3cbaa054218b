// A green room knows no hit: what it stores and shows are counts.

import Traffic
import TrafficReport
import TrafficStore

struct Row {
  // expected-error@+1 {{cannot find type 'Hit' in scope}}
  var hit: Hit
}

// expected-error@+1 {{cannot find type 'Hit' in scope}}
func store(_ hits: [Hit]) {}
