internal import Glibc
package import Traffic

extension Day {
  /// The current day, in UTC.
  package static var today: Day { Day(rawValue: Int32(time(nil) / 86_400)) }
}
