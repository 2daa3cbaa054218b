internal import Traffic

/// A day as it is typed.
enum NoteDay: Hashable {
  case date(Day)
  /// So many days before the one that the clock says.
  case ago(Int32)

  init?(_ text: String) {
    switch text {
    case "today": self = .ago(0)
    case "yesterday": self = .ago(1)
    default:
      guard let day = Day(text) else { return nil }
      self = .date(day)
    }
  }

  func day(today: Day) -> Day {
    switch self {
    case .date(let day): day
    case .ago(let days): Day(rawValue: today.rawValue - days)
    }
  }
}
