import LogFormats
import Testing

@Suite struct TomcatConfigurationTests {
  static let path = "/opt/tomcat/conf/server.xml"

  static let cases: [ConfigurationCase] = [
    .init(
      "A host's log, with its date as a wildcard", "/etc/tomcat10/server.xml",
      """
      <?xml version="1.0"?>
      <!-- <Valve className="org.apache.catalina.valves.AccessLogValve"/> -->
      <Server><Service><Engine name="Catalina">
        <Host name="localhost" appBase="webapps">
          <Valve className="org.apache.catalina.valves.AccessLogValve" directory="logs"
                 prefix="localhost_access_log" suffix=".txt"
                 pattern="%h &quot;%r&quot; %s &#37;b &lt;&#x3E;&amp;&apos; &x;" />
        </Host>
      </Engine></Service></Server>
      """,
      [
        #"/var/lib/tomcat10/logs/localhost_access_log.*-*-*.txt (datedFiles) '%h "%r" %s %b <>&' &x;' server.xml:5"#
      ]),
    .init(
      "Hosts have names and aliases, an engine's log has all of them", path,
      """
      <Engine>
        <Valve className='org.apache.catalina.valves.AccessLogValve' rotatable='false' prefix='all'/>
        <Host name="a.example"><Alias> www.a.example </Alias>
          <Valve className="x.AccessLogValve" pattern="combined" prefix="a" suffix=".log"
            renameOnRotate="true" conditionUnless="nolog"/>
          <Valve className="x.RemoteIpValve"/>
        </Host>
        <Host name="b.example">
          <Valve className="x.AccessLogValve" directory="/l" prefix="b[" fileDateFormat="'_at_'yyyyMMdd.HH"/>
          <Valve className="x.AccessLogValve" directory="${catalina.base}/l" enabled="false"/>
        </Host>
      </Engine>
      """,
      [
        "/opt/tomcat/logs/all common server.xml:2",
        "/opt/tomcat/logs/a.log combined [a.example www.a.example] {conditionUnless=nolog} server.xml:4",
        #"/l/b\[_at_*.* (datedFiles) common [b.example] server.xml:9"#,
        "off [b.example] server.xml:10",
      ]),
    .init(
      "Its other valves have formats of their own", path,
      """
      <Host name="a.example">
      <Valve className="o.ExtendedAccessLogValve" pattern="date time c-ip" directory="/l"/>
      <Valve className="o.JsonAccessLogValve" pattern="%h %s" prefix="j" directory="/l"/>
      <Valve className="o.MyAccessLogValve"/>
      <Valve className="
      """,
      [
        "/l/access_log.*-*-* (datedFiles) 'date time c-ip' [a.example] server.xml:2",
        "/l/j.*-*-* (datedFiles) '%h %s' [a.example] server.xml:3",
      ],
      problems: ["unterminated < server.xml:5", "notRead o.MyAccessLogValve server.xml:4"]),
  ]

  @Test("The logs of Tomcat are those its configuration says", arguments: cases)
  func logs(_ tomcat: ConfigurationCase) {
    let read = tomcat.read()
    #expect(read.logs == tomcat.logs)
    #expect(read.problems == tomcat.problems)
  }

  @Test("Each valve has its dialect")
  func dialects() {
    let text = Self.cases[2].files[Self.path] ?? ""
    let read = ConfigurationDisk(files: [Self.path: text]).read(Self.path)
    #expect(read.logs.map(\.format.dialect) == [.tomcatExtended, .tomcatJSON])
  }
}
