#include "raw_case.hpp"

#include <utility>

namespace raw {

namespace {

std::string stamp(std::string_view value) {
    return "X-Frameio-Request-Timestamp: " + std::string(value) + "\r\n";
}

std::string mark(std::string_view value) {
    return "X-Frameio-Signature: " + std::string(value) + "\r\n";
}

const std::string clock_reads = std::to_string(now);

/// The event with these fields for its proof, and a request behind it: the connection survives a bad proof.
raw_case proof(std::string name, const std::string& fields, int status) {
    return accepted(
        std::move(name),
        request("POST / HTTP/1.1", std::string(host) + fields + content_length(event.size()), event) + get(),
        {status, 200});
}

/// A signature that is right for its timestamp, which may be old or new.
raw_case aged(std::string name, long long time, int status) {
    return proof(std::move(name), signed_fields(event, time), status);
}

std::string with_digit(std::string text, std::size_t at) {
    text[at] = text[at] == '0' ? '1' : '0';
    return text;
}

}  // namespace

table signature_cases() {
    const std::string right = signature(event);
    return {
        aged("a timestamp of now", now, 200),
        aged("a timestamp that is as old as it may be", now - 300, 200),
        aged("a timestamp that is as far ahead as it may be", now + 300, 200),
        aged("a timestamp that is a second too old", now - 301, 401),
        aged("a timestamp that is a second too far ahead", now + 301, 401),
        aged("a timestamp of a day ago", now - 86'400, 401),
        aged("a timestamp of tomorrow", now + 86'400, 401),
        aged("a timestamp of 1970", 0, 401),
        aged("a timestamp in milliseconds", now * 1000, 401),
        proof("the signature of another body", signed_fields("{}"), 401),
        proof("the signature of no body", signed_fields(""), 401),
        proof("the signature of another time", stamp(std::to_string(now - 1)) + mark(right), 401),
        proof("the signature with another secret", stamp(clock_reads) + mark(signature(event, now, "another-secret")),
              401),
        proof("the signature with a longer secret", stamp(clock_reads) + mark(signature(event, now, "raw-secret2")),
              401),
        proof("the signature with a shorter secret", stamp(clock_reads) + mark(signature(event, now, "raw-secre")),
              401),
        proof("the signature with its first digit changed", stamp(clock_reads) + mark(with_digit(right, 3)), 401),
        proof("the signature with its last digit changed",
              stamp(clock_reads) + mark(with_digit(right, right.size() - 1)), 401),
        proof("a signature of zeros", stamp(clock_reads) + mark("v0=" + std::string(64, '0')), 401),
        proof("the signature before the timestamp", mark(right) + stamp(clock_reads), 200),
        proof("other fields with names like theirs",
              stamp(clock_reads) + mark(right) + "X-Frameio-Signature-2: x\r\nX-Frameio: y\r\nFrameio-Signature: z\r\n",
              200),
        accepted("a body that was changed on the way",
                 framed(content_length(event.size() + 1), std::string(event) + " ") + get(), {401, 200}),
        accepted("a wrong signature is told before bad JSON", framed(content_length(1), "{", "[") + get(), {401, 200}),
    };
}

table signature_fault_cases() {
    const std::string right = signature(event);
    const std::string digits = right.substr(3);
    const std::vector<std::string> timestamps{"",
                                              "+" + clock_reads,
                                              "-" + clock_reads,
                                              clock_reads + ".0",
                                              clock_reads + "s",
                                              "0" + clock_reads,
                                              "0x5f9b28d3",
                                              "5f9b28d3",
                                              "now",
                                              clock_reads + ",",
                                              clock_reads + ", " + clock_reads,
                                              "1604 004499",
                                              "1.604e9",
                                              "\"" + clock_reads + "\"",
                                              "2020-10-29T20:48:19Z",
                                              "\xD9\xA1"};
    const std::vector<std::string> signatures{"",
                                              "v0=",
                                              digits,
                                              "v1=" + digits,
                                              "V0=" + digits,
                                              "v00=" + digits,
                                              "v0:" + digits,
                                              "v0= " + digits,
                                              "v0 =" + digits,
                                              "=" + digits,
                                              right.substr(0, right.size() - 1),
                                              right + "0",
                                              right + ",",
                                              right + " x",
                                              right + ", " + right,
                                              "\"" + right + "\"",
                                              "sha256=" + digits,
                                              "v0=" + std::string(64, 'A'),
                                              "v0=" + std::string(64, 'g'),
                                              "v0=" + std::string(128, '0'),
                                              "v0=0x" + digits.substr(2),
                                              "v0=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="};
    table cases{
        proof("no timestamp", mark(right), 400),
        proof("no signature", stamp(clock_reads), 400),
        proof("neither timestamp nor signature", "", 400),
        proof("the same timestamp twice", stamp(clock_reads) + stamp(clock_reads) + mark(right), 400),
        proof("two timestamps, the first right", stamp(clock_reads) + stamp("1") + mark(right), 400),
        proof("two timestamps, the last right", stamp("1") + stamp(clock_reads) + mark(right), 400),
        proof("two timestamps, one empty", stamp("") + stamp(clock_reads) + mark(right), 400),
        proof("two timestamps, spelled differently",
              stamp(clock_reads) + mark(right) + "x-frameio-request-timestamp: " + clock_reads + "\r\n", 400),
        proof("the same signature twice", stamp(clock_reads) + mark(right) + mark(right), 400),
        proof("two signatures, the first right", stamp(clock_reads) + mark(right) + mark("v0=" + std::string(64, '0')),
              400),
        proof("two signatures, the last right", stamp(clock_reads) + mark("v0=" + std::string(64, '0')) + mark(right),
              400),
        proof("two signatures, one empty", stamp(clock_reads) + mark("") + mark(right), 400),
    };
    for (const std::string& text : timestamps) {
        cases.push_back(proof("timestamp [" + text + "]", stamp(text) + mark(right), 400));
    }
    for (const std::string& text : signatures) {
        cases.push_back(proof("signature [" + text + "]", stamp(clock_reads) + mark(text), 400));
    }
    cases.push_back(proof("a timestamp of 20 digits", stamp(std::string(20, '9')) + mark(right), 400));
    cases.push_back(proof("a timestamp of 2^64 and now", stamp("18446744075313556115") + mark(right), 400));
    return cases;
}

}  // namespace raw
