#include "cli/doctor/diagnosis.hpp"

#include "cli/send/signature_search.hpp"
#include "cli/text/json_text.hpp"
#include "support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <utility>

namespace frameio::cli {
namespace {

using std::chrono::seconds;

constexpr std::string_view version_mark = "v0=";
constexpr std::size_t hex_digits = 64;

std::optional<std::int64_t> parse_digits(std::string_view text) {
    std::int64_t number = 0;
    bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits || std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) {
        return std::nullopt;
    }
    return number;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    return out;
}

std::vector<signing_secret> prepared(const std::vector<named_secret>& secrets) {
    std::vector<signing_secret> all;
    std::transform(secrets.begin(), secrets.end(), std::back_inserter(all),
                   [](const named_secret& secret) { return signing_secret(secret.text); });
    return all;
}

/// Collects what is wrong with one request.
class examination {
public:
    examination(const signed_request& request, const std::vector<named_secret>& secrets, diagnosis& result)
        : request_(request), secrets_(secrets), result_(result) {}

    void examine(clock::wall_time now, seconds tolerance) {
        bool has_timestamp = examine_timestamp();
        bool has_signature = examine_signature();
        if (has_timestamp) {
            examine_clock(now, tolerance);
        }
        if (has_timestamp && has_signature) {
            search();
        }
    }

private:
    void report(const char* code, std::string text, std::string remedy) {
        result_.findings.push_back({code, std::move(text), std::move(remedy)});
    }

    bool examine_timestamp() {
        if (request_.timestamp.empty()) {
            report("missing",
                   fmt::format("There is no timestamp: the header {} is missing or empty.", timestamp_header),
                   "pass the request's headers on as they are; a proxy in front may drop those that it does not know");
            return false;
        }
        std::string_view text = trimmed(request_.timestamp);
        if (text != request_.timestamp) {
            report("timestamp", "The timestamp has white space around it.", "take it off");
        }
        timestamp_ = text;
        auto number = parse_digits(text);
        if (number && *number >= 100'000'000'000) {
            report("timestamp", "The timestamp is in milliseconds.", "use the header's text, which is in seconds");
            timestamp_ = std::to_string(*number / 1000);
        } else if (!number) {
            report("timestamp", fmt::format("The timestamp \"{}\" is not a plain number of seconds.", printable(text)),
                   "use the header's text as it is, without parsing and formatting it");
        }
        return number.has_value();
    }

    bool examine_signature() {
        if (request_.signature.empty()) {
            report("missing",
                   fmt::format("There is no signature: the header {} is missing or empty.", signature_header),
                   "pass the request's headers on as they are; without a signature nobody knows who sent the request");
            return false;
        }
        std::string_view text = trimmed(request_.signature);
        std::string small = lower(text);
        std::string digits = small.substr(small.starts_with(version_mark) ? version_mark.size() : 0);
        bool complete =
            digits.size() == hex_digits && digits.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (!complete) {
            report("signature", "The signature is not \"v0=\" and 64 lower-case hex digits.", size_hint(text, digits));
            return false;
        }
        report_slips(text, small);
        expected_ = std::move(digits);
        return true;
    }

    static std::string size_hint(std::string_view text, const std::string& digits) {
        if (text.starts_with("sha256=") || text.starts_with("sha1=") || text.starts_with("v1,")) {
            return "this is another service's scheme: take the header X-Frameio-Signature";
        }
        return fmt::format("copy all of the header: there are {} characters where 64 belong", digits.size());
    }

    void report_slips(std::string_view text, const std::string& small) {
        if (text != request_.signature) {
            report("signature", "The signature has white space around it.", "take it off");
        }
        if (text != small) {
            report("signature", "The signature has capital letters.", "write it in lower case");
        }
        if (!small.starts_with(version_mark)) {
            report("signature", "The signature lacks the \"v0=\" that it starts with.", "use all of the header's text");
        }
    }

    void examine_clock(clock::wall_time now, seconds tolerance) {
        seconds time(parse_digits(timestamp_).value());
        seconds age = std::chrono::floor<seconds>(now.time_since_epoch()) - time;
        result_.age = age;
        if (age > tolerance) {
            report("clock", fmt::format("The timestamp is {} old; {} are allowed.", to_text(age), to_text(tolerance)),
                   "if the request is a fresh one, set this machine's clock (NTP); if it was stored, it cannot be "
                   "verified as new any more: pass the time it came at with --now");
        } else if (age < -tolerance) {
            report("clock",
                   fmt::format("The timestamp is {} ahead of this clock; {} are allowed.", to_text(-age),
                               to_text(tolerance)),
                   "set this machine's clock (NTP)");
        }
    }

    void search() {
        auto match = find_signature(secrets_, timestamp_, request_.body, expected_);
        if (!match) {
            report_unknown();
            return;
        }
        result_.secret = match->secret;
        result_.findings.insert(result_.findings.end(), match->findings.begin(), match->findings.end());
    }

    void report_unknown() {
        report(
            "unknown",
            fmt::format("No secret that was given makes this signature, and no known change of the body does ({}).",
                        body_summary()),
            "compare the secret with the one that Frame.io showed when this webhook or action was made: each has its "
            "own; then compare the body with the octets that were received: keys that were sorted or put in another "
            "order, as maps and jsonb columns do, look like this");
    }

    std::string body_summary() const {
        bool is_json = parse_json(request_.body).has_value();
        const char* kind = request_.body.empty() ? "empty: something has read it already, perhaps"
                           : is_json             ? "well-formed JSON"
                                                 : "not JSON: cut off, or not the body";
        return fmt::format("it has {} octets and is {}", request_.body.size(), kind);
    }

    const signed_request& request_;
    const std::vector<named_secret>& secrets_;
    diagnosis& result_;
    std::string timestamp_;
    std::string expected_;
};

}  // namespace

diagnosis diagnose(const signed_request& request, const std::vector<named_secret>& secrets, clock::wall_time now,
                   seconds tolerance) {
    std::vector<signing_secret> keys = prepared(secrets);
    verification result = verify(keys, request.timestamp, request.body, request.signature, now, tolerance);
    diagnosis outcome{result, {}, {}, {}};
    if (result) {
        outcome.secret = secrets[result.secret()].name;
        outcome.age =
            std::chrono::floor<seconds>(now.time_since_epoch()) - seconds(parse_digits(request.timestamp).value());
        return outcome;
    }
    examination(request, secrets, outcome).examine(now, tolerance);
    return outcome;
}

std::string to_text(seconds time) {
    struct unit {
        const char* name;
        seconds length;
    };
    constexpr std::array<unit, 3> units{{{"d", seconds(86400)}, {"h", seconds(3600)}, {"min", seconds(60)}}};
    std::string text;
    for (const unit& one : units) {
        if (time >= one.length) {
            fmt::format_to(std::back_inserter(text), "{} {} ", time / one.length, one.name);
            time %= one.length;
        }
    }
    if (time.count() != 0 || text.empty()) {
        return text + fmt::format("{} s", time.count());
    }
    text.pop_back();
    return text;
}

}  // namespace frameio::cli
