"""Logs that only clouds and servers which are not in Debian write, made up from their documentation.

Nobody asked for anything here: the requests are drawn from `traffic.py`, and each format writes them as
the page named beside it says. Addresses and hosts are those of the other logs.
"""

import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

import traffic

BEGIN = datetime(2026, 10, 1, 4, tzinfo=timezone.utc)
HOURS = 16
PLAIN = 34
HOSTS = ["www.example.org"] * 5 + ["example.org", "shop.example.org", "shop.example.org"]
# Agents with what a server has to escape, where its documentation says how.
ODD_AGENTS = ['says "hello"', "back\\slash/1.0"]


@dataclass
class Visit:
    time: datetime
    address: str
    port: int
    host: str
    method: str
    target: str
    status: int
    size: int
    referrer: str
    agent: str
    # Milliseconds.
    took: int
    id: str

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def query(self):
        return self.target.partition("?")[2]

    @property
    def epoch(self):
        return self.time.timestamp()

    @property
    def clf(self):
        return self.time.strftime("%d/%b/%Y:%H:%M:%S +0000")

    @property
    def iso(self):
        return self.time.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

    @property
    def seconds(self):
        return f"{self.took / 1000:.3f}"

    @property
    def request(self):
        return f"{self.method} {self.target} HTTP/1.1"

    @property
    def ends(self):
        return self.time + timedelta(milliseconds=self.took)


def visits(folder, is_escaped):
    draw = random.Random(folder)
    asked = [(draw.choice([*traffic.PAGES, *traffic.ASSETS]), "", "") for _ in range(PLAIN)]
    asked += [(path + draw.choice(["?page=2", "?utm_source=newsletter&utm_medium=email"]), "", "")
              for path in draw.sample(sorted(traffic.PAGES), 4)]  # fmt: skip
    # A fragment is never sent, and a second question mark is not told from the first in two fields.
    personal = [target.split("#")[0] for target in traffic.PERSONAL_TARGETS]
    asked += [(target, "", "") for target in personal if target.count("?") < 2 and ".." not in target]
    asked += [("/about", referrer, "") for referrer in traffic.PERSONAL_REFERRERS]
    asked += [("/about", "", agent) for agent in traffic.PERSONAL_AGENTS]
    if is_escaped:
        asked += [("/contact.html", "", agent) for agent in ODD_AGENTS]
    draw.shuffle(asked)
    people = [traffic_address(draw) for _ in range(24)]
    moments = sorted(draw.choices(range(HOURS * 3_600_000), k=len(asked)))
    for moment, (target, referrer, agent) in zip(moments, asked):
        size = {**traffic.PAGES, **traffic.ASSETS}.get(target.partition("?")[0])
        status = 404 if size is None else draw.choice([200] * 8 + [304, 206])
        yield Visit(
            time=BEGIN + timedelta(milliseconds=moment), address=draw.choice(people),
            port=draw.randrange(32768, 61000), host=draw.choice(HOSTS),
            method="GET" if draw.random() < 0.9 else draw.choice(["HEAD", "POST"]), target=target,
            status=status, size=548 if size is None else 0 if status == 304 else size,
            referrer=referrer or draw.choice(["", "", *traffic.REFERRERS]),
            agent=agent or draw.choice(traffic.BROWSERS * 3 + traffic.BOTS),
            took=draw.choice([1, 2, 7, 12, 35, 80, 140, 950, 3200]),
            id=f"{draw.getrandbits(128):032x}",
        )  # fmt: skip


def traffic_address(draw):
    if draw.random() < 0.3:
        return f"2001:db8:{draw.randrange(64):x}::{draw.randrange(1, 65536):x}"
    return f"{draw.choice(['192.0.2', '198.51.100', '203.0.113'])}.{draw.randrange(1, 255)}"


# How servers escape what would break their lines.


def slashes(text):
    """Apache and its relatives, Go's %q: a backslash before quotes and backslashes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def hexadecimal(text):
    """nginx, escape=default."""
    return text.replace("\\", "\\x5C").replace('"', "\\x22")


def none(text):
    return text


def shown(text, escape=none):
    return escape(text) or "-"


def combined(v, escape, size=None):
    return (
        f'{v.address} - - [{v.clf}] "{v.request}" {v.status} {v.size if size is None else size} '
        f'"{shown(v.referrer, escape)}" "{shown(v.agent, escape)}"'
    )


def common(v, user="-"):
    return f'{v.address} - {user} [{v.clf}] "{v.request}" {v.status} {v.size or "-"}'


def object_of(**values):
    return json.dumps(values, separators=(",", ":"))


# Apache's relatives.


def vhost_common(v):
    return f"{v.host}:443 {common(v)}"


def combined_quoted_vhost(v):
    return f'{combined(v, slashes)} "{v.host}"'


def combined_time(v):
    return f"{combined(v, hexadecimal)} {v.seconds}"


def tomcat(v):
    return f"{common(v)} {v.took * 1000}"


def tomcat9(v):
    return f"{common(v)} {v.took}"


def jetty(v):
    return combined(v, slashes)


def icecast(v):
    return f"{combined(v, slashes)} {v.took // 1000}"


def fastly(v):
    return f'{v.host} {v.address} "-" "-" [{v.clf}] "{v.request}" {v.status} {v.size}'.replace('"-" "-"', "- -")


def ovh(v):
    return (
        f'{v.address} {v.host} - [{v.clf}] "{v.request}" {v.status} {v.size} '
        f'"{shown(v.referrer, slashes)}" "{shown(v.agent, slashes)}"'
    )


# nginx's relatives.


def ingress_nginx(v):
    return (
        f"{combined(v, hexadecimal)} 450 {v.seconds} [default-web-80] [] 10.0.0.7:80 {v.size} {v.seconds} "
        f"{v.status} {v.id}"
    )


def ingress_nginx_024(v):
    start = combined(v, hexadecimal).replace(f"{v.address} - -", f"{v.address} - [{v.address}] - -", 1)
    return f"{start} 450 {v.seconds} [default-web-80] 10.0.0.7:80 {v.size} {v.seconds} {v.status}"


def nginx_proxy_manager(v):
    return (
        f'[{v.clf}] - {v.status} {v.status} - {v.method} https {v.host} "{v.target}" [Client {v.address}] '
        f'[Length {v.size}] [Gzip -] [Sent-to web] "{shown(v.agent, hexadecimal)}" "{shown(v.referrer, hexadecimal)}"'
    )


def nginx_proxy_manager_standard(v):
    return (
        f'[{v.clf}] {v.status} - {v.method} https {v.host} "{v.target}" [Client {v.address}] [Length {v.size}] '
        f'[Gzip -] "{shown(v.agent, hexadecimal)}" "{shown(v.referrer, hexadecimal)}"'
    )


def kong(v):
    return f'{combined(v, hexadecimal)} kong_request_id: "{v.id}"'


def apisix(v):
    return (
        f'{v.address} - - [{v.clf}] {v.host} "{v.request}" {v.status} {v.size} {v.seconds} '
        f'"{shown(v.referrer, hexadecimal)}" "{shown(v.agent, hexadecimal)}" 10.0.0.7:80 {v.status} {v.seconds} '
        f'"http://10.0.0.7:80{v.path}"'
    )


# Proxies.


def haproxy_https(v):
    time = v.time.strftime("%d/%b/%Y:%H:%M:%S.%f")[:-3]
    return (
        f"{v.address}:{v.port} [{time}] web~ site/s1 0/0/0/{v.took}/{v.took} {v.status} {v.size} - - ---- "
        f'1/1/0/0/0 0/0 "{v.method} {v.target} HTTP/2.0" 0/0000000000000000/0/0/0 {v.host}/TLSv1.3/TLS_AES_128_GCM_SHA256'
    )


def squid_common(v):
    return (
        f'{v.address} - - [{v.clf}] "{v.method} http://{v.host}{v.target} HTTP/1.1" {v.status} {v.size + 350} '
        "TCP_MISS:FIRSTUP_PARENT"
    )


def envoy_start(v):
    return f'[{v.iso}] "{v.request}" {v.status} -'


def envoy_end(v):
    return (
        f'0 {v.size} {v.took} {max(v.took - 1, 0)} "{v.address}" "{shown(v.agent)}" "{v.id}" "{v.host}" "10.0.0.7:8080"'
    )


def istio_end(v):
    return f"outbound|80||web.default.svc.cluster.local 10.0.0.3:41000 10.0.0.3:8443 {bracketed(v)}:{v.port} - default"


def bracketed(v):
    return f"[{v.address}]" if ":" in v.address else v.address


def envoy(v):
    return f"{envoy_start(v)} {envoy_end(v)}"


def istio(v):
    return f'{envoy_start(v)} via_upstream - "-" {envoy_end(v)} {istio_end(v)}'


def istio_18(v):
    return f'{envoy_start(v)} "-" {envoy_end(v)} {istio_end(v)}'


def istio_15(v):
    return f'{envoy_start(v)} "-" "-" {envoy_end(v)} {istio_end(v)}'


def istio_json(v):
    return object_of(
        start_time=v.iso, method=v.method, path=v.target, protocol="HTTP/1.1", response_code=v.status,
        response_flags="-", bytes_received=0, bytes_sent=v.size, duration=v.took,
        x_forwarded_for=v.address, user_agent=v.agent, request_id=v.id, authority=v.host,
        upstream_host="10.0.0.7:8080", downstream_remote_address=f"{bracketed(v)}:{v.port}", route_name="default",
    )  # fmt: skip


def traefik(v):
    return f'{combined(v, slashes)} {v.port} "web@docker" "http://10.0.0.7:80" {v.took}ms'


def traefik_1(v):
    fields = [f'"{slashes(text)}"' if text else "-" for text in (v.referrer, v.agent)]
    start = f'{v.address} - - [{v.clf}] "{v.request}" {v.status} {v.size}'
    return f'{start} {fields[0]} {fields[1]} {v.port} "web" "http://10.0.0.7:80" {v.took}ms'


def traefik_json(v):
    return json.dumps(
        {
            "ClientAddr": f"{bracketed(v)}:{v.port}", "ClientHost": v.address, "ClientPort": str(v.port),
            "ClientUsername": "-", "DownstreamContentSize": v.size, "DownstreamStatus": v.status,
            "Duration": v.took * 1_000_000, "OriginContentSize": v.size, "OriginDuration": v.took * 900_000,
            "OriginStatus": v.status, "Overhead": 20000, "RequestAddr": v.host, "RequestContentSize": 0,
            "RequestCount": v.port, "RequestHost": v.host, "RequestMethod": v.method, "RequestPath": v.target,
            "RequestPort": "-", "RequestProtocol": "HTTP/1.1", "RequestScheme": "https", "RouterName": "web@docker",
            "StartLocal": v.iso, "StartUTC": v.iso, "entryPointName": "websecure", "level": "info", "msg": "",
            "request_Referer": v.referrer, "request_User-Agent": v.agent, "time": v.iso,
        },
        separators=(",", ":"),
    )  # fmt: skip


def kong_json(v):
    return json.dumps(
        {
            "response": {"size": v.size, "headers": {"content-type": "text/html"}, "status": v.status},
            "latencies": {"kong": 1, "proxy": v.took - 1, "request": v.took}, "client_ip": v.address,
            "request": {
                "uri": v.target, "url": f"http://{v.host}:8000{v.target}", "querystring": {}, "size": 450,
                "method": v.method,
                "headers": {"host": v.host, "user-agent": v.agent, **({"referer": v.referrer} if v.referrer else {})},
            },
            "tries": [{"ip": "10.0.0.7", "port": 80, "balancer_latency": 0}], "upstream_uri": v.target,
            "started_at": int(v.epoch * 1000),
        }
    )  # fmt: skip


# W3C's extended format.

IIS = (
    "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) "
    "sc-status sc-substatus sc-win32-status time-taken"
)
AZURE = (
    "date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) "
    "cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken"
)
AKAMAI = "date time cs-ip cs-method cs-uri sc-status sc-bytes time-taken cs(Referer) cs(User-Agent) cs(Cookie)"
CLOUDFRONT = (
    "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) "
    "cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken "
    "x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status "
    "fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len "
    "sc-range-start sc-range-end"
)


def date_and_time(v):
    return {"date": v.time.strftime("%Y-%m-%d"), "time": v.time.strftime("%H:%M:%S")}


def w3c_values(v):
    return {
        **date_and_time(v), "s-ip": "10.0.0.7", "s-sitename": "~1WEB", "cs-method": v.method, "cs-uri-stem": v.path,
        "cs-uri-query": v.query or "-", "s-port": "443", "cs-username": "-", "c-ip": v.address,
        "cs(User-Agent)": v.agent.replace(" ", "+"), "cs(Referer)": v.referrer or "-", "cs(Cookie)": "-",
        "cs-host": v.host, "sc-status": v.status, "sc-substatus": 0, "sc-win32-status": 0, "sc-bytes": v.size,
        "cs-bytes": 450, "time-taken": v.took,
    }  # fmt: skip


def w3c(v):
    values = w3c_values(v)
    return " ".join(str(values[name]) for name in IIS.split())


def azure_app_service(v):
    values = w3c_values(v)
    return " ".join(str(values[name]) for name in AZURE.split())


def iis_head(fields):
    return [
        "#Software: Microsoft Internet Information Services 10.0", "#Version: 1.0", "#Date: 2026-10-01 04:00:00",
        f"#Fields: {fields}",
    ]  # fmt: skip


def akamai_w3c(v):
    """Log Delivery Service, as its customers describe it: github.com/alphagov/backdrop-asset-request-collector."""
    values = {
        **date_and_time(v), "cs-ip": v.address, "cs-method": v.method, "cs-uri": f"/{v.host}{v.target}",
        "sc-status": v.status, "sc-bytes": v.size, "time-taken": v.took, "cs(Referer)": f'"{v.referrer or "-"}"',
        "cs(User-Agent)": f'"{v.agent or "-"}"', "cs(Cookie)": '"-"',
    }  # fmt: skip
    return "\t".join(str(values[name]) for name in AKAMAI.split())


def iis_native(v):
    """https://learn.microsoft.com/en-us/windows/win32/http/iis-logging"""
    time = v.time
    return ", ".join(
        str(value)
        for value in [
            v.address, "-", f"{time.month}/{time.day}/{time.year}", f"{time.hour}:{time:%M:%S}", "W3SVC1", "WEB",
            "10.0.0.7", v.took, 450, v.size, v.status, 0, v.method, v.path, v.query or "-",
        ]
    ) + ","  # fmt: skip


def caddy_common_log(v):
    """https://caddyserver.com/docs/caddyfile/directives/log, where a filter deletes the other fields."""
    return json.dumps(
        {
            "level": "info", "ts": v.epoch, "logger": "http.log.access", "msg": "handled request",
            "common_log": f'{v.address} - - [{v.clf}] "{v.request}" {v.status} {v.size}',
        }
    )  # fmt: skip


def encoded(text):
    """CloudFront's: what is no letter, digit or mark, percent-encoded."""
    return quote(text, safe="/:?&=+,;()%@.-_~*!$'") or "-"


def cloudfront_values(v):
    return {
        **date_and_time(v), "x-edge-location": "OSL50-C1", "sc-bytes": v.size, "c-ip": v.address,
        "cs-method": v.method, "cs(Host)": "d111111abcdef8.cloudfront.net", "cs-uri-stem": encoded(v.path),
        "sc-status": v.status, "cs(Referer)": encoded(v.referrer), "cs(User-Agent)": encoded(v.agent),
        "cs-uri-query": v.query or "-", "cs(Cookie)": "-", "x-edge-result-type": "Hit", "x-edge-request-id": v.id,
        "x-host-header": v.host, "cs-protocol": "https", "cs-bytes": 450, "time-taken": v.seconds,
        "x-forwarded-for": "-", "ssl-protocol": "TLSv1.3", "ssl-cipher": "TLS_AES_128_GCM_SHA256",
        "x-edge-response-result-type": "Hit", "cs-protocol-version": "HTTP/2.0", "fle-status": "-",
        "fle-encrypted-fields": "-", "c-port": v.port, "time-to-first-byte": v.seconds,
        "x-edge-detailed-result-type": "Hit", "sc-content-type": "text/html", "sc-content-len": v.size,
        "sc-range-start": "-", "sc-range-end": "-",
    }  # fmt: skip


def aws_cloudfront(v):
    values = cloudfront_values(v)
    return "\t".join(str(values[name]) for name in CLOUDFRONT.split())


def aws_cloudfront_json(v):
    return json.dumps({name: str(value) for name, value in cloudfront_values(v).items()})


# Clouds.


def micros(v):
    return v.time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def balanced(v):
    return f'{v.status} {v.status} 450 {v.size} "{v.method} https://{v.host}:443{v.target} HTTP/2.0" "{shown(v.agent)}"'


def balanced_times(v):
    if v.status == 206:
        # Nobody took the request.
        return "-1 -1 -1"
    return f"0.000 {v.seconds} 0.000"


def aws_alb(v):
    return (
        f"h2 {micros(v)} app/web/50dc6c495c0c9188 {v.address}:{v.port} 10.0.0.7:80 {balanced_times(v)} {balanced(v)} "
        "TLS_AES_128_GCM_SHA256 TLSv1.3 arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/web/73e2d6bc24d8a067 "
        f'"Root=1-58337262-36d228ad5d99923122bbe354" "{v.host}" "arn:aws:acm:eu-north-1:123456789012:certificate/12345678" 1 '
        f'{micros(v)} "forward" "-" "-" "10.0.0.7:80" "{v.status}" "-" "-" TID_{v.id}'
    )


def aws_elb(v):
    return (
        f"{micros(v)} web {v.address}:{v.port} 10.0.0.7:80 {balanced_times(v)} {balanced(v)} "
        "ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2"
    )


def aws_s3(v):
    owner = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
    return (
        f'{owner} www.example.org [{v.clf}] {v.address} - {v.id[:16].upper()} REST.{v.method}.OBJECT {v.path[1:] or "-"} '
        f'"{v.request}" {v.status} - {v.size or "-"} {v.size or "-"} {v.took} {v.took - 1} "{shown(v.referrer)}" '
        f'"{shown(v.agent)}" - {v.id}= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader {v.host} TLSv1.2 - -'
    )


def aws_apigateway(v):
    return f'{v.address} - - [{v.clf}]"{v.method} {v.path} HTTP/1.1" {v.status} {v.size} {v.id}'


def aws_apigateway_json(v):
    return object_of(
        requestId=v.id, ip=v.address, caller="-", user="-", requestTime=v.clf, httpMethod=v.method,
        resourcePath=v.path, status=str(v.status), protocol="HTTP/1.1", responseLength=str(v.size),
    )  # fmt: skip


CLOUD_STORAGE = (
    "time_micros c_ip c_ip_type c_ip_region cs_method cs_uri sc_status cs_bytes sc_bytes time_taken_micros cs_host "
    "cs_referer cs_user_agent s_request_id cs_operation cs_bucket cs_object"
)


def google_cloud_storage(v):
    values = [
        str(round(v.epoch * 1_000_000)), v.address, "2" if ":" in v.address else "1", "", v.method, v.target, v.status,
        "0", v.size, v.took * 1000, v.host, v.referrer, v.agent, v.id, "GET_Object", "www.example.org", v.path[1:],
    ]  # fmt: skip
    return ",".join('"' + str(value).replace('"', '""') + '"' for value in values)


def google_http(v):
    return json.dumps(
        {
            "httpRequest": {
                "latency": f"{v.took / 1000:.6f}s", "protocol": "HTTP/2", "referer": v.referrer, "remoteIp": v.address,
                "requestMethod": v.method, "requestSize": "450", "requestUrl": f"https://{v.host}{v.target}",
                "responseSize": str(v.size), "serverIp": "10.0.0.7", "status": v.status, "userAgent": v.agent,
            },
            "insertId": v.id[:12], "logName": "projects/web/logs/requests", "receiveTimestamp": micros(v),
            "resource": {"labels": {"project_id": "web"}, "type": "http_load_balancer"}, "severity": "INFO",
            "timestamp": micros(v),
        }
    )  # fmt: skip


def cloudflare(v):
    nanoseconds = round(v.epoch * 1000) * 1_000_000
    return object_of(
        ClientIP=v.address, ClientRequestHost=v.host, ClientRequestMethod=v.method, ClientRequestURI=v.target,
        ClientRequestPath=v.path, ClientRequestProtocol="HTTP/2", ClientRequestReferer=v.referrer,
        ClientRequestUserAgent=v.agent, EdgeStartTimestamp=nanoseconds,
        EdgeEndTimestamp=nanoseconds + v.took * 1_000_000, EdgeResponseBytes=v.size, EdgeResponseStatus=v.status,
        RayID=v.id[:16],
    )  # fmt: skip


def akamai(v):
    return object_of(
        version=2, cp="123456", reqId=v.id[:8], reqTimeSec=f"{v.epoch:.3f}", bytes=str(v.size), cliIP=v.address,
        statusCode=str(v.status), proto="HTTP/2", reqHost=v.host, reqMethod=v.method, reqPath=quote(v.path, safe="/%"),
        reqPort="443", rspContentType="text%2Fhtml", UA=quote(v.agent, safe=""), queryStr=quote(v.query, safe="") or "-",
        turnAroundTimeMSec=str(v.took - 1), transferTimeMSec="1", totalBytes=str(v.size),
        referer=quote(v.referrer, safe="") or "-", xForwardedFor="-",
    )  # fmt: skip


def bunny(v):
    return "|".join(
        str(value)
        for value in [
            "HIT", v.status, round(v.epoch * 1000), v.size, 12345, v.address, v.referrer or "-",
            f"https://{v.host}{v.target}", "NO", v.agent, v.id, "NO",
        ]
    )  # fmt: skip


def alibaba_cdn(v):
    time = v.time.strftime("%d/%b/%Y:%H:%M:%S +0000").lstrip("0")
    return (
        f'[{time}] {v.address} - {v.took} "{v.referrer or "-"}" "{v.method} https://{v.host}{v.target}" {v.status} 450 '
        f'{v.size} HIT "{v.agent}" "text/html" 10.0.0.7'
    )


def gorouter(v):
    time = v.time.strftime("%Y-%m-%dT%H:%M:%S.%f000Z")
    return (
        f'{v.host} - [{time}] "{v.request}" {v.status} 450 {v.size} "{v.referrer or "-"}" "{v.agent}" "10.0.0.7:{v.port}" '
        f'"10.0.0.9:61000" x_forwarded_for:"{v.address}, 10.0.0.7" x_forwarded_proto:"https" vcap_request_id:"{v.id}" '
        f'response_time:{v.took / 1000:.6f} gorouter_time:0.000042 app_id:"{v.id}" app_index:"0" x_cf_routererror:"-"'
    )


def heroku(v):
    time = v.time.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
    return (
        f'{time} heroku[router]: at=info method={v.method} path="{v.target}" host={v.host} request_id={v.id} '
        f'fwd="{v.address}" dyno=web.1 connect=1ms service={v.took - 1}ms status={v.status} bytes={v.size} protocol=https'
    )


def fastly_json(v):
    return object_of(
        timestamp=v.time.strftime("%Y-%m-%dT%H:%M:%S+0000"), client_ip=v.address, geo_country="norway",
        geo_city="oslo", host=v.host, url=v.target, request_method=v.method, request_protocol="HTTP/2",
        request_referer=v.referrer, request_user_agent=v.agent, response_state="HIT", response_status=v.status,
        response_reason="OK", response_body_size=v.size, fastly_server="cache-osl6530-OSL", fastly_is_edge=True,
    )  # fmt: skip


def azure_front_door(v):
    return json.dumps(
        {
            "time": v.time.strftime("%Y-%m-%dT%H:%M:%S.%f0Z"), "category": "FrontDoorAccessLog",
            "operationName": "Microsoft.Cdn/Profiles/AccessLog/Write",
            "properties": {
                "trackingReference": v.id, "httpMethod": v.method, "httpVersion": "2.0.0.0",
                "requestUri": f"https://{v.host}:443{v.target}", "hostName": v.host, "requestBytes": "450",
                "responseBytes": str(v.size), "userAgent": v.agent, "clientIp": v.address, "clientPort": str(v.port),
                "socketIp": v.address, "timeToFirstByte": v.seconds, "timeTaken": v.seconds,
                "requestProtocol": "HTTPS", "securityProtocol": "TLS 1.3", "httpStatusCode": str(v.status),
                "httpStatusDetails": str(v.status), "pop": "OSL", "cacheStatus": "MISS", "referer": v.referrer,
            },
        }
    )  # fmt: skip


def azure_application_gateway(v):
    return json.dumps(
        {
            "timeStamp": v.time.strftime("%Y-%m-%dT%H:%M:%S+00:00"), "listenerName": "https",
            "category": "ApplicationGatewayAccessLog",
            "properties": {
                "instanceId": "appgw_0", "clientIP": v.address, "clientPort": v.port, "httpMethod": v.method,
                "originalRequestUriWithArgs": v.target, "requestUri": v.path, "requestQuery": v.query,
                "userAgent": v.agent, "httpStatus": v.status, "httpVersion": "HTTP/1.1", "receivedBytes": 450,
                "sentBytes": v.size, "clientResponseTime": 0, "timeTaken": v.took / 1000, "sslEnabled": "on",
                "host": v.host, "originalHost": v.host, "serverRouted": "10.0.0.7:80",
            },
        }
    )  # fmt: skip


def vercel(v):
    milliseconds = round(v.epoch * 1000)
    return json.dumps(
        {
            "id": v.id, "deploymentId": "dpl_1", "source": "static", "host": v.host, "timestamp": milliseconds,
            "projectId": "prj_1", "level": "info",
            "proxy": {
                "timestamp": milliseconds, "method": v.method, "scheme": "https", "host": v.host, "path": v.target,
                "userAgent": [v.agent], "referer": v.referrer, "statusCode": v.status, "clientIp": v.address,
                "region": "arn1", "responseByteSize": v.size,
            },
        }
    )  # fmt: skip


@dataclass
class Documented:
    line: object
    # Whether agents with quotes and backslashes are among the requests.
    is_escaped: bool = True
    head: tuple = ()
    preset: str = ""
    options: str = ""


JETTY = 'jetty: %{client}a - %u %t "%r" %s %O "%{Referer}i" "%{User-Agent}i"'
# By folder, which are the presets' names. What page says so stands beside the preset, in the output of
# `sporlos formats`; where agents are not escaped, the page does not say how.
DOCUMENTED = {
    "vhost-common": Documented(vhost_common),
    "combined-quoted-vhost": Documented(combined_quoted_vhost),
    "combined-time": Documented(combined_time),
    "tomcat": Documented(tomcat),
    "tomcat9": Documented(tomcat9),
    "jetty": Documented(jetty, preset=JETTY),
    "icecast": Documented(icecast),
    "fastly": Documented(fastly),
    "ovh": Documented(ovh),
    "ingress-nginx": Documented(ingress_nginx),
    "ingress-nginx-0.24": Documented(ingress_nginx_024),
    "nginx-proxy-manager": Documented(nginx_proxy_manager),
    "nginx-proxy-manager-standard": Documented(nginx_proxy_manager_standard),
    "kong": Documented(kong),
    "apisix": Documented(apisix),
    "haproxy-https": Documented(haproxy_https, options="--log-time-zone UTC"),
    "squid-common": Documented(squid_common),
    "envoy": Documented(envoy, is_escaped=False),
    "istio": Documented(istio, is_escaped=False),
    "istio-1.8": Documented(istio_18, is_escaped=False),
    "istio-1.5": Documented(istio_15, is_escaped=False),
    "istio-json": Documented(istio_json),
    "traefik": Documented(traefik),
    "traefik-1": Documented(traefik_1),
    "traefik-json": Documented(traefik_json),
    "kong-json": Documented(kong_json),
    "w3c": Documented(w3c, is_escaped=False, head=iis_head(IIS)),
    "azure-app-service": Documented(azure_app_service, is_escaped=False, head=iis_head(AZURE)),
    "akamai-w3c": Documented(
        akamai_w3c, is_escaped=False, preset="w3c", head=("#Version: 1.0", f"#Fields: {AKAMAI}")
    ),
    "iis-native": Documented(iis_native, options="--log-time-zone UTC"),
    "caddy-common-log": Documented(caddy_common_log, preset="common"),
    "aws-cloudfront": Documented(aws_cloudfront, head=("#Version: 1.0", f"#Fields: {CLOUDFRONT}")),
    "aws-cloudfront-json": Documented(aws_cloudfront_json),
    "aws-alb": Documented(aws_alb, is_escaped=False),
    "aws-elb": Documented(aws_elb, is_escaped=False),
    "aws-s3": Documented(aws_s3, is_escaped=False),
    "aws-apigateway": Documented(aws_apigateway),
    "aws-apigateway-json": Documented(aws_apigateway_json),
    "google-cloud-storage": Documented(
        google_cloud_storage, head=(",".join(f'"{name}"' for name in CLOUD_STORAGE.split()),)
    ),
    "google-http": Documented(google_http),
    "cloudflare": Documented(cloudflare),
    "akamai-datastream2": Documented(akamai),
    "bunny": Documented(bunny),
    "alibaba-cdn": Documented(alibaba_cdn, is_escaped=False),
    "gorouter": Documented(gorouter, is_escaped=False),
    "heroku": Documented(heroku),
    "fastly-json": Documented(fastly_json),
    "azure-front-door": Documented(azure_front_door),
    "azure-application-gateway": Documented(azure_application_gateway),
    "vercel": Documented(vercel),
}


def log(folder):
    """The log of a folder, as bytes."""
    how = DOCUMENTED[folder]
    lines = [*how.head, *(how.line(visit) for visit in visits(folder, how.is_escaped))]
    return "".join(line + "\n" for line in lines).encode()
