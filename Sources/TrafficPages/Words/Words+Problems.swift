import TrafficReport

/// What pages say where something went wrong.
extension Words {
  private func say(_ english: String, _ norwegian: String) -> String {
    language == .english ? english : norwegian
  }

  var toOverview: String { say("To the overview", "Til oversikten") }
  var signOut: String { say("Sign out", "Logg ut") }

  /// A heading and a sentence for the status of an answer.
  func problem(_ status: Int) -> (heading: String, text: String) {
    switch status {
    case 400,
      405...499 where ![421, 429].contains(status):
      (
        say("The address is not right", "Adressen stemmer ikke"),
        say(
          "Something in the address is not what it can be. Choose again from the overview.",
          "Noe i adressen kan ikke være slik. Velg på nytt fra oversikten.")
      )
    case 401:
      (
        say("Sign in first", "Logg inn først"),
        say("This is for whoever has signed in.", "Dette er for den som har logget inn.")
      )
    case 403:
      (
        say("This is not for you", "Dette er ikke for deg"),
        say(
          "You may not see this. Whoever runs the server can give you leave.",
          "Du har ikke tilgang til dette. Den som driver tjeneren, kan gi deg det.")
      )
    case 404:
      (
        say("There is no such page", "Siden finnes ikke"),
        say(
          "The address may be mistyped, or the link may have been taken back.",
          "Adressen kan være feilskrevet, eller lenken kan være trukket tilbake.")
      )
    case 421:
      (
        say("This server is not for that name", "Denne tjeneren har ikke det navnet"),
        say(
          "The address names a server that this one does not answer for.",
          "Adressen navngir en tjener som denne ikke svarer for.")
      )
    case 429, 503:
      (
        say("Too much at a time", "For mye på én gang"),
        say("Try again in a moment.", "Prøv igjen om litt.")
      )
    default:
      (
        say("Something went wrong here", "Noe gikk galt her"),
        say(
          "It is not your doing. Try again later, and tell whoever runs the server if it stays so.",
          "Det er ikke din skyld. Prøv igjen senere, og si fra til den som driver tjeneren hvis det fortsetter."
        )
      )
    }
  }
}
