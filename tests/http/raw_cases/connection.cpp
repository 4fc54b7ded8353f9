#include "raw_case.hpp"

namespace raw {

namespace {

std::string old_get(std::string_view fields = "", std::string_view target = "/healthz") {
    return request("GET " + std::string(target) + " HTTP/1.0", fields);
}

std::string closing(std::string_view value) {
    return "Connection: " + std::string(value) + "\r\n";
}

}  // namespace

table http_1_0_cases() {
    const std::string keep = closing("keep-alive");
    return {
        last("GET (9112 9.3)", old_get()),
        last("GET with a Host (9112 3.2)", old_get(host)),
        last("absolute form (9112 3.2.2)", old_get("", "http://frame.example/healthz")),
        last("delivery (9112 9.3)", delivery_by("POST / HTTP/1.0")),
        last("HEAD (9110 9.3.2)", request("HEAD /healthz HTTP/1.0", ""), {answer::to_head(200)}),
        last("unknown path (9110 15.5.5)", old_get("", "/unknown"), {404}),
        last("unknown method (9110 15.6.2)", request("BREW / HTTP/1.0", ""), {501}),
        last("wrong method (9110 15.5.6)", old_get("", "/"), {405}),
        last("no length: an empty body is no event (9112 6.3)", request("POST / HTTP/1.0", signed_fields("")), {400}),
        last("wrong signature (9112 9.3)",
             request("POST / HTTP/1.0", signed_fields("x") + content_length(event.size()), event), {401}),
        last("the next request is not read (9112 9.3)", old_get() + old_get()),
        last("asks to be closed (9112 9.3)", old_get(closing("close"))),
        accepted("asks to be kept (9112 9.3)", old_get(keep)),
        accepted("asks to be kept, in capitals (9110 7.6.1)", old_get("CONNECTION: Keep-Alive\r\n")),
        accepted("a delivery that asks to be kept (9112 9.3)", delivery_by("POST / HTTP/1.0", keep)),
        accepted("two that ask to be kept (9112 9.3)", old_get(keep) + old_get(keep), {200, 200}),
        accepted("HTTP/1.1 behind one that asks to be kept (9112 9.3)", old_get(keep) + get(), {200, 200}),
        last("HTTP/1.0 behind HTTP/1.1 (9112 9.3)", get() + old_get(), {200, 200}),
        last("asks to be kept and to be closed (9112 9.3)", old_get(closing("keep-alive, close"))),
        last("asks for something else (9112 9.3)", old_get(closing("x"))),
        last("Keep-Alive alone asks for nothing (9112 9.3)", old_get("Keep-Alive: timeout=5\r\n")),
        last("Proxy-Connection asks for nothing (9112 C.2.2)", old_get("Proxy-Connection: keep-alive\r\n")),
        last("Expect is ignored (9110 10.1.1)", delivery_by("POST / HTTP/1.0", "Expect: 100-continue\r\n")),
        refused("two Hosts (9112 3.2)", old_get("Host: x\r\nHost: y\r\n")),
        refused("invalid Host (9112 3.2)", old_get("Host: x y\r\n")),
        refused("space before a colon (9112 5.1)", old_get("A : b\r\n")),
        refused("a folded value (9112 5.2)", old_get("A: b\r\n c\r\n")),
        refused("two lengths (9112 6.3)", old_get("Content-Length: 1\r\nContent-Length: 2\r\n")),
    };
}

table connection_cases() {
    return {
        last("close (9112 9.6)", get("/healthz", closing("close"))),
        last("close a delivery (9112 9.6)", delivery(closing("close"))),
        last("close a chunked delivery (9112 9.6)",
             framed("Transfer-Encoding: chunked\r\n" + closing("close"), event_chunks())),
        last("close where the path is unknown (9112 9.6)", get("/unknown", closing("close")), {404}),
        last("close where the method is wrong (9112 9.6)", get("/", closing("close")), {405}),
        last("close where the signature is wrong (9112 9.6)",
             request("POST / HTTP/1.1",
                     std::string(host) + signed_fields("x") + content_length(event.size()) + closing("close"), event),
             {401}),
        last("nothing behind close is read: a request (9112 9.6)", get("/healthz", closing("close")) + get()),
        last("nothing behind close is read: a delivery (9112 9.6)", delivery(closing("close")) + delivery()),
        last("nothing behind close is read: garbage (9112 9.6)",
             get("/healthz", closing("close")) + "\x01\x02 \r\n\r\n"),
        last("close behind others (9112 9.3.2)", get() + delivery() + get("/healthz", closing("close")) + get(),
             {200, 200, 200}),
        last("Close (9110 7.6.1)", get("/healthz", closing("Close")) + get()),
        last("CLOSE (9110 7.6.1)", get("/healthz", "CONNECTION: CLOSE\r\n") + get()),
        last("close first in a list (9110 7.6.1)", get("/healthz", closing("close, x")) + get()),
        last("close last in a list (9110 7.6.1)", get("/healthz", closing("x,close")) + get()),
        last("close in a list with empty elements (9110 5.6.1)", get("/healthz", closing(" , ,close, ")) + get()),
        last("close with tabs around it (9110 5.6.1)", get("/healthz", closing("x,\tclose\t,y")) + get()),
        last("close in a second field (9110 7.6.1)", get("/healthz", closing("x") + closing("close")) + get()),
        last("keep-alive and close (9112 9.3)", get("/healthz", closing("keep-alive, close")) + get()),
        last("close and keep-alive, in two fields (9112 9.3)",
             get("/healthz", closing("close") + closing("keep-alive")) + get()),
        accepted("keep-alive (9112 9.3)", get("/healthz", closing("keep-alive"))),
        accepted("empty Connection (9110 7.6.1)", get("/healthz", closing(""))),
        accepted("closed is not close (9110 7.6.1)", get("/healthz", closing("closed"))),
        accepted("not-close is not close (9110 7.6.1)", get("/healthz", closing("not-close"))),
        accepted("Proxy-Connection closes nothing (9112 C.2.2)", get("/healthz", "Proxy-Connection: close\r\n")),
        accepted("Keep-Alive says nothing (9112 C.2.2)", get("/healthz", "Keep-Alive: timeout=1, max=1\r\n")),
        accepted("an upgrade is declined: WebSocket (9110 7.8)",
                 get("/healthz",
                     "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")),
        accepted(
            "an upgrade is declined: HTTP/2 (9110 7.8)",
            get("/healthz", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n")),
        accepted("a range of an answer is not served (9110 14.2)", get("/healthz", "Range: bytes=0-0\r\n")),
        accepted("Max-Forwards means nothing in a GET (9110 7.6.2)", get("/healthz", "Max-Forwards: 0\r\n")),
    };
}

table pipelining_cases() {
    std::string hundred;
    std::string deliveries;
    for (int made = 0; made < 100; ++made) {
        hundred += get();
        deliveries += delivery();
    }
    const std::string head = request("HEAD /healthz HTTP/1.1", host);
    const std::string forged =
        request("POST / HTTP/1.1", std::string(host) + signed_fields("x") + content_length(event.size()), event);
    return {
        accepted("two requests (9112 9.3.2)", get() + get(), {200, 200}),
        accepted("two deliveries (9112 9.3.2)", delivery() + delivery(), {200, 200}),
        accepted("answers are in the order of the requests (9112 9.3.2)",
                 get("/unknown") + get() + get("/") + delivery() + request("BREW / HTTP/1.1", host),
                 {404, 200, 405, 200, 501}),
        accepted("HEAD between others (9112 6.3)", get() + head + get("/unknown") + head,
                 {200, answer::to_head(200), 404, answer::to_head(200)}),
        accepted("a forged delivery between good ones (9112 9.3.2)", delivery() + forged + delivery(), {200, 401, 200}),
        accepted("a bad event between good ones (9112 9.3.2)", delivery() + delivery("", "{") + delivery(),
                 {200, 400, 200}),
        accepted("chunked and not (9112 9.3.2)", chunked(event_chunks()) + delivery() + chunked(event_chunks()),
                 {200, 200, 200}),
        accepted("empty lines between requests (9112 2.2)", get() + "\r\n" + get() + "\r\n\r\n" + get(),
                 {200, 200, 200}),
        answered("100 requests (9112 9.3.2)", hundred, std::vector<answer>(100, 200)),
        answered("100 deliveries (9112 9.3.2)", deliveries, std::vector<answer>(100, 200)),
        refused("nothing behind a malformed request is read (9112 9.6)", get() + "bad\r\n\r\n" + get(), {200, 400}),
        refused("nothing behind a request without a Host is read (9112 3.2)",
                delivery() + request("GET /healthz HTTP/1.1", "") + delivery(), {200, 400}),
        refused("nothing behind a bad chunk is read (9112 7.1)", get() + chunked("x\r\n") + get(), {200, 400}),
        refused("nothing behind an unknown version is read (9110 15.6.6)",
                get() + request("GET /healthz HTTP/2.0", host) + get(), {200, 505}),
        ended("the client ends its side behind a request (9112 9.6)", get(), {200}),
        ended("the client ends its side behind two (9112 9.6)", get() + delivery(), {200, 200}),
        ended("the client ends its side behind 100 (9112 9.6)", hundred, std::vector<answer>(100, 200)),
        ended("the client ends its side behind an empty line (9112 9.6)", get() + "\r\n", {200}),
    };
}

table incomplete_cases() {
    const std::string posted = delivery();
    const std::string wire = chunked(event_chunks());
    const auto without = [](const std::string& whole, std::size_t octets) {
        return whole.substr(0, whole.size() - octets);
    };
    // What is incomplete is not processed, whatever it begins like. An answer may, but need not, say so.
    return {
        ended("nothing (9112 8)", ""),
        ended("an empty line (9112 8)", "\r\n"),
        ended("a method (9112 8)", "GET", {answer::perhaps(400)}),
        ended("a request line without its end (9112 8)", "GET /healthz HTTP/1.1", {answer::perhaps(400)}),
        ended("a request line without its LF (9112 8)", "GET /healthz HTTP/1.1\r", {answer::perhaps(400)}),
        ended("a request line (9112 8)", "GET /healthz HTTP/1.1\r\n", {answer::perhaps(400)}),
        ended("fields without their end (9112 8)", "GET /healthz HTTP/1.1\r\nHost: x", {answer::perhaps(400)}),
        ended("fields without the empty line (9112 8)", without(get(), 2), {answer::perhaps(400)}),
        ended("fields without the last LF (9112 8)", without(get(), 1), {answer::perhaps(400)}),
        ended("a body without its last octet (9112 8)", without(posted, 1), {answer::perhaps(400)}),
        ended("no body (9112 8)", without(posted, event.size()), {answer::perhaps(400)}),
        ended("a chunked body without its last octet (9112 8)", without(wire, 1), {answer::perhaps(400)}),
        ended("a chunked body without its empty line (9112 8)", without(wire, 2), {answer::perhaps(400)}),
        ended("a chunked body without its last chunk (9112 8)", without(wire, last_chunk.size()),
              {answer::perhaps(400)}),
        ended("a chunk without its CRLF (9112 8)", without(wire, last_chunk.size() + 2), {answer::perhaps(400)}),
        ended("a chunk without its data (9112 8)", chunked("3a\r\n"), {answer::perhaps(400)}),
        ended("a chunk size without its end (9112 8)", chunked("3a"), {answer::perhaps(400)}),
        ended("no chunk (9112 8)", chunked(""), {answer::perhaps(400)}),
        ended("a trailer without its empty line (9112 8)", chunked(chunk(event) + "0\r\nA: b\r\n"),
              {answer::perhaps(400)}),
        ended("a good request, then half a one (9112 8)", get() + without(posted, 1), {200, answer::perhaps(400)}),
    };
}

table expect_cases() {
    const std::string expect = "Expect: 100-continue\r\n";
    return {
        accepted("100-continue (9110 10.1.1)", delivery(expect), {100, 200}),
        accepted("100-continue in another case (9110 10.1.1)", delivery("EXPECT: 100-Continue\r\n"), {100, 200}),
        accepted("100-continue with chunks (9110 10.1.1)",
                 framed("Transfer-Encoding: chunked\r\n" + expect, event_chunks()), {100, 200}),
        accepted("100-continue behind another request (9110 10.1.1)", get() + delivery(expect) + get(),
                 {200, 100, 200, 200}),
        accepted("100-continue with a wrong signature (9110 10.1.1)",
                 framed(content_length(event.size()) + expect, event, "another body"), {100, 401}),
        accepted("100-continue with a bad event (9110 10.1.1)", delivery(expect, "{}"), {100, 400}),
        accepted("100-continue without a body (9110 10.1.1)", get("/healthz", expect), {answer::perhaps(100), 200}),
        last("100-continue and close (9112 9.6)", delivery(expect + "Connection: close\r\n") + get(), {100, 200}),
        refused("100-continue and an invalid length (9112 6.3)", framed("Content-Length: x\r\n" + expect, event)),
        refused("100-continue and an unknown coding (9112 6.3)", framed("Transfer-Encoding: gzip\r\n" + expect, event)),
        refused("100-continue without a Host (9112 3.2)",
                request("POST / HTTP/1.1", signed_fields() + content_length(event.size()) + expect, event)),
        refused("an unknown expectation (9110 10.1.1)", delivery("Expect: 200-ok\r\n"), {417}),
        refused("100-continue and an unknown expectation (9110 10.1.1)", delivery("Expect: 100-continue, x\r\n"),
                {417}),
        refused("an expectation like 100-continue (9110 10.1.1)", delivery("Expect: 100-continued\r\n"), {417}),
        refused("nothing behind an unknown expectation is read (9112 9.6)", get() + delivery("Expect: x\r\n") + get(),
                {200, 417}),
    };
}

}  // namespace raw
