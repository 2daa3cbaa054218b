/// A language that reports and pages are written in.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case norwegian = "nb"
}
