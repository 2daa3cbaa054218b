public import ArgumentParser
internal import Traffic
public import TrafficServer

/// `sporlos-serve user`: who may sign in.
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Manage who may sign in.",
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a user, or change the password, role and sites of one.",
      discussion:
        "The password is asked for on a terminal, or read from the first line of standard input.")

    @Argument(help: "The name to sign in with.") var name: String
    @Option(help: "admin sees all sites, viewer those of --site.") var role: Accounts.Role
    @Option(help: "A site that a viewer sees.") var site: [String] = []
    @OptionGroup var file: StateOption

    func run() throws {
      let accounts = try Accounts(path: file.state, creates: true)
      try accounts.add(name, password: PasswordPrompt.read(), role: role, sites: site)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show users, with their roles and sites.")
    @OptionGroup var file: StateOption
    func run() throws {
      for line in try Accounts(path: file.state, creates: false).users() { print(line) }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a user, with all sessions and tokens.")
    @Argument(help: "The name of the user.") var name: String
    @OptionGroup var file: StateOption
    func run() throws {
      guard try Accounts(path: file.state, creates: false).remove(name) else {
        throw Failure("there is no user \"\(name)\"")
      }
    }
  }
}

/// `sporlos-serve token`: what programs send instead of a password.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Manage tokens for programs.",
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a new token with a user's access. It is shown only once.")
    @Argument(help: "The name of the user.") var name: String
    @Option(help: "What the token is for; used to remove it.") var label: String
    @OptionGroup var file: StateOption
    func run() throws {
      print(try Accounts(path: file.state, creates: false).addToken(of: name, label: label))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show tokens, with their users and labels.")
    @OptionGroup var file: StateOption
    func run() throws {
      for line in try Accounts(path: file.state, creates: false).tokens() { print(line) }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a user's tokens with a label.")
    @Argument(help: "The name of the user.") var name: String
    @Option(help: "What the token is for.") var label: String
    @OptionGroup var file: StateOption
    func run() throws {
      guard try Accounts(path: file.state, creates: false).removeTokens(of: name, label: label)
      else {
        throw Failure("there is no token \"\(label)\" of \"\(name)\"")
      }
    }
  }
}

/// `sporlos-serve link`: addresses that show one site to whoever has them.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Manage links that show a site without sign-in.",
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the path of a new link. It is shown only once.",
      discussion:
        "Add it to a host of --members, after --base: https://stats.example.org/shared/..."
    )
    @Option(help: "The site that is shown.") var site: String
    @Option(help: "Whom the link is for; used to remove it.") var label: String
    @Option(
      help: ArgumentHelp(
        "A site whose pages may embed it in a frame, such as https://www.example.org.",
        valueName: "origin"))
    var embed: [String] = []
    @OptionGroup var file: StateOption
    func run() throws {
      let accounts = try Accounts(path: file.state, creates: true)
      print(try accounts.addLink(to: site, label: label, inFramesOf: embed))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show links, with their sites and labels.")
    @OptionGroup var file: StateOption
    func run() throws {
      for line in try Accounts(path: file.state, creates: false).links() { print(line) }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove the links with a label.")
    @Option(help: "Whom the link is for.") var label: String
    @OptionGroup var file: StateOption
    func run() throws {
      guard try Accounts(path: file.state, creates: false).removeLinks(label: label) else {
        throw Failure("there is no link \"\(label)\"")
      }
    }
  }
}

/// `sporlos-serve rename-site`: after `sporlos sites rename`.
struct RenameSiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename-site",
    abstract: "Give users and links of a site its new name.",
    discussion: """
      Use it after `sporlos sites rename`. Until then, viewers of the site and links to it show nothing: they do \
      not follow a site to another name. Passwords, tokens, links and sessions stay as they are.

      Example:
        sporlos-serve rename-site exampel.org example.org --state serve-state.sqlite
      """)
  @Argument(help: ArgumentHelp("The site's former name.", valueName: "site")) var old: String
  @Argument(help: ArgumentHelp("Its new name.", valueName: "name")) var new: String
  @OptionGroup var file: StateOption

  func run() throws {
    let renamed = try Accounts(path: file.state, creates: false).renameSite(old, to: new)
    guard renamed.users + renamed.links > 0 else {
      throw Failure("no user or link is of \(QuotedText.quoted(old))")
    }
    print(
      "\(renamed.users) \(renamed.users == 1 ? "user" : "users") and \(renamed.links) "
        + "\(renamed.links == 1 ? "link" : "links") have the new name")
  }
}

struct StateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The file of users and sessions.", valueName: "file"), completion: .file())
  var state: String
}

extension Accounts.Role: ExpressibleByArgument {}
