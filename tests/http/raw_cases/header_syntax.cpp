#include "raw_case.hpp"

namespace raw {

using namespace std::string_literals;

table line_end_cases() {
    const std::string line = "GET /healthz HTTP/1.1";
    return {
        refused("LF alone everywhere (9112 2.2)", line + "\nHost: x\n\n"),
        refused("LF alone behind the request line (9112 2.2)", line + "\nHost: x\r\n\r\n"),
        refused("LF alone behind a field (9112 2.2)", line + "\r\nHost: x\nA: b\r\n\r\n"),
        refused("LF alone behind the last field (9112 2.2)", line + "\r\nHost: x\n\r\n"),
        refused("LF alone as the empty line (9112 2.2)", line + "\r\nHost: x\r\n\n"),
        refused("LF before the request line (9112 2.2)", "\n" + get()),
        refused("CR before the request line (9112 2.2)", "\r" + get()),
        refused("CR CR LF behind the request line (9112 2.2)", line + "\r\r\nHost: x\r\n\r\n"),
        refused("CR CR LF behind a field (9112 2.2)", line + "\r\nHost: x\r\r\n\r\n"),
        refused("CR CR LF as the empty line (9112 2.2)", line + "\r\nHost: x\r\n\r\r\n"),
        refused("CR alone behind the request line (9112 2.2)", line + "\rHost: x\r\n\r\n"),
        refused("CR alone behind a field (9112 2.2)", line + "\r\nHost: x\rA: b\r\n\r\n"),
        refused("CR alone as the empty line (9112 2.2)", line + "\r\nHost: x\r\n\rGET / HTTP/1.1\r\n\r\n"),
        refused("LF CR (9112 2.2)", line + "\n\rHost: x\n\r\n\r"),
        refused("CR in a field's value (9112 2.2)", get("/healthz", "A: b\rc\r\n")),
        refused("LF in a field's value hides no field (9112 2.2)", delivery("A: b\nTransfer-Encoding: chunked\r\n")),
        refused("CR in a field's name (9112 2.2)", get("/healthz", "A\rB: c\r\n")),
    };
}

table header_syntax_cases() {
    table cases{
        accepted("no space behind the colon (9112 5)", request("GET /healthz HTTP/1.1", "Host:frame.example\r\n")),
        accepted("spaces and tabs around a value (9112 5.1)", get("/healthz", "A: \t b \t \r\n")),
        accepted("spaces around the signature and its time (9112 5.1)",
                 request("POST / HTTP/1.1",
                         std::string(host) + "X-Frameio-Request-Timestamp: \t1604004499 \t\r\nX-Frameio-Signature:\t" +
                             signature(event) + "  \r\n" + content_length(event.size()),
                         event)),
        accepted("spaces around the length (9112 5.1)",
                 framed("Content-Length: \t " + std::to_string(event.size()) + " \t\r\n", event)),
        accepted("tab within a value (9110 5.5)", get("/healthz", "A: b\tc\r\n")),
        accepted("empty value (9112 5)", get("/healthz", "A:\r\n")),
        accepted("value of spaces (9112 5.1)", get("/healthz", "A:   \r\n")),
        accepted("a name of one character (9110 5.1)", get("/healthz", "A: b\r\n")),
        accepted("a name of all of a token's characters (9110 5.6.2)", get("/healthz", "!#$%&'*+-.^_`|~09AZaz: b\r\n")),
        accepted("names in capitals (9110 5.1)",
                 request("POST / HTTP/1.1",
                         "HOST: x\r\nX-FRAMEIO-REQUEST-TIMESTAMP: 1604004499\r\nX-FRAMEIO-SIGNATURE: " +
                             signature(event) + "\r\nCONTENT-LENGTH: " + std::to_string(event.size()) + "\r\n",
                         event)),
        accepted("names in small letters (9110 5.1)",
                 request("POST / HTTP/1.1",
                         "host: x\r\nx-frameio-request-timestamp: 1604004499\r\nx-frameio-signature: " +
                             signature(event) + "\r\ncontent-length: " + std::to_string(event.size()) + "\r\n",
                         event)),
        accepted("colons in a value (9110 5.5)", get("/healthz", "A: :b:c:\r\n")),
        accepted("quotes that are not closed in a value (9110 5.5)", get("/healthz", "A: \"b\r\n")),
        accepted("a field that is repeated (9110 5.3)", get("/healthz", "A: b\r\nA: c\r\na: d\r\n")),
        accepted("UTF-8 in a value (9110 5.5)", get("/healthz", "A: \xC3\xA4\xE2\x82\xAC\r\n")),
        accepted("the lowest and highest octet of obs-text in a value (9110 5.5)", get("/healthz", "A: \x80\xFF\r\n")),
        accepted("a value of 1,000 octets (9110 5.4)", get("/healthz", "A: " + std::string(1000, 'v') + "\r\n")),
        accepted("a name of 200 octets (9110 5.4)", get("/healthz", std::string(200, 'n') + ": v\r\n")),
        accepted("what browsers send (9110 10.1)",
                 get("/healthz",
                     "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: text/html;q=0.9,*/*;q=0.8\r\n"
                     "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\nCookie: a=b; c=d\r\n")),
        refused("space before the colon (9112 5.1)", get("/healthz", "A : b\r\n")),
        refused("tab before the colon (9112 5.1)", get("/healthz", "A\t: b\r\n")),
        refused("space before Host's colon (9112 5.1)", request("GET /healthz HTTP/1.1", "Host : x\r\n")),
        refused("space before Content-Length's colon (9112 5.1)", framed("Content-Length : 58\r\n", event)),
        refused("space before Transfer-Encoding's colon (9112 5.1)",
                framed("Transfer-Encoding : chunked\r\n", event_chunks())),
        refused("space within a name (9112 5)", get("/healthz", "A B: c\r\n")),
        refused("no colon (9112 5)", get("/healthz", "A\r\n")),
        refused("no name (9112 5)", get("/healthz", ": b\r\n")),
        refused("space for a name (9112 5)", get("/healthz", " : b\r\n")),
        refused("a folded value (9112 5.2)", get("/healthz", "A: b\r\n c\r\n")),
        refused("a value folded with a tab (9112 5.2)", get("/healthz", "A: b\r\n\tc\r\n")),
        refused("a folded line of spaces (9112 5.2)", get("/healthz", "A: b\r\n \r\n")),
        refused("space before the first field (9112 2.2)", request("GET /healthz HTTP/1.1", " Host: x\r\n")),
        refused("tab before the first field (9112 2.2)", request("GET /healthz HTTP/1.1", "\tHost: x\r\n")),
        refused("a space and a field before Host (9112 2.2)", request("GET /healthz HTTP/1.1", " A: b\r\nHost: x\r\n")),
        refused("a folded Host (9112 5.2)", request("GET /healthz HTTP/1.1", "Host:\r\n x\r\n")),
        refused("a folded signature (9112 5.2)",
                request("POST / HTTP/1.1",
                        std::string(host) + "X-Frameio-Request-Timestamp: 1604004499\r\nX-Frameio-Signature:\r\n " +
                            signature(event) + "\r\n" + content_length(event.size()),
                        event)),
        refused("NUL in a value (9110 5.5)", get("/healthz", "A: b\0c\r\n"s)),
        refused("NUL in a name (9110 5.6.2)", get("/healthz", "A\0B: c\r\n"s)),
        refused("NUL behind a value (9110 5.5)", get("/healthz", "A: b\0\r\n"s)),
        refused("a control octet in a value (9110 5.5)", get("/healthz", "A: b\x01\r\n")),
        refused("a backspace in a value (9110 5.5)", get("/healthz", "A: b\b\r\n")),
        refused("an escape in a value (9110 5.5)", get("/healthz", "A: \x1B[2J\r\n")),
        refused("DEL in a value (9110 5.5)", get("/healthz", "A: b\x7F\r\n")),
        refused("a request line for a field (9112 5)", get("/healthz", "GET / HTTP/1.1\r\n")),
    };
    for (char octet : "\"(),/;<=>?@[\\]{}\x01\x7F\x80\xC3"s) {
        cases.push_back(
            refused("octet " + std::to_string(static_cast<unsigned char>(octet)) + " in a name (9110 5.6.2)",
                    get("/healthz", "A"s + octet + "B: c\r\n")));
    }
    return cases;
}

table host_cases() {
    const std::string line = "GET /healthz HTTP/1.1";
    table cases{
        accepted("Host behind other fields (9112 3.2)", request(line, "A: b\r\nHost: x\r\n")),
        accepted("empty Host: the name may be empty (9110 7.2, 3986 3.2.2)", request(line, "Host:\r\n")),
        refused("no Host (9112 3.2)", request(line, "")),
        refused("no Host, but other fields (9112 3.2)", request(line, "A: b\r\n")),
        refused("no Host in a delivery (9112 3.2)",
                request("POST / HTTP/1.1", signed_fields() + content_length(event.size()), event)),
        refused("no Host, whatever the path (9112 3.2)", request("GET /unknown HTTP/1.1", "")),
        refused("no Host, whatever the method (9112 3.2)", request("BREW / HTTP/1.1", "")),
        refused("no Host for OPTIONS * (9112 3.2)", request("OPTIONS * HTTP/1.1", "")),
        refused("two Hosts (9112 3.2)", request(line, "Host: x\r\nHost: y\r\n")),
        refused("the same Host twice (9112 3.2)", request(line, "Host: x\r\nHost: x\r\n")),
        refused("two Hosts, spelled differently (9112 3.2)", request(line, "Host: x\r\nA: b\r\nhOST: y\r\n")),
        refused("two Hosts, one empty (9112 3.2)", request(line, "Host: x\r\nHost:\r\n")),
        refused("Host in a trailer only (9110 6.5.1)",
                request("POST / HTTP/1.1", signed_fields() + "Transfer-Encoding: chunked\r\n",
                        chunk(event) + "0\r\nHost: x\r\n\r\n")),
    };
    for (const char* value : {"frame.example", "FRAME.example", "frame.example:8080", "frame.example:", "localhost",
                              "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8080", "[2001:db8::7]:443", "a_b.example",
                              "xn--bcher-kva.example", "%41.example", "a!$&'()*+,;=b", "-", "frame.example."}) {
        cases.push_back(accepted("Host " + std::string(value) + " (9110 7.2)",
                                 request(line, "Host: " + std::string(value) + "\r\n")));
    }
    for (const char* value : {"frame example",
                              "frame.example other.example",
                              "frame.example, other.example",
                              "frame.example/",
                              "/",
                              "\\",
                              "http://frame.example",
                              "user@frame.example",
                              "frame.example?a",
                              "frame.example#a",
                              "frame.example:80a",
                              "frame.example:-1",
                              "frame.example:80:80",
                              "::1",
                              "[::1",
                              "::1]",
                              "[]",
                              "[::g]",
                              "[::1]x",
                              "[127.0.0.1",
                              "%zz.example",
                              "%4",
                              "<x>",
                              "\"x\"",
                              "{x}",
                              "x^y",
                              "b\xC3\xBC"
                              "cher.example"}) {
        cases.push_back(refused("Host " + std::string(value) + " (9112 3.2)",
                                request(line, "Host: " + std::string(value) + "\r\n")));
    }
    return cases;
}

}  // namespace raw
