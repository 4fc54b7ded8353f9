// The input is a timestamp, a line feed, a signature, a line feed, and a body.
#include <frameio/signature.hpp>

#include "require.hpp"

#include <algorithm>
#include <string>

namespace {

using reason = frameio::verification::reason;

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1604004499)};

bool is_digit(char each) {
    return each >= '0' && each <= '9';
}

/// What a timestamp deserves, found by comparing texts instead of by calculating.
reason judge_timestamp(std::string_view at) {
    constexpr std::string_view latest = "9223372036854775807";
    if (at.empty()) {
        return reason::missing;
    }
    const bool is_plain = std::all_of(at.begin(), at.end(), is_digit) && (at == "0" || at.front() != '0');
    if (!is_plain || at.size() > latest.size() || (at.size() == latest.size() && at > latest)) {
        return reason::malformed;
    }
    if (at.size() > 10 || (at.size() == 10 && at > "1604004799")) {
        return reason::future;
    }
    return at.size() < 10 || at < "1604004199" ? reason::stale : reason::genuine;
}

bool is_signature(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    return text.size() == 67 && text.starts_with("v0=") && text.find_first_not_of(hex, 3) == std::string_view::npos;
}

reason expected(std::string_view at, std::string_view signature, std::string_view genuine) {
    const reason stamp = judge_timestamp(at);
    if (stamp == reason::missing || signature.empty()) {
        return reason::missing;
    }
    if (stamp == reason::malformed || !is_signature(signature)) {
        return reason::malformed;
    }
    return stamp != reason::genuine ? stamp : signature == genuine ? reason::genuine : reason::mismatch;
}

std::string hex_of(const frameio::mac& mac) {
    std::string text = "v0=";
    for (const unsigned octet : mac) {
        text += "0123456789abcdef"[octet >> 4U];
        text += "0123456789abcdef"[octet & 0xFU];
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    static const frameio::signing_secret secrets[] = {frameio::signing_secret("old"), frameio::signing_secret("new")};
    std::string_view body = text_of(octets, size);
    const std::string_view at = take(body, '\n');
    const std::string_view signature = take(body, '\n');
    const std::string genuine = hex_of(secrets[1].compute(at, body));

    const auto given = frameio::verify(secrets, at, body, signature, now);
    require(given.why() == expected(at, signature, genuine), "the reason is the one that the texts deserve");
    const auto own = frameio::verify(secrets, at, body, genuine, now);
    require(own.why() == expected(at, genuine, genuine), "our own signature is genuine if the timestamp is good");
    require(!own || own.secret() == 1, "the secret that signed is named");
    const auto without = frameio::verify({secrets, 1}, at, body, genuine, now);
    require(!without, "another secret does not verify");
    return 0;
}
