/// What a field of a log line means to us; anything else in a line is skipped unread.
enum Field: Int, CaseIterable, Sendable {
  case ignored = 0
  case site
  case address
  case time
  case request
  case status
  case bytes
  case referrer
  case userAgent
  case timeTaken
}
