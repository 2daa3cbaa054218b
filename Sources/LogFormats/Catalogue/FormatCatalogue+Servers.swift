extension FormatCatalogue {
  private static let apache = "https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats"

  private static func apache(
    _ name: String, _ title: String, _ string: String, dialect: ApacheFormat.Dialect = .apache,
    source: String = apache, isGuessable: Bool = true, allowsMore: Bool = false
  ) -> FormatPreset {
    preset(name, title, source: source, isGuessable: isGuessable) { () throws(FormatProblem) in
      var definition = try ApacheFormat.definition(of: string, dialect: dialect)
      definition.allowsMore = allowsMore
      return definition
    }
  }

  private static let combinedString = #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-agent}i""#

  /// Apache's `%D`, whole microseconds, or nginx's `$request_time`, seconds with a point.
  private static let combinedTime = preset(
    "combined-time", "combined, then how long it took: Apache's %D or nginx's $request_time",
    source: apache, isGuessable: false
  ) { () throws(FormatProblem) in
    var definition = try ApacheFormat.definition(of: combinedString + " %D", dialect: .apache)
    definition.changeFields { field in
      if field.meaning == .duration { field.notation = .secondsOrMicroseconds }
    }
    return definition
  }

  /// Apache and its like. The first seven names stand in databases and never change.
  static let servers: [FormatPreset] = [
    apache(
      "vhost-combined", "Apache's vhost_combined, as Debian has it",
      #"%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i""#, allowsMore: true),
    combinedTime,
    apache("combined-vhost", "combined, then the host", combinedString + " %v"),
    apache(
      "combined-quoted-vhost", "combined, then the host in quotes", combinedString + #" "%v""#),
    apache(
      "combined", "combined: Apache, nginx and many others; more may follow", combinedString,
      allowsMore: true),
    apache(
      "vhost-common", "the host, then common", #"%v:%p %h %l %u %t "%r" %>s %b"#),
    apache("common", "common: Apache, Tomcat, Jetty and many others", #"%h %l %u %t "%r" %>s %b"#),
    apache(
      "combinedio", "combined, then bytes in and out (Apache's mod_logio)",
      #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %I %O"#,
      source: "https://httpd.apache.org/docs/2.4/mod/mod_logio.html", isGuessable: false),
    apache(
      "tomcat", "Tomcat 10.1 and later: common, then microseconds",
      #"%h %l %u %t "%r" %s %b %D"#, dialect: .tomcat,
      source: "https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Access_Log_Valve",
      isGuessable: false),
    apache(
      "tomcat9", "Tomcat up to 10.0: common, then milliseconds", #"%h %l %u %t "%r" %s %b %D"#,
      dialect: .tomcat9,
      source: "https://tomcat.apache.org/tomcat-9.0-doc/config/valve.html#Access_Log_Valve",
      isGuessable: false),
    apache(
      "lighttpd", "lighttpd: the host stands where others have ident",
      #"%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#, dialect: .lighttpd,
      source: "https://redmine.lighttpd.net/projects/lighttpd/wiki/Docs_ModAccesslog"),
    apache(
      "ovh", "OVH web hosting: the same order as lighttpd's",
      #"%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#, dialect: .lighttpd,
      source: "https://github.com/matomo-org/matomo-log-analytics/blob/5.x-dev/tests/logs/ovh.log",
      isGuessable: false),
    apache(
      "varnish", "varnishncsa",
      #"%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i""#, dialect: .varnish,
      source: "https://varnish-cache.org/docs/trunk/reference/varnishncsa.html",
      isGuessable: false),
    apache(
      "icecast", "Icecast: combined, then seconds connected", combinedString + " %T",
      dialect: .icecast,
      source: "https://icecast.org/docs/icecast-2.4.1/config-file.html", isGuessable: false),
    apache(
      "fastly", "Fastly: the host, then common", #"%v %h %l %u %t "%r" %>s %b"#,
      dialect: .fastly,
      source:
        "https://www.fastly.com/documentation/guides/integrations/streaming-logs/useful-log-formats/"
    ),
  ]
}
