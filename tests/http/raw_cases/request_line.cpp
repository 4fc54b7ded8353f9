#include "raw_case.hpp"

namespace raw {

using namespace std::string_literals;

namespace {

std::string with_line(const std::string& line) {
    return request(line, host);
}

}  // namespace

table request_line_cases() {
    table cases{
        accepted("plain GET (9112 3)", get()),
        accepted("plain delivery (9112 3)", delivery()),
        accepted("one empty line before the request line is ignored (9112 2.2)", "\r\n" + get()),
        accepted("two empty lines before the request line are ignored (9112 2.2)", "\r\n\r\n" + delivery()),
        accepted("eight empty lines before the request line are ignored (9112 2.2)",
                 "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n" + get()),
        accepted("an empty line behind a POST's body is ignored (9112 2.2)", delivery() + "\r\n" + get(), {200, 200}),
        refused("nine empty lines are a flood (9112 2.2)", "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n" + get()),
        refused("a line of spaces is not an empty line (9112 2.2)", "  \r\n" + get()),
        refused("space before the method (9112 3)", with_line(" GET /healthz HTTP/1.1")),
        refused("tab before the method (9112 3)", with_line("\tGET /healthz HTTP/1.1")),
        refused("two spaces behind the method (9112 3)", with_line("GET  /healthz HTTP/1.1")),
        refused("two spaces behind the target (9112 3)", with_line("GET /healthz  HTTP/1.1")),
        refused("tab behind the method (9112 3)", with_line("GET\t/healthz HTTP/1.1")),
        refused("tab behind the target (9112 3)", with_line("GET /healthz\tHTTP/1.1")),
        refused("vertical tab behind the method (9112 3)", with_line("GET\v/healthz HTTP/1.1")),
        refused("space behind the version (9112 3)", with_line("GET /healthz HTTP/1.1 ")),
        refused("a word behind the version (9112 3)", with_line("GET /healthz HTTP/1.1 x")),
        refused("no spaces at all (9112 3)", with_line("GET/healthzHTTP/1.1")),
        refused("no space behind the method (9112 3)", with_line("GET/healthz HTTP/1.1")),
        refused("no version: HTTP/0.9 is not spoken (9112 3)", with_line("GET /healthz")),
        refused("no version but its space (9112 3)", with_line("GET /healthz ")),
        refused("no target (9112 3)", with_line("GET HTTP/1.1")),
        refused("empty target (9112 3)", with_line("GET  HTTP/1.1")),
        refused("only a method (9112 3)", with_line("GET")),
        refused("empty method (9112 3.1)", with_line(" /healthz HTTP/1.1")),
        refused("a status line is not a request line (9112 2.1)", with_line("HTTP/1.1 200 OK")),
        refused("a byte order mark before the method (9112 2.2)", "\xEF\xBB\xBF" + get()),
        refused("binary garbage (9112 2.2)", "\x01\x02\x03\xFF\xFE\r\n\r\n"),
        refused("NUL octets (9112 2.2)", "\0\0\0\0\r\n\r\n"s),
        refused("another protocol's banner (9112 3)", "SSH-2.0-OpenSSH_9.2\r\n\r\n"),
        refused("an SMTP client (9112 3)", "EHLO mail.example\r\nMAIL FROM:<a@example>\r\n\r\n"),
        ended("a TLS client's first octets (9112 2.2)", "\x16\x03\x01\x00\xA5\x01\x00\x00\xA1\x03\x03"s,
              {answer::perhaps(400)}),
        refused("HTTP/2's preface (9110 2.5)", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}),
    };
    // Only these two digits with a dot between them are a version (9112 2.3).
    for (const char* version :
         {"HTTP/1",    "HTTP/1.",   "HTTP/.1",   "HTTP/",     "HTTP",      "HTTP/11",  "HTTP/1.1.1",
          "HTTP/1.10", "HTTP/01.1", "HTTP/1,1",  "HTTP/1 .1", "HTTP/+1.1", "HTTP/a.b", "HTTP/1.x",
          "http/1.1",  "Http/1.1",  "HTTPS/1.1", "HTTP /1.1", "HTTP//1.1", "ICY/1.1",  "XHTTP/1.1"}) {
        cases.push_back(refused("version " + std::string(version) + " (9112 2.3)",
                                with_line("GET /healthz " + std::string(version))));
    }
    // Well-formed versions that are not spoken here (9110 15.6.6).
    for (const char* version : {"HTTP/0.0", "HTTP/0.9", "HTTP/1.2", "HTTP/1.9", "HTTP/2.0", "HTTP/3.0", "HTTP/9.9"}) {
        cases.push_back(refused("version " + std::string(version) + " (9110 15.6.6)",
                                with_line("GET /healthz " + std::string(version)), {505}));
    }
    return cases;
}

table target_cases() {
    table cases{
        accepted("query (9112 3.2.1)", get("/healthz?a=b")),
        accepted("empty query (9112 3.2.1)", get("/healthz?")),
        accepted("a query with ? and / in it (9112 3.2.1)", get("/healthz?a=/b?c")),
        accepted("a query with percent encoding (9112 3.2.1)", get("/healthz?a=%00%ff")),
        accepted("a delivery with a query (9112 3.2.1)", delivery_by("POST /?source=frame HTTP/1.1")),
        accepted("unknown path (9110 15.5.5)", get("/unknown"), {404}),
        unwanted("a delivery to an unknown path (9110 15.5.5)", delivery_by("POST /unknown HTTP/1.1"), {404}),
        accepted("a path's case matters (9110 4.2.3)", get("/HEALTHZ"), {404}),
        accepted("a slash at the end is another path (9110 4.2.3)", get("/healthz/"), {404}),
        accepted("two slashes are a path (9112 3.2.1)", get("//healthz"), {404}),
        accepted("a path parameter is part of the path (9112 3.2.1)", get("/healthz;a=b"), {404}),
        accepted("absolute form (9112 3.2.2)", get("http://frame.example/healthz")),
        accepted("absolute form with a port (9112 3.2.2)", get("http://frame.example:8080/healthz")),
        accepted("absolute form with an IPv6 address (9112 3.2.2)", get("http://[::1]:8080/healthz")),
        accepted("absolute form with a query (9112 3.2.2)", get("http://frame.example/healthz?a=b")),
        accepted("absolute form, https (9112 3.2.2)", get("https://frame.example/healthz")),
        accepted("absolute form, scheme in capitals (9110 4.2.3)", get("HTTP://FRAME.EXAMPLE/healthz")),
        accepted("absolute form of another host than Host's (9112 3.2.2)", get("http://other.example/healthz")),
        accepted("absolute form of a delivery (9112 3.2.2)", delivery_by("POST http://frame.example/ HTTP/1.1")),
        accepted("absolute form without a path is / (9110 4.2.3)", delivery_by("POST http://frame.example HTTP/1.1")),
        accepted("absolute form without a path, with a query (9110 4.2.3)",
                 delivery_by("POST http://frame.example?a=b HTTP/1.1")),
        accepted("absolute form of an unknown path (9112 3.2.2)", get("http://frame.example/unknown"), {404}),
        refused("absolute form does without no Host (9112 3.2.2)",
                request("GET http://frame.example/healthz HTTP/1.1", "")),
        refused("absolute form with an empty host (9110 4.2.1)", get("http:///healthz")),
        refused("asterisk form is for OPTIONS only: GET (9112 3.2.4)", get("*")),
        refused("asterisk form is for OPTIONS only: POST (9112 3.2.4)", delivery_by("POST * HTTP/1.1")),
        refused("authority form is for CONNECT only (9112 3.2.3)", get("frame.example:80")),
        refused("a target without its slash (9112 3.2.1)", get("healthz")),
        refused("a target that is a query only (9112 3.2.1)", get("?a=b")),
        refused("a fragment is never sent (9112 3.2.1)", get("/healthz#top")),
        refused("space in the target (9112 3.2)", get("/health z")),
        refused("NUL in the target (9112 3.2)", get("/healthz?\0"s)),
        refused("control octet in the target (9112 3.2)", get("/healthz?\x01")),
        refused("DEL in the target (9112 3.2)", get("/healthz?\x7F")),
        refused("CR in the target (9112 2.2)", get("/health\rz")),
        refused("UTF-8 that is not percent-encoded in the target (9112 3.2)", get("/healthz?\xC3\xA4")),
    };
    return cases;
}

table method_cases() {
    table cases{
        accepted("HEAD is GET without a body (9110 9.3.2)", request("HEAD /healthz HTTP/1.1", host),
                 {answer::to_head(200)}),
        accepted("HEAD where GET is not allowed (9110 15.5.6)", request("HEAD / HTTP/1.1", host),
                 {answer::to_head(405)}),
        accepted("HEAD of an unknown path (9110 15.5.5)", request("HEAD /unknown HTTP/1.1", host),
                 {answer::to_head(404)}),
        accepted("GET where only POST is allowed (9110 15.5.6)", get("/"), {405}),
        unwanted("PUT where only POST is allowed (9110 15.5.6)", delivery_by("PUT / HTTP/1.1"), {405}),
        unwanted("PATCH where only POST is allowed (9110 15.5.6)", delivery_by("PATCH / HTTP/1.1"), {405}),
        accepted("DELETE where only POST is allowed (9110 15.5.6)", request("DELETE / HTTP/1.1", host), {405}),
        unwanted("POST where only GET is allowed (9112 9.3)", delivery_by("POST /healthz HTTP/1.1"), {405}),
        accepted("DELETE where only GET is allowed (9110 15.5.6)", request("DELETE /healthz HTTP/1.1", host), {405}),
        unwanted("a body that GET has no use for (9112 9.3)", get("/healthz", content_length(4)) + "abcd", {200}),
        accepted("readiness (9110 9.3.1)", get("/readyz")),
        unwanted("POST to readiness (9110 15.5.6)", delivery_by("POST /readyz HTTP/1.1"), {405}),
        accepted("OPTIONS for the server (9110 9.3.7)", request("OPTIONS * HTTP/1.1", host),
                 {answer::one_of({204, 200})}),
        accepted("OPTIONS for a path (9110 9.3.7)", request("OPTIONS / HTTP/1.1", host), {answer::one_of({204, 405})}),
        accepted("TRACE tells nothing (9110 9.3.8)", request("TRACE / HTTP/1.1", host), {answer::one_of({405, 501})}),
        answered("CONNECT: this is no proxy (9110 9.3.6)",
                 request("CONNECT frame.example:443 HTTP/1.1", "Host: frame.example:443\r\n"),
                 {answer::one_of({405, 501})}),
        accepted("unknown method (9110 15.6.2)", request("BREW / HTTP/1.1", host), {501}),
        accepted("unknown method and path (9110 15.6.2)", request("BREW /pot HTTP/1.1", host), {501}),
        unwanted("unknown method with a body (9112 9.3)", delivery_by("BREW / HTTP/1.1"), {501}),
        accepted("a method's case matters: get (9110 9.1)", request("get /healthz HTTP/1.1", host), {501}),
        unwanted("a method's case matters: Post (9110 9.1)", delivery_by("Post / HTTP/1.1"), {501}),
        accepted("a method may have all of a token's characters (9110 5.6.2)",
                 request("!#$%&'*+-.^_`|~09AZaz / HTTP/1.1", host), {501}),
        unwanted("a method that begins like a known one (9110 9.1)", delivery_by("POSTAL / HTTP/1.1"), {501}),
        accepted("a method longer than any (9112 3)", request(std::string(64, 'M') + " / HTTP/1.1", host), {501}),
    };
    for (char octet : "\"(),/:;<=>?@[\\]{}\x01\x7F\x80"s) {
        cases.push_back(
            refused("octet " + std::to_string(static_cast<unsigned char>(octet)) + " in the method (9110 5.6.2)",
                    request("GE"s + octet + "T /healthz HTTP/1.1", host)));
    }
    return cases;
}

}  // namespace raw
