public import TrafficReport

/// What the pages for signing in and out say, in each language.
public struct SignInWords: Hashable, Sendable {
  /// Their language.
  public let language: Language

  public init(_ language: Language) { self.language = language }

  private func say(_ english: String, _ norwegian: String) -> String {
    language == .english ? english : norwegian
  }

  public var signIn: String { say("Sign in", "Logg inn") }
  public var signOut: String { Words(language).signOut }
  public var otherLanguage: String { Words(language).otherLanguage }
  public var name: String { say("Name", "Navn") }
  public var password: String { say("Password", "Passord") }
  public var wrong: String {
    say("The name or the password is wrong.", "Navnet eller passordet er feil.")
  }
  public var tooMany: String {
    say(
      "Too many sign-ins at once. Try again in a moment.",
      "For mange logger inn samtidig. Prøv igjen om et øyeblikk.")
  }

  /// - Parameter minutes: How long to wait.
  public func tooManyTries(minutes: Int64) -> String {
    say(
      "There were too many tries. Try again in \(minutes) \(minutes == 1 ? "minute" : "minutes").",
      "Det var for mange forsøk. Prøv igjen om \(minutes) \(minutes == 1 ? "minutt" : "minutter").")
  }
}
