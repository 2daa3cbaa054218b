import Foundation

/// The end of the day in UTC, for tests of what the machine's own clock makes of a day.
public enum Midnight {
  /// Waits until it is over, where it is near: the days that such a test names are then the same from its
  /// beginning to its end.
  public static func letPass() {
    while secondsLeft < 300 { Thread.sleep(forTimeInterval: 1) }
  }

  private static var secondsLeft: Double {
    86_400 - Date().timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400)
  }
}
