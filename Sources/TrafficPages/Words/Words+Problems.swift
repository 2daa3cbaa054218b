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
        say("The address is not valid", "Adressen er ikke gyldig"),
        say(
          "Something in the address is not valid. Start again from the overview.",
          "Noe i adressen er ikke gyldig. Begynn på nytt fra oversikten.")
      )
    case 401:
      (
        say("Sign in first", "Logg inn først"),
        say("You need to sign in to see this.", "Du må logge inn for å se dette.")
      )
    case 403:
      (
        say("You do not have access", "Du har ikke tilgang"),
        say(
          "You are not allowed to see this. Ask the operator of the server for access.",
          "Du har ikke tilgang til dette. Be den som driver serveren, om tilgang.")
      )
    case 404:
      (
        say("There is no such page", "Siden finnes ikke"),
        say(
          "The address may be mistyped, or the link may have been withdrawn.",
          "Adressen kan være feilskrevet, eller lenken kan være trukket tilbake.")
      )
    case 421:
      (
        say("This server is not for that name", "Denne serveren har ikke det navnet"),
        say(
          "This server does not answer for the host in the address.",
          "Denne serveren svarer ikke for verten i adressen.")
      )
    case 429, 503:
      (
        say("Too many requests", "For mange forespørsler"),
        say("Try again in a moment.", "Prøv igjen om litt.")
      )
    default:
      (
        say("Something went wrong here", "Noe gikk galt her"),
        say(
          "This is not your fault. Try again later; if it keeps happening, tell the operator of the server.",
          "Dette er ikke din feil. Prøv igjen senere, og si fra til den som driver serveren, hvis det fortsetter."
        )
      )
    }
  }
}
