#include "raw_case.hpp"

namespace raw {

using namespace std::string_literals;

namespace {

/// A delivery in chunks, with a request behind it that only a wrong framing would lose or find.
std::string coded(const std::string& value) {
    return framed("Transfer-Encoding: " + value + "\r\n", event_chunks() + get());
}

const std::string smuggled = get("/unknown");

}  // namespace

table transfer_encoding_cases() {
    table cases{
        accepted("chunked (9112 6.1)", chunked(event_chunks())),
        accepted("chunked, and the next request (9112 6.3)", coded("chunked"), {200, 200}),
        accepted("a coding's case does not matter: Chunked (9112 7)", coded("Chunked"), {200, 200}),
        accepted("a coding's case does not matter: CHUNKED (9112 7)", coded("CHUNKED"), {200, 200}),
        accepted("spaces and tabs around chunked (9112 5.1)", coded(" \tchunked\t "), {200, 200}),
        accepted("no space before chunked (9112 5.1)", framed("transfer-encoding:chunked\r\n", event_chunks())),
        unwanted("chunked GET (9112 6.1)", get("/healthz", "Transfer-Encoding: chunked\r\n") + event_chunks(), {200}),
        unwanted("chunked GET without content (9112 7.1)",
                 get("/healthz", "Transfer-Encoding: chunked\r\n") + std::string(last_chunk), {200}),
        accepted("TE is no framing (9110 10.1.4)", delivery("TE: trailers, chunked\r\n")),
        refused("another field's name: Transfer_Encoding (9110 5.1)",
                framed("Transfer_Encoding: chunked\r\n", event_chunks()), {401, 400}),
        refused("another field's name: X-Transfer-Encoding (9110 5.1)",
                framed("X-Transfer-Encoding: chunked\r\n", event_chunks()), {401, 400}),
        refused("chunked twice, in two fields (9112 6.1)",
                framed("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", event_chunks())),
        refused("chunked, then identity, in two fields (9112 6.3)",
                framed("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", event_chunks())),
        refused("identity, then chunked, in two fields (9112 6.1)",
                framed("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", event_chunks())),
        refused("gzip, then chunked, in two fields (9112 6.1)",
                framed("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", event_chunks())),
        refused("chunked, then nothing, in two fields (9112 6.1)",
                framed("Transfer-Encoding: chunked\r\nTransfer-Encoding:\r\n", event_chunks())),
        refused("chunked, then another field, then chunked (9112 6.1)",
                framed("Transfer-Encoding: chunked\r\nA: b\r\ntransfer-encoding: chunked\r\n", event_chunks())),
        refused("folded chunked (9112 5.2)", framed("Transfer-Encoding:\r\n chunked\r\n", event_chunks())),
        refused("identity, and the event as it is (9112 6.3)", framed("Transfer-Encoding: identity\r\n", event)),
        refused("gzip, and a request for its body (9112 6.3)", framed("Transfer-Encoding: gzip\r\n", smuggled)),
        refused("gzip in a GET (9112 6.3)", get("/healthz", "Transfer-Encoding: gzip\r\n") + smuggled),
        refused("an unknown coding to an unknown path (9112 6.3)",
                get("/unknown", "Transfer-Encoding: x\r\n") + smuggled),
        refused("an unknown coding where only GET is allowed (9112 6.3)",
                request("POST /healthz HTTP/1.1", std::string(host) + "Transfer-Encoding: x\r\n", smuggled)),
        refused("an unknown coding with an unknown method (9112 6.3)",
                request("BREW / HTTP/1.1", std::string(host) + "Transfer-Encoding: x\r\n", smuggled)),
    };
    // What is not chunked alone is not framed for us, and is never taken for an empty body (9112 6.3).
    for (const auto& value : {""s,
                              "identity"s,
                              "gzip"s,
                              "deflate"s,
                              "compress"s,
                              "br"s,
                              "unknown"s,
                              "x-chunked"s,
                              "xchunked"s,
                              "chunkedx"s,
                              "chunke"s,
                              "chunk"s,
                              "chunked chunked"s,
                              "chunked, chunked"s,
                              "chunked,chunked"s,
                              "chunked, identity"s,
                              "identity, chunked"s,
                              "gzip, chunked"s,
                              "chunked, gzip"s,
                              "gzip;chunked"s,
                              ",chunked"s,
                              "chunked,"s,
                              ",,"s,
                              "chunked;"s,
                              "chunked;q=1"s,
                              "chunked; a=b"s,
                              "\"chunked\""s,
                              "'chunked'"s,
                              "(chunked)"s,
                              "chun ked"s,
                              "chunked\0"s,
                              "\0chunked"s,
                              "\vchunked"s,
                              "chunked\v"s,
                              "\fchunked"s,
                              "\x01"
                              "chunked"s,
                              "chunked\x7F"s,
                              "\xC2\xA0"
                              "chunked"s,
                              "chun\xE2\x84\xAA"
                              "ed"s,
                              "chunked\\"s,
                              "=chunked"s,
                              "0"s}) {
        std::string shown;
        for (char octet : value) {
            const bool plain = octet >= ' ' && octet < 0x7F;
            shown += plain ? std::string(1, octet) : "<" + std::to_string(static_cast<unsigned char>(octet)) + ">";
        }
        cases.push_back(refused("coding [" + shown + "] (9112 6.3)", coded(value)));
    }
    return cases;
}

table smuggling_cases() {
    const std::string size = content_length(event.size());
    const std::string coding = "Transfer-Encoding: chunked\r\n";
    const std::string hidden = "0\r\n\r\n" + smuggled;
    return {
        refused("length, then chunked (9112 6.1)", framed(size + coding, event_chunks())),
        refused("chunked, then length (9112 6.1)", framed(coding + size, event_chunks())),
        refused("length of the chunks, and chunked (9112 6.1)",
                framed(content_length(event_chunks().size()) + coding, event_chunks())),
        refused("length 0, and chunked (9112 6.1)", framed("Content-Length: 0\r\n" + coding, event_chunks())),
        refused("chunked, with other fields before a length (9112 6.1)",
                framed(coding + "A: b\r\nB: c\r\n" + size, event_chunks())),
        refused("chunked and an invalid length (9112 6.1)", framed(coding + "Content-Length: x\r\n", event_chunks())),
        refused("a request behind the end of the chunks, within the length (9112 11.2)",
                framed(content_length(hidden.size()) + coding, hidden)),
        refused("a request behind the length, within the chunks (9112 11.2)",
                framed("Content-Length: 4\r\n" + coding, chunk(smuggled) + std::string(last_chunk))),
        refused("a hidden request behind an identity coding (9112 11.2)",
                framed(content_length(hidden.size()) + "Transfer-Encoding: identity\r\n", hidden)),
        refused("a hidden request behind an odd coding (9112 11.2)",
                framed(content_length(hidden.size()) + "Transfer-Encoding: xchunked\r\n", hidden)),
        refused("a hidden request behind an empty coding (9112 11.2)",
                framed(content_length(hidden.size()) + "Transfer-Encoding:\r\n", hidden)),
        refused("a hidden request behind a coding with a space before the colon (9112 11.2)",
                framed(content_length(hidden.size()) + "Transfer-Encoding : chunked\r\n", hidden)),
        refused("a hidden request behind a folded coding (9112 11.2)",
                framed(content_length(hidden.size()) + "A: b\r\n Transfer-Encoding: chunked\r\n", hidden)),
        refused("a hidden request behind LF (9112 11.2)",
                framed(content_length(hidden.size()) + "A: b\nTransfer-Encoding: chunked\r\n", hidden)),
        refused("a hidden request behind CR (9112 11.2)",
                framed(content_length(hidden.size()) + "A: b\rTransfer-Encoding: chunked\r\n", hidden)),
        refused("a hidden request behind two lengths (9112 11.2)",
                framed("Content-Length: 0\r\nContent-Length: " + std::to_string(smuggled.size()) + "\r\n", smuggled)),
        refused("length and chunked in a GET (9112 6.1)", get("/healthz", "Content-Length: 5\r\n" + coding) + hidden),
        refused("length and chunked in a HEAD (9112 6.1)",
                request("HEAD /healthz HTTP/1.1", std::string(host) + "Content-Length: 5\r\n" + coding, hidden),
                {answer::to_head(400)}),
        refused("length and chunked behind a good request (9112 6.1)", get() + framed(size + coding, event_chunks()),
                {200, 400}),
        refused("chunked in HTTP/1.0 (9112 6.1)",
                request("POST / HTTP/1.0", std::string(host) + signed_fields() + coding, event_chunks())),
        refused("chunked in HTTP/1.0 that asks to be kept (9112 6.1)",
                request("POST / HTTP/1.0", std::string(host) + signed_fields() + coding + "Connection: keep-alive\r\n",
                        event_chunks() + get())),
        refused("length and chunked in HTTP/1.0 (9112 6.1)",
                request("POST / HTTP/1.0", std::string(host) + signed_fields() + size + coding, event_chunks())),
        refused("identity in HTTP/1.0 (9112 6.1)",
                request("GET /healthz HTTP/1.0", std::string(host) + "Transfer-Encoding: identity\r\n")),
    };
}

}  // namespace raw
