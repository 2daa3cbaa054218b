import SporlosCommands

/// The program; everything it does is in `SporlosCommands`, where tests can reach it.
@main struct Main {
  static func main() {
    Sporlos.run()
  }
}
