import LogFormats
import Testing

@Suite struct FormatCatalogueTests {
  @Test("Names and other names are unique, and each other name is of a preset")
  func names() {
    let names = FormatCatalogue.presets.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0 == $0.lowercased() && !$0.contains(" ") && !$0.contains(":") })
    for (alias, name) in FormatCatalogue.aliases {
      #expect(names.contains(name), "\(alias)")
      #expect(!names.contains(alias), "\(alias)")
    }
  }

  @Test(
    "The names that databases hold stay",
    arguments: [
      "common", "combined", "vhost-common", "vhost-combined", "combined-vhost",
      "combined-quoted-vhost", "combined-time",
    ])
  func storedNames(name: String) {
    #expect(FormatCatalogue.preset(named: name)?.name == name)
  }

  @Test(
    "GoAccess's names are known, in any case",
    arguments: [
      ("COMBINED", "combined"), ("VCOMBINED", "vhost-combined"), ("COMMON", "common"),
      ("VCOMMON", "vhost-common"), ("W3C", "w3c"), ("CLOUDFRONT", "aws-cloudfront"),
      ("AWSELB", "aws-elb"), ("AWSALB", "aws-alb"), ("AWSS3", "aws-s3"), ("SQUID", "squid"),
      ("CADDY", "caddy"), ("TRAEFIKCLF", "traefik"), ("CLOUDSTORAGE", "google-cloud-storage"),
      ("Caddy", "caddy"), ("nothing", nil),
    ] as [(String, String?)])
  func goAccess(name: String, expected: String?) {
    #expect(FormatCatalogue.preset(named: name)?.name == expected)
  }

  @Test(
    "Each preset says what was asked for and when, and names its manual",
    arguments: FormatCatalogue.presets.map(\.name))
  func presets(name: String) throws {
    let preset = try #require(FormatCatalogue.preset(named: name))
    let meanings = preset.definition.fields.map(\.meaning)
    #expect(preset.definition.name == name)
    #expect(preset.source.hasPrefix("https://"))
    #expect(!preset.title.isEmpty)
    #expect(meanings.contains(.request) || meanings.contains(.target))
    #expect(meanings.contains(.status))
    #expect(meanings.contains(.client))
    #expect(meanings.contains(.time))
    #expect(try preset.needsZone == FormatPlan(preset.definition).needsZone)
    #expect(try FormatString.definition(of: name) == preset.definition)
  }

  @Test("What only the meaning of unlabelled values tells apart is not guessed")
  func guessable() {
    let told = FormatCatalogue.presets.filter { !$0.isGuessable }.map(\.name)
    #expect(
      Set(told) == [
        "combined-time", "combinedio", "tomcat", "tomcat9", "ovh", "varnish", "icecast",
      ])
  }

  @Test(
    "Formats that nobody can change are as their manuals have them",
    arguments: [
      (
        "aws-alb",
        "<ignored> <time:iso8601> <ignored> <client:addressWithPort> <ignored> <duration:s> <duration2:s> "
          + "<duration3:s> <status> <ignored> <ignored> <bytes> "
          + #""<request/backslash~text>" "<userAgent/backslash~text>"…"#
      ),
      (
        "aws-s3",
        "<ignored> <ignored> [<time:commonLog>] <client> <ignored> <ignored> <ignored> <ignored> "
          + #""<request/backslash~text>" <status> <ignored> <bytes> <ignored> <duration:ms> "#
          + #"<ignored> "<referrer/backslash>" "<userAgent/backslash~text>"…"#
      ),
      (
        "bunny",
        "by 124 <ignored> <status> <time:epoch(ms)> <bytes> <ignored> <client> <referrer> "
          + "<target> <ignored> <userAgent> <ignored> <ignored>…"
      ),
      (
        "heroku",
        "logfmt =<time:iso8601> method=<method> path=<target/backslash> host=<host> fwd=<client~list> "
          + "connect=<duration:durationWithUnit> service=<duration2:durationWithUnit> "
          + "status=<status> bytes=<bytes>"
      ),
      (
        "traefik",
        #"<client> - <ignored~text> [<time:commonLog>] "<request/backslash~text>" <status> "#
          + #"<bytes> "<referrer/backslash>" "<userAgent/backslash~text>" <ignored> "<ignored>" "#
          + #""<ignored>" <duration:durationWithUnit>"#
      ),
      (
        "traefik-1",
        #"<client> - <ignored~text> [<time:commonLog>] "<request/backslash~text>" <status> "#
          + "<bytes> <referrer/backslash~perhapsQuoted> <userAgent/backslash~perhapsQuoted> "
          + #"<ignored> "<ignored>" "<ignored>" <duration:durationWithUnit>"#
      ),
      (
        "aws-cloudfront-json",
        "json date=<date:isoDate> time=<time:timeOfDay> sc-bytes=<bytes> c-ip=<client> "
          + "cs-method=<method> cs(Host)=<host/percent#2> cs-uri-stem=<target#1> "
          + "sc-status=<status> cs(Referer)=<referrer/percent> "
          + "cs(User-Agent)=<userAgent/percent> cs-uri-query=<query> x-host-header=<host> "
          + "time-taken=<duration:s> x-forwarded-for=<client/percent#2> "
          + "cs-protocol-version=<version> timestamp=<time:epoch(s)#1> "
          + "timestamp(ms)=<time:epoch(ms)#1>"
      ),
      (
        "aws-apigateway",
        "<client> <ignored~text> <ignored~text> [<time:commonLog>]"
          + #""<method> <target#1> <version>" <status> <bytes> <ignored~text>…"#
      ),
      (
        "kong-json",
        "json started_at=<time:epoch(ms)/json> client_ip=<client/json~list> "
          + "request>headers>x-forwarded-for=<client/json~list#2> "
          + "request>headers>host=<host/json> request>method=<method/json> "
          + "request>uri=<target/json> response>status=<status/json> response>size=<bytes/json> "
          + "request>headers>referer=<referrer/json> request>headers>user-agent=<userAgent/json> "
          + "latencies>request=<duration:ms/json>"
      ),
    ])
  func fixed(name: String, expected: String) throws {
    #expect(try described(#require(FormatCatalogue.preset(named: name)).definition) == expected)
  }

  @Test("The last value of combined-time is Apache's %D or nginx's $request_time")
  func combinedTime() throws {
    let definition = try #require(FormatCatalogue.preset(named: "combined-time")).definition
    let durations = definition.fields.filter { $0.meaning == .duration }
    #expect(durations.map(\.notation) == [.secondsOrMicroseconds])
    #expect(!definition.allowsMore)
  }

  @Test("Amazon API Gateway's path goes before the route that it is of")
  func pathBeforeRoute() throws {
    let preset = try #require(FormatCatalogue.preset(named: "aws-apigateway-json"))
    let plan = try FormatPlan(preset.definition)
    let targets = plan.fields.filter { $0.meaning == .target }.sorted { $0.rank < $1.rank }
    #expect(targets.map(\.name) == ["path", "resourcePath"])
  }

  @Test("The hosts of whole URLs are sites where the server stands in front of one's own")
  func targetNamesHost() {
    let naming = FormatCatalogue.presets.filter { $0.definition.targetNamesHost }.map(\.name)
    for name in [
      "aws-alb", "aws-elb", "squid", "bunny", "alibaba-cdn", "google-http", "azure-front-door",
    ] {
      #expect(naming.contains(name), "\(name)")
    }
    for name in ["combined", "haproxy", "traefik", "caddy", "w3c"] {
      #expect(!naming.contains(name), "\(name)")
    }
  }
}
