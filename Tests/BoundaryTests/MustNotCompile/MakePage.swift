// Only the package makes a page's path, of text that it has redacted.

import Traffic

// expected-error@+1 {{'PagePath' initializer is inaccessible due to 'package' protection level}}
let page = PagePath(redacted: "/users/jane")
