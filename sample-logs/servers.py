"""The servers that write the sample logs, each with a small site, on ports of their own.

Each is configured as its manual says, with the one thing that differs: the format of its access log.
HAProxy, Squid and Varnish stand before an nginx that has the site and keeps no log.
"""

import base64
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timezone

import traffic

PORT, MAPPED_PORT, STUCK_PORT, ORIGIN_PORT, SYSLOG_PORT = 8080, 8081, 8082, 8090, 8514


@dataclass
class Format:
    """A format as its server's configuration has it."""

    server: str
    string: str
    # What is said beside the format, so that the log can be read at all or in full.
    options: str = ""
    # Whether all requests come from a proxy, with the client's address in X-Forwarded-For.
    is_proxied: bool = False
    # The template of rsyslog, which writes the log then.
    rsyslog: str = ""
    # How the format is named for sporlos, where the configuration has a name and no string.
    preset: str = ""


def _quoted(line):
    return line + r' "%{Referer}i" "%{User-Agent}i"'


MAIN = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent"'
)
TRADITIONAL, ISO, RFC5424 = (
    "RSYSLOG_TraditionalFileFormat", "RSYSLOG_FileFormat", "RSYSLOG_SyslogProtocol23Format"
)  # fmt: skip

CAPTURED = "%ci:%cp [%tr] %ft %b/%s %ST %B %Ta %hr %{+Q}r"

FORMATS = {
    # nginx.org, ngx_http_log_module.
    "nginx-combined": Format("nginx", "combined", preset="combined"),
    # nginx.conf of nginx.org's packages and images.
    "nginx-main": Format("nginx", MAIN + ' "$http_x_forwarded_for"'),
    "nginx-proxied": Format(
        "nginx", MAIN + ' "$http_x_forwarded_for"', "--client-address http_x_forwarded_for", True
    ),
    "nginx-vhost": Format("nginx", "$host:$server_port " + MAIN),
    # NGINX Plus' admin guide, "Configuring Logging".
    "nginx-timing": Format(
        "nginx",
        MAIN + ' rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" '
        'urt="$upstream_response_time"',
    ),
    "nginx-key-value": Format(
        "nginx",
        'time_local="$time_local" http_method="$request_method" server="$host" src="$remote_addr" '
        'user="$remote_user" status=$status bytes_out=$body_bytes_sent http_referer="$http_referer" '
        'http_user_agent="$http_user_agent" uri_path="$request_uri" request_time=$request_time '
        'protocol="$server_protocol"',
    ),
    "nginx-json": Format(
        "nginx",
        'escape=json {"time":"$time_iso8601","remote_addr":"$remote_addr","remote_user":"$remote_user",'
        '"host":"$host","request_method":"$request_method","request_uri":"$request_uri",'
        '"server_protocol":"$server_protocol","status":$status,"body_bytes_sent":$body_bytes_sent,'
        '"request_time":$request_time,"http_referer":"$http_referer",'
        '"http_user_agent":"$http_user_agent","http_x_forwarded_for":"$http_x_forwarded_for"}',
    ),
    # Apache's manual, mod_log_config.
    "apache-common": Format("apache", '%h %l %u %t "%r" %>s %b', preset="common"),
    # Debian's apache2.conf.
    "apache-combined": Format("apache", _quoted('%h %l %u %t "%r" %>s %O')),
    "apache-vhost-combined": Format("apache", _quoted('%v:%p %h %l %u %t "%r" %>s %O'), preset="vhost-combined"),
    "apache-combined-vhost": Format("apache", _quoted('%h %l %u %t "%r" %>s %b') + " %V"),
    # Apache's httpd.conf, for mod_logio.
    "apache-combinedio": Format("apache", _quoted('%h %l %u %t "%r" %>s %b') + " %I %O"),
    "apache-timing": Format("apache", _quoted('%h %l %u %t "%r" %>s %b') + " %D"),
    "apache-strftime": Format(
        "apache",
        _quoted('%h %l %u [%{%a %b %d %H:%M:%S %Y}t] %v:%p "%r" %>s %b'),
        "--log-time-zone America/St_Johns",
    ),
    "apache-forwarded": Format(
        "apache", _quoted('%{X-Forwarded-For}i %l %u %t "%r" %>s %b'), is_proxied=True
    ),
    # Caddy's manual, "log". The string is Caddyfile's, of the directive's "format".
    "caddy-json": Format("caddy", "json", preset="caddy-json"),
    "caddy-json-iso": Format("caddy", "json { time_format iso8601; duration_format string }", preset="caddy-json"),
    "caddy-console": Format("caddy", "console", preset="caddy-console"),
    # HAProxy's configuration manual, 8.2: "option httplog", "option httplog clf", "log-format".
    "haproxy-http": Format("haproxy", "httplog", "--log-time-zone Europe/Oslo", preset="haproxy-http"),
    "haproxy-http-clf": Format("haproxy", "httplog clf", preset="haproxy-http-clf"),
    "haproxy-captures": Format(
        "haproxy", CAPTURED, "--log-time-zone Asia/Kolkata",
        preset=f"haproxy: {CAPTURED} (capture host, referer, user-agent)",
    ),
    "haproxy-http-syslog": Format(
        "haproxy", "httplog", "--log-time-zone Europe/Oslo", rsyslog=TRADITIONAL, preset="haproxy-http"
    ),
    # squid.conf's "logformat": the predefined ones.
    "squid": Format("squid", "squid", preset="squid"),
    "squid-combined": Format("squid", "combined", preset="squid-combined"),
    "squid-custom": Format(
        "squid",
        '%ts.%tu [%tl] %tr %>a "%{X-Forwarded-For}>h" %ui %rm %ru HTTP/%rv %mt %>Hs %<st %Ss "%{User-Agent}>h"',
    ),
    # lighttpd's mod_accesslog: its default, and a choice.
    "lighttpd": Format("lighttpd", _quoted('%h %V %u %t "%r" %>s %b')),
    "lighttpd-custom": Format("lighttpd", _quoted('%v %h %u %t "%r" %s %O %D')),
    # varnishncsa(1): its default, and choices.
    "varnishncsa": Format("varnish", '%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i"'),
    "varnishncsa-custom": Format(
        "varnish",
        '%{Host}i %h %{%Y-%m-%dT%H:%M:%S%z}t %m "%U%q" %H %s %O %D %{Varnish:hitmiss}x '
        '"%{Referer}i" "%{User-Agent}i"',
    ),
    "varnishncsa-json": Format(
        "varnish",
        '{"time":"%{%Y-%m-%dT%H:%M:%S%z}t","client":"%h","method":"%m","host":"%{Host}i","path":"%U",'
        '"query":"%q","status":"%s","bytes":"%b","us":"%D","referer":"%{Referer}i",'
        '"agent":"%{User-Agent}i"}',
    ),
    # rsyslog's predefined templates.
    "nginx-combined-syslog": Format("nginx", "combined", rsyslog=TRADITIONAL, preset="combined"),
    "nginx-combined-syslog-iso": Format("nginx", "combined", rsyslog=ISO, preset="combined"),
    "nginx-combined-syslog-5424": Format("nginx", "combined", rsyslog=RFC5424, preset="combined"),
}  # fmt: skip

# The options of Varnish that make a format what it is.
VARNISH_JSON = ["-j"]

NGINX = """\
daemon off;
master_process off;
pid {work}/{name}.pid;
error_log {error_log};
env TZ; env FAKETIME_TIMESTAMP_FILE; env FAKETIME_NO_CACHE; env DONT_FAKE_MONOTONIC; env NO_FAKE_STAT;
env FAKETIME_FMT;
events {{ worker_connections 64; }}
http {{
  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; image/webp webp; }}
  default_type text/html;
  server_tokens off;
  {format}
  access_log {access_log};
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  client_header_timeout 1s;
  lingering_close off;
  port_in_redirect off;
  server {{
    {listen}
    server_name example.org www.example.org shop.example.org;
    root {work}/site;
    index index.html;
    location / {{ try_files $uri $uri/ =404; }}
    location /old/ {{ return 301 /about; }}
    location = /temporary {{ return 302 /about; }}
    location = /gone {{ return 410; }}
    location /forbidden/ {{ deny all; }}
    location = /broken {{ return 500; }}
    location = /forms/contact {{ return 303 /about; }}
    location /private/ {{ auth_basic "Members"; auth_basic_user_file {work}/users; }}
    location = /slow {{ proxy_pass http://127.0.0.1:{stuck}; }}
  }}
}}
"""

APACHE = """\
ServerRoot {work}
PidFile {work}/server.pid
DefaultRuntimeDir {work}
ErrorLog {work}/error.log
{modules}
User www-data
Group www-data
Listen 0.0.0.0:{port}
Listen [::]:{port}
Listen [::]:{mapped}
ServerName example.org
ServerTokens Prod
UseCanonicalName Off
Timeout 1
LogFormat "{format}" sample
CustomLog {work}/access.log sample
DocumentRoot {work}/site
TypesConfig /dev/null
AddType text/html .html
AddType text/css .css
AddType text/javascript .js
AddType image/svg+xml .svg
AddType image/webp .webp
DirectoryIndex index.html
Redirect permanent /old/ http://www.example.org/about
Redirect temp /temporary http://www.example.org/about
Redirect gone /gone
Redirect seeother /forms/contact http://www.example.org/about
RedirectMatch 500 ^/broken$
<Directory {work}/site>
  Require all granted
</Directory>
<Location /forbidden/>
  Require all denied
</Location>
<Location /private/>
  AuthType Basic
  AuthName Members
  AuthUserFile {work}/users
  Require valid-user
</Location>
"""
MODULES = "mpm_prefork authn_core authn_file authz_core authz_user auth_basic alias dir mime".split()
# What %v and %p show is the name and port as the configuration writes them.
SITES = ["example.org", "www.example.org:443", "Shop.Example.org:443", "192.0.2.80"]

CADDY = """\
{{
  admin off
  auto_https off
}}
http://:{port}, http://:{mapped} {{
  log {{
    output file {work}/access.log
    format {format}
  }}
  root * {work}/site
  redir /old/* /about permanent
  redir /temporary /about temporary
  redir /forms/contact /about 303
  respond /gone 410
  respond /forbidden/* 403
  respond /broken 500
  basicauth /private/* {{
    kari.canary60 $2b$04$abcdefghijklmnopqrstuuinwY/tkBVrn3xrxQI/TgnMHhkvl85RW
  }}
  reverse_proxy /slow 127.0.0.1:{stuck}
  file_server
}}
"""

HAPROXY = """\
global
  log {log}
  maxconn 64
  tune.http.logurilen 16384
defaults
  mode http
  log global
  {format}
  option abortonclose
  timeout connect 1s
  timeout client 2s
  timeout server 2s
  timeout http-request 1s
frontend web
  bind 0.0.0.0:{port}
  bind [::]:{port} v6only
  bind [::]:{mapped} v4v6
  {captures}
  default_backend site
backend site
  server s1 127.0.0.1:{origin}
"""
CAPTURES = ["Host len 64", "Referer len 256", "User-Agent len 4096"]

SQUID = """\
http_port {port} accel vhost defaultsite=www.example.org
http_port {mapped} accel vhost defaultsite=www.example.org
cache_peer 127.0.0.1 parent {origin} 0 no-query originserver
acl everybody src all
http_access allow everybody
cache deny all
cache_effective_user proxy
visible_hostname proxy.example.org
pid_filename {work}/server.pid
cache_log {work}/error.log
cache_store_log none
coredump_dir none
netdb_filename none
pinger_enable off
request_start_timeout 1 second
client_lifetime 5 seconds
shutdown_lifetime 0 seconds
strip_query_terms off
{format}
access_log stdio:{work}/access.log {name}
"""

LIGHTTPD = """\
server.modules = ("mod_access", "mod_auth", "mod_authn_file", "mod_redirect", "mod_proxy", "mod_accesslog")
server.document-root = "{work}/site"
server.bind = "0.0.0.0"
server.port = {port}
server.errorlog = "{work}/error.log"
server.pid-file = "{work}/server.pid"
server.max-read-idle = 1
server.upload-dirs = ("{work}")
index-file.names = ("index.html")
mimetype.assign = (".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript", "" => "text/html")
accesslog.filename = "{work}/access.log"
accesslog.format = "{format}"
url.redirect = ("^/old/" => "/about")
auth.backend = "htpasswd"
auth.backend.htpasswd.userfile = "{work}/users"
auth.require = ("/private/" => ("method" => "basic", "realm" => "Members", "require" => "valid-user"))
$HTTP["url"] =~ "^/forbidden/" {{ url.access-deny = ("") }}
$HTTP["url"] == "/slow" {{ proxy.server = ("" => (("host" => "127.0.0.1", "port" => {stuck}))) }}
$HTTP["host"] =~ "^(www\\.)?example\\.org" {{ server.name = "www.example.org" }}
$HTTP["host"] =~ "^shop\\.example\\.org" {{ server.name = "shop.example.org" }}
$SERVER["socket"] == "[::]:{port}" {{ server.set-v6only = "enable" }}
$SERVER["socket"] == "[::]:{mapped}" {{ server.set-v6only = "disable" }}
"""

VARNISH = """\
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{origin}"; .first_byte_timeout = 2s; }}
"""

RSYSLOG = """\
module(load="imudp")
module(load="imuxsock" SysSock.Use="off")
global(workDirectory="{work}" maxMessageSize="{size}")
input(type="imudp" address="127.0.0.1" port="{syslog}")
input(type="imuxsock" Socket="{work}/syslog.socket" UseSysTimeStamp="off")
"""
OMFILE = 'action(type="omfile" file="{work}/{file}" template="{template}")\n'


def write_site(work):
    """The pages and files that are there to be asked for, all of one date."""
    date = datetime(2026, 9, 1, 6, tzinfo=timezone.utc).timestamp()
    files = {**traffic.PAGES, **traffic.ASSETS, "/private/": 640, "/forbidden/": 20}
    for path, size in files.items():
        file = work / "site" / (path.strip("/") or ".")
        if path.endswith("/"):
            file = file / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((b"sample " * (size // 7 + 1))[:size])
        os.utime(file, (date, date))
    password = "{SHA}" + base64.b64encode(hashlib.sha1(b"sesame").digest()).decode()
    users = [user for user in traffic.USERS if user]
    (work / "users").write_bytes("".join(f"{user}:{password}\n" for user in users).encode())


def nginx_quoted(string):
    """A `log_format` with what its string begins with as an option."""
    options, _, rest = string.partition(" ") if string.startswith("escape=") else ("", "", string)
    return f"log_format sample {options} '{rest}';"


class Server:
    """A running server, with all that stands behind it."""

    def __init__(self, form, work, environment, message_size="64k", line_length=65535, templates=None):
        """Starts all. Of rsyslog, `message_size` and of HAProxy, `line_length` are what may be longer than
        their defaults (8k and 1024); `templates` are of files that are written at once.
        """
        self.form, self.work, self.environment = form, work, environment
        self.message_size, self.line_length = message_size, line_length
        if self.has_own_clock:
            self.environment = {name: value for name, value in environment.items() if name != "LD_PRELOAD"}
        self.processes = []
        self.ports = {
            "work": work, "port": PORT, "mapped": MAPPED_PORT, "stuck": STUCK_PORT, "origin": ORIGIN_PORT,
            "syslog": SYSLOG_PORT,
        }  # fmt: skip
        try:
            self.start(templates)
        except SystemExit:
            self.stop()
            raise

    def start(self, templates):
        """Starts the server, what is behind it, and what writes its log."""
        form, work = self.form, self.work
        if form.rsyslog:
            text = RSYSLOG.format(**self.ports, size=self.message_size)
            for file, template in (templates or {"access.log": form.rsyslog}).items():
                text += OMFILE.format(work=work, file=file, template=template)
            self.write("rsyslog.conf", text)
            self.run(["rsyslogd", "-n", "-f", work / "rsyslog.conf", "-i", work / "rsyslog.pid"])
            self.wait_for(lambda: (work / "syslog.socket").exists(), "rsyslogd")
        if form.server in ("haproxy", "squid", "varnish"):
            listen = f"listen 127.0.0.1:{ORIGIN_PORT};"
            self.run(self.nginx("origin", "off", listen))
            self.wait_for_port(ORIGIN_PORT, "nginx")
        getattr(self, "start_" + form.server)()
        self.wait_for_port(PORT, form.server)
        # Whatever this first connection left in the log is no request of ours.
        if form.server == "varnish":
            self.run(self.varnishncsa())
            time.sleep(0.3)

    def write(self, name, text):
        (self.work / name).write_text(text)
        return self.work / name

    def run(self, command, **options):
        command = [str(part) for part in command]
        log = open(self.work / "said.log", "ab")
        options = {"stdout": log, "stderr": log, "env": self.environment, "cwd": self.work, **options}
        self.processes.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, **options))

    def wait_for(self, condition, name):
        for _ in range(200):
            if condition():
                return
            time.sleep(0.05)
        said = b"".join(f.read_bytes() for f in sorted(self.work.glob("*.log")) if f.name != "access.log")
        sys.exit(f"{name} did not start:\n{said.decode(errors='replace')}")

    def wait_for_port(self, port, name):
        def answers():
            try:
                source = ("192.0.2.1" if port == PORT else "127.0.0.1", 0)
                socket.create_connection(("127.0.0.1", port), 1, source).close()
                return True
            except OSError:
                return False

        self.wait_for(answers, name)

    def nginx(self, name, access_log, listen, error_log=None, form=""):
        text = NGINX.format(
            **self.ports, name=name, access_log=access_log, listen=listen, format=form,
            error_log=error_log or f"{self.work}/error.log",
        )  # fmt: skip
        config = self.write(f"{name}.conf", text)
        return ["nginx", "-c", config, "-p", self.work, "-e", self.work / "error.log"]

    def start_nginx(self):
        name = "combined" if self.form.string == "combined" else "sample"
        access, error = f"{self.work}/access.log {name}", None
        if self.form.rsyslog:
            target = f"syslog:server=127.0.0.1:{SYSLOG_PORT},tag=nginx"
            access, error = f"{target},facility=local7,severity=info {name}", f"{target} error"
        form = nginx_quoted(self.form.string) if name == "sample" else ""
        listen = (
            f"listen 0.0.0.0:{PORT}; listen [::]:{PORT} ipv6only=on; "
            f"listen [::]:{MAPPED_PORT} ipv6only=off;"
        )
        self.run(self.nginx("server", access, listen, error, form))

    def start_apache(self):
        modules = "\n".join(f"LoadModule {n}_module /usr/lib/apache2/modules/mod_{n}.so" for n in MODULES)
        string = self.form.string.replace('"', r"\"")
        text = APACHE.format(**self.ports, modules=modules, format=string)
        for name in SITES:
            text += f"<VirtualHost *:*>\n  ServerName {name}\n  DocumentRoot {self.work}/site\n</VirtualHost>\n"
        self.run(["apache2", "-X", "-f", self.write("server.conf", text)])

    def start_caddy(self):
        config = self.write("Caddyfile", CADDY.format(**self.ports, format=self.form.string.replace("; ", "\n")
                                                      .replace("{ ", "{\n").replace(" }", "\n}")))  # fmt: skip
        self.run(["caddy", "run", "--config", config, "--adapter", "caddyfile"])

    def start_haproxy(self):
        known = {"httplog": "option httplog", "httplog clf": "option httplog clf"}
        string = self.form.string
        form = known.get(string) or "log-format '" + string + "'"
        captures = CAPTURES if "%hr" in string else []
        target = f"{self.work}/syslog.socket" if self.form.rsyslog else "stdout"
        raw = "" if self.form.rsyslog else "format raw "
        length = f"len {self.line_length} " if self.line_length else ""
        text = HAPROXY.format(
            **self.ports, format=form, log=f"{target} {length}{raw}local0",
            captures="\n  ".join("capture request header " + header for header in captures),
        )  # fmt: skip
        log = subprocess.DEVNULL if self.form.rsyslog else open(self.work / "access.log", "ab")
        self.run(["haproxy", "-db", "-f", self.write("server.conf", text)], stdout=log)

    def start_squid(self):
        predefined = self.form.string in ("squid", "combined", "common")
        text = SQUID.format(
            **self.ports, name=self.form.string if predefined else "sample",
            format="" if predefined else f"logformat sample {self.form.string}",
        )  # fmt: skip
        for file in [self.work, *self.work.glob("*")]:
            subprocess.run(["chown", "proxy", str(file)], check=True)
        self.run(["squid", "-N", "-f", self.write("server.conf", text)])

    def start_lighttpd(self):
        string = self.form.string.replace('"', r"\"")
        self.run(["lighttpd", "-D", "-f", self.write("server.conf", LIGHTTPD.format(**self.ports, format=string))])

    def start_varnish(self):
        vcl = self.write("server.vcl", VARNISH.format(**self.ports))
        self.run(
            ["varnishd", "-F", "-j", "none", "-n", self.work / "varnish", "-f", vcl, "-s", "malloc,16m",
             "-a", f"0.0.0.0:{PORT}", "-a", f"[::]:{PORT}", "-a", f"0.0.0.0:{MAPPED_PORT}",
             "-S", "none", "-p", "timeout_idle=1"])  # fmt: skip

    def varnishncsa(self):
        options = VARNISH_JSON if self.form.string.startswith("{") else []
        return ["varnishncsa", *options, "-n", self.work / "varnish", "-w", self.work / "access.log",
                "-F", self.form.string]  # fmt: skip

    @property
    def has_own_clock(self):
        """Whether libfaketime cannot set its clock: Go does not ask the C library, Debian's varnishd has another
        allocator, which libfaketime cannot stand, and lighttpd's durations are -1 where time stands still."""
        is_timed = self.form.server == "lighttpd" and "%D" in self.form.string
        return is_timed or self.form.server in ("caddy", "varnish")

    @property
    def is_buffered(self):
        """Whether a line is in the log only some time after its request."""
        return self.form.server in ("lighttpd",)

    def tell_syslog(self, moment, text):
        """A message of another program, as the C library sends it."""
        message = f"<38>{moment:%b} {moment.day:2d} {moment:%H:%M:%S} {text}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
            client.sendto(message.encode(), str(self.work / "syslog.socket"))

    def written(self):
        access = self.work / "access.log"
        return access.stat().st_size if access.exists() else 0

    def stop(self):
        """Lets the log be written to its end."""
        time.sleep(0.3)
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
