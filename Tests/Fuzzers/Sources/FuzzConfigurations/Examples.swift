/// Configurations to begin from, with the byte that says whose they are; files apart by zeros.
let examples: [(text: String, kind: UInt8)] = [
  (
    """
    http {
      log_format main '$remote_addr [$time_local] "$request" $status'
        '$body_bytes_sent' # joined
        ;
      log_format json escape=json '{"t":"$time_iso8601","u":"$request_uri"}';
      map $status $loggable { ~^[23] 0; default 1; }
      include b;
      server {
        listen 80; server_name example.org *.example.org ~^www\\d+;
        access_log /var/log/nginx/$host.log main if=$loggable;
        access_log syslog:server=192.0.2.1 json;
        location / { access_log off; content_by_lua_block { x("}") } }
      }
    }
    \0server { access_log /l/b.log main gzip; }\0access_log /l/c.log;
    """, 1
  ),
  (
    """
    Define LOGS ${APACHE_LOG_DIR}/x
    LogFormat "%h %l %u %t \\"%r\\" %>s %O" common
    <IfModule log_config_module>
      CustomLog "|/usr/bin/rotatelogs ${LOGS}/a.%Y%m%d 86400" common env=!dontlog
    </IfModule>
    <Macro site $name>
      <VirtualHost *:80>
        ServerName $name
        ServerAlias www.$name
        CustomLog ${LOGS}/$name.log "%v %h %t \\"%r\\" %>s" "expr=%{REQUEST_STATUS} >= 400"
      </VirtualHost>
    </Macro>
    Use site example.org
    IncludeOptional b
    \0TransferLog logs/transfer_log
    GlobalLog /l/all common\0\0: ${APACHE_CONFDIR:=/etc/apache2}
    export APACHE_LOG_DIR=/var/log/apache2$SUFFIX
    if [ x ]; then export SUFFIX="-a"; fi
    """, 2
  ),
  (
    """
    server.modules += ( "mod_accesslog" )
    var.logs = "/var/log/lighttpd"
    accesslog.filename = var.logs + "/access.log"
    accesslog.format = "%h %V %u %t \\"%r\\" %>s %b"
    $HTTP["host"] =~ "^(www\\.)?example\\.org$" {
      accesslog.filename = logs + "/example.log"
    } else $HTTP["host"] == "b.example" { accesslog.filename = "|/usr/bin/logger" }
    include "b"
    include_shell "/usr/share/lighttpd/create-mime.conf.pl"
    """, 3
  ),
  (
    """
    global
      log /dev/log local0 info
      setenv NAME "a b"
    defaults
      mode http
      log global
      option httplog
    frontend web
      bind :80
      declare capture request len 20
      http-request capture req.hdr(X-Id) len 64
      capture request header User-Agent len 128
      log-format "%ci:%cp [%tr] %ft %b/%s %ST %B %hr %{+Q}r"
      acl a hdr(host) -i example.org
      use_backend b if a
    .if defined(NAME)
    backend b
      log stdout format raw daemon
    .endif
    """, 4
  ),
  (
    """
    logformat mine %ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru
    logformat mine2 %>a \\
      %tl
    acl local src 10.0.0.0/8
    access_log daemon:/var/log/squid/access.log mine !local
    access_log stdio:/l/a.log logformat=squid rotate=3
    access_log none local
    include /x/b
    """, 5
  ),
  (
    """
    {
      log {
        output file /l/all.log { roll_size 10mb }
        format json { time_format iso8601 }
      }
    }
    (logging) {
      log {args[0]} {
        output file /l/{args[0]}.log
        format filter { wrap console; fields { request>headers delete } }
      }
    }
    example.org, www.example.org {
      import logging a
      log_skip /health
      respond <<A
        text
        A 200
    }
    """, 6
  ),
  (
    """
    {"logging":{"logs":{"a":{"writer":{"output":"file","filename":"/l/a.log"},"encoder":\
    {"format":"json"},"include":["http.log.access.a"]}}},"apps":{"http":{"servers":{"s":\
    {"routes":[{"match":[{"host":["a.example"]}]}],"logs":{"default_logger_name":"a"}}}}}}
    """, 6
  ),
  (
    """
    <?xml version="1.0"?>
    <Server port="8005"><Service name="Catalina"><Engine name="Catalina" defaultHost="a.example">
      <!-- <Valve className="x"/> -->
      <Host name="a.example" appBase="webapps"><Alias>www.a.example</Alias>
        <Valve className="org.apache.catalina.valves.AccessLogValve" directory="logs"
          prefix="localhost_access_log" suffix=".txt" fileDateFormat=".yyyy-MM-dd"
          pattern="%h %l %u %t &quot;%r&quot; %s %b" condition="junk" />
        <Valve className="org.apache.catalina.valves.ExtendedAccessLogValve" pattern="date time" />
      </Host>
    </Engine></Service></Server>
    """, 7
  ),
  (
    """
    [Service]
    EnvironmentFile=-/x/b
    ExecStart=/usr/bin/varnishncsa -a -w /var/log/varnish/varnishncsa.log \\
      -F '%h %t "%r" %s %b "%{Referer}i" %{Varnish:time_firstbyte}x' $DAEMON_OPTS
    \0DAEMON_OPTS="-q 'ReqURL ~ \\"/a\\"' -f /x/c/d -D"\0%h %t \\"%r\\" %s
    """, 8
  ),
]
