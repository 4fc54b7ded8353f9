#include "raw_case.hpp"

namespace raw {

namespace {

std::string padded_event(std::size_t size) {
    std::string body(event);
    body.insert(1, size - body.size(), ' ');
    return body;
}

/// A request whose header section, from the first octet to the empty line, has this size.
std::string with_header_of(std::size_t size) {
    const std::size_t rest = get("/healthz", "A: \r\n").size();
    return get("/healthz", "A: " + std::string(size - rest, 'v') + "\r\n");
}

std::string with_fields(std::size_t count, std::string_view line = "GET /healthz HTTP/1.1") {
    std::string fields(host);
    for (std::size_t made = 1; made < count; ++made) {
        fields += "A: b\r\n";
    }
    return request(line, fields);
}

std::string with_target_of(std::size_t size) {
    const std::string path = "/healthz?";
    return get(path + std::string(size - path.size(), 'q'));
}

std::string chunks_of(std::size_t total, std::size_t size, std::string_view extension = "") {
    std::string wire;
    for (; total > 0; total -= size) {
        wire += chunk(std::string(size, ' '), extension);
    }
    return wire;
}

std::string trailer_of(std::size_t lines, std::size_t size) {
    std::string trailer;
    for (std::size_t made = 0; made < lines; ++made) {
        trailer += "A: " + std::string(size, 'v') + "\r\n";
    }
    return trailer;
}

}  // namespace

table limit_cases() {
    const std::string full = padded_event(body_limit);
    const std::string expect = "Expect: 100-continue\r\n";
    const answer too_long = answer::one_of({431, 400});
    return {
        answered("header of 16 KiB (9110 5.4)", with_header_of(header_limit), {200}),
        refused("header of more than 16 KiB (6585 5)", with_header_of(header_limit + 64), {431}),
        refused("version without an end (6585 5)", "GET /healthz HTTP/1.1" + std::string(header_limit + 64, '1'),
                {answer::one_of({400, 414, 431})}),
        refused("a field without an end (6585 5)",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nA: " + std::string(header_limit + 64, 'v'), {431}),
        refused("a name without an end (6585 5)",
                "GET /healthz HTTP/1.1\r\nHost: x\r\n" + std::string(header_limit + 64, 'n'), {431}),
        refused("a value of 70,000 octets (6585 5)", get("/healthz", "A: " + std::string(70'000, 'v') + "\r\n"), {431}),
        refused("fields without an end (6585 5)", "GET /healthz HTTP/1.1\r\nHost: x\r\n" + trailer_of(90, 300), {431}),
        answered("100 fields (9110 5.4)", with_fields(field_limit), {200}),
        refused("101 fields (6585 5)", with_fields(field_limit + 1), {431}),
        refused("500 fields (6585 5)", with_fields(500), {431}),
        answered("target of 8 KiB (9112 3)", with_target_of(target_limit), {200}),
        refused("target of more than 8 KiB (9110 15.5.15)", with_target_of(target_limit + 1), {414}),
        refused("target of more than a header may have (9110 15.5.15)", with_target_of(2 * header_limit),
                {answer::one_of({414, 431})}),
        refused("target without an end (9110 15.5.15)", "GET /" + std::string(2 * header_limit, 't'),
                {answer::one_of({414, 431})}),
        refused("method without an end (9112 3)", std::string(2 * header_limit, 'M'),
                {answer::one_of({400, 414, 431, 501})}),
        refused("method that fills a line (9112 3)",
                std::string(target_limit + 64, 'M') + " / HTTP/1.1\r\nHost: x\r\n\r\n", {414}),
        refused("too long a target in a POST (9110 15.5.15)",
                delivery_by("POST /?" + std::string(target_limit, 'q') + " HTTP/1.1"), {414}),
        answered("body of 64 KiB (9110 8.6)", delivery("", full), {200}),
        refused("body of one octet more, refused by its length alone (9110 15.5.14)",
                framed(content_length(body_limit + 1), ""), {413}),
        refused("body of one octet more, sent (9110 15.5.14)", delivery("", padded_event(body_limit + 1)), {413}),
        refused("body of one octet more to an unknown path (9110 15.5.14)",
                request("POST /unknown HTTP/1.1", std::string(host) + content_length(body_limit + 1)), {413}),
        refused("body of one octet more in a GET (9110 15.5.14)", get("/healthz", content_length(body_limit + 1)),
                {413}),
        refused("body of one octet more that waits for a 100 (9110 10.1.1)",
                framed(content_length(body_limit + 1) + expect, ""), {413}),
        refused("body of one octet more, unsigned (9110 15.5.14)",
                request("POST / HTTP/1.1", std::string(host) + content_length(body_limit + 1)), {413}),
        refused("body of one octet more in HTTP/1.0 (9110 15.5.14)",
                request("POST / HTTP/1.0", signed_fields() + content_length(body_limit + 1)), {413}),
        refused("a good request, then too large a body (9112 9.3.2)",
                get() + framed(content_length(body_limit + 1), ""), {200, 413}),
        answered("chunks of 64 KiB together (9112 7.1)",
                 chunked(chunk(full.substr(0, 40'000)) + chunk(full.substr(40'000)) + std::string(last_chunk), full),
                 {200}),
        answered("32,768 chunks of 64 KiB together (9112 7.1)", chunked(in_chunks_of(2, full), full), {200}),
        refused("one chunk of more, refused by its size alone (9110 15.5.14)", chunked("10001\r\n"), {413}),
        refused("chunks of more (9110 15.5.14)", chunked(chunks_of(body_limit, 0x1000) + "1\r\n"), {413}),
        refused("chunks without an end (9110 15.5.14)", chunked(chunks_of(4 * body_limit, 0x400)), {413}),
        refused("a chunk size of zeros without an end (9112 7.1)", chunked(std::string(20'000, '0')), {too_long}),
        refused("an extension without an end (9112 7.1.1)", chunked("1;" + std::string(20'000, 'a')), {too_long}),
        refused("a quoted extension without an end (9112 7.1.1)", chunked("1;a=\"" + std::string(20'000, 'a')),
                {too_long}),
        refused("an extension of 300 octets (9112 7.1.1)",
                chunked(chunk(event, ";" + std::string(300, 'a')) + std::string(last_chunk)), {too_long}),
        refused("extensions of 20 KiB together (9112 7.1.1)", chunked(chunks_of(100, 1, ";" + std::string(200, 'a'))),
                {too_long}),
        refused("trailers of 20 KiB (9112 7.1.2)", chunked(chunk(event) + "0\r\n" + trailer_of(50, 400) + "\r\n"),
                {too_long}),
        refused("a trailer without an end (9112 7.1.2)", chunked(chunk(event) + "0\r\nA: " + std::string(20'000, 'v')),
                {too_long}),
        refused("5,000 trailers (9112 7.1.2)", chunked(chunk(event) + "0\r\n" + trailer_of(5000, 1) + "\r\n"),
                {too_long}),
    };
}

}  // namespace raw
