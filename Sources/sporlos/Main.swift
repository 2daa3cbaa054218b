import SporlosCommands
@main struct Main { static func main() { TempMain.main() } }
