internal import ArgumentParser
public enum TempMain { public static func main() { CollectCommand.main() } }
