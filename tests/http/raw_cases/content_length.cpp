#include "raw_case.hpp"

namespace raw {

using namespace std::string_literals;

namespace {

std::string with_length(const std::string& value) {
    return framed("Content-Length: " + value + "\r\n", event);
}

}  // namespace

table content_length_cases() {
    const std::string size = std::to_string(event.size());
    const std::string behind = std::string(event) + get();
    table cases{
        accepted("a length with leading zeros (9110 8.6)", with_length("0000" + size)),
        accepted("a length of 0: an empty body is no event (9112 6.3)", delivery("", ""), {400}),
        accepted("no length: an empty body is no event (9112 6.3)", framed("", "", ""), {400}),
        accepted("no length, and an empty body is what was signed (9112 6.3)", framed("", "", "") + get(), {400, 200}),
        accepted("GET with a length of 0 (9112 6.3)", get("/healthz", "Content-Length: 0\r\n")),
        unwanted("HEAD with a body (9112 9.3)",
                 request("HEAD /healthz HTTP/1.1", std::string(host) + "Content-Length: 3\r\n", "abc"),
                 {answer::to_head(200)}),
        accepted("what is behind the length is the next request (9112 6.3)",
                 framed("Content-Length: " + size + "\r\n", std::string(event) + "X" + get()), {200, 501}),
        unwanted("a request in a body is a body (9112 6.3)", get("/unknown", content_length(get().size())) + get(),
                 {404}),
        refused("no length: a body is the next request, and none (9112 6.3)", framed("", event), {401, 400}),
        refused("another field's name: Content_Length (9110 5.1)", framed("Content_Length: " + size + "\r\n", event),
                {401, 400}),
        refused("two lengths (9112 6.3)", framed("Content-Length: " + size + "\r\nContent-Length: 1\r\n", behind)),
        refused("two lengths, the first too short (9112 6.3)",
                framed("Content-Length: 1\r\nContent-Length: " + size + "\r\n", behind)),
        refused("the same length twice (9110 8.6)",
                framed("Content-Length: " + size + "\r\nContent-Length: " + size + "\r\n", behind)),
        refused("two lengths in a GET (9112 6.3)",
                get("/healthz", "Content-Length: 0\r\nContent-Length: 5\r\n") + "GET /"),
        refused("two lengths, one empty (9112 6.3)",
                framed("Content-Length: " + size + "\r\nContent-Length:\r\n", behind)),
        refused("a list of the same length (9110 8.6)", with_length(size + ", " + size)),
        refused("a list of lengths (9112 6.3)", with_length(size + ", 1")),
        refused("a list with an empty element (9112 6.3)", with_length("," + size)),
        refused("a list that ends empty (9112 6.3)", with_length(size + ",")),
        refused("an empty length (9112 6.3)", with_length("")),
        refused("a length with a sign (9110 8.6)", with_length("+" + size)),
        refused("a negative length (9110 8.6)", with_length("-1")),
        refused("a negative zero (9110 8.6)", with_length("-0")),
        refused("a hexadecimal length (9110 8.6)", with_length("0x3a")),
        refused("hexadecimal digits (9110 8.6)", with_length("3a")),
        refused("a word for a length (9110 8.6)", with_length("many")),
        refused("a length with a unit (9110 8.6)", with_length(size + "b")),
        refused("a length with a fraction (9110 8.6)", with_length(size + ".0")),
        refused("a length with an exponent (9110 8.6)", with_length("5e1")),
        refused("a length with an underscore (9110 8.6)", with_length("5_8")),
        refused("a length with a space in it (9110 8.6)", with_length("5 8")),
        refused("two lengths with a space between them (9110 8.6)", with_length(size + " " + size)),
        refused("a length with a semicolon (9110 8.6)", with_length(size + ";")),
        refused("a length in quotes (9110 8.6)", with_length("\"" + size + "\"")),
        refused("a length in another script's digits (9110 8.6)", with_length("\xD9\xA5\xD9\xA8")),
        refused("a length with a vertical tab (9110 8.6)", with_length("\v" + size)),
        refused("a length with a NUL (9110 8.6)", with_length(size + "\0"s)),
        refused("a folded length (9112 5.2)", framed("Content-Length:\r\n " + size + "\r\n", event)),
        refused("an invalid length in a GET (9112 6.3)", get("/healthz", "Content-Length: x\r\n")),
        refused("an invalid length to an unknown path (9112 6.3)", get("/unknown", "Content-Length: x\r\n")),
        refused("a length of 2^63 - 1 (9110 15.5.14)", with_length("9223372036854775807"), {413}),
        refused("a length of 2^63 (9110 8.6)", with_length("9223372036854775808"), {answer::one_of({413, 400})}),
        refused("a length of 2^64 (9110 8.6)", with_length("18446744073709551616"), {answer::one_of({400, 413})}),
        refused("a length that is right modulo 2^64 (9110 8.6)", with_length("18446744073709551674"),
                {answer::one_of({400, 413})}),
        refused("a length that is right modulo 2^32 (9110 15.5.14)", with_length("4294967354"), {413}),
        refused("a length of 100 digits (9110 8.6)", with_length(std::string(100, '9')), {answer::one_of({400, 413})}),
    };
    return cases;
}

}  // namespace raw
