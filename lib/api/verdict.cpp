#include "api/verdict.hpp"

#include "api/codec.hpp"
#include "api/generated/models/errors.hpp"
#include "support/number.hpp"

#include <utility>

namespace frameio::api {
namespace {

constexpr std::size_t longest_kept_body = 64 * 1024;
constexpr std::size_t longest_text = 500;

std::optional<rate_limit> limit_in(const http::header_fields& headers) {
    const std::string_view first = headers.find("x-ratelimit-limit");
    if (first.data() == nullptr) {
        return std::nullopt;
    }
    const auto limit = parse_number<std::int64_t>(first);
    const auto remaining = parse_number<std::int64_t>(headers.find("x-ratelimit-remaining"));
    const auto window = parse_number<std::int64_t>(headers.find("x-ratelimit-window"));
    if (!limit || !remaining || !window) {
        return std::nullopt;
    }
    rate_limit said;
    said.limit = *limit;
    said.remaining = *remaining;
    said.window = std::chrono::milliseconds(*window);
    return said;
}

errc code_of(unsigned status) {
    switch (status) {
        case 400:
            return errc::bad_request;
        case 401:
            return errc::unauthorized;
        case 403:
            return errc::forbidden;
        case 404:
            return errc::not_found;
        case 409:
            return errc::conflict;
        case 422:
            return errc::unprocessable;
        case 429:
            return errc::rate_limited;
        default:
            break;
    }
    if (status >= 500) {
        return errc::server_error;
    }
    return status >= 400 ? errc::client_error : errc::unexpected_answer;
}

std::vector<problem> problems_in(const std::string& body) {
    try {
        return from_json<error_list>(body).errors;
    } catch (const error&) {
        return {};  // an HTML page of something in between, say
    }
}

std::string explain(const std::vector<problem>& problems) {
    std::string text;
    for (const problem& each : problems) {
        text += text.empty() ? "" : "; ";
        text += each.detail.empty() ? each.title.value_or(std::string()) : each.detail;
        if (each.source && each.source->pointer) {
            text += " (" + *each.source->pointer + ')';
        }
    }
    return text;
}

/// One line, however long and strange what the platform said.
std::string one_line(std::string text) {
    for (char& each : text) {
        each = static_cast<unsigned char>(each) < ' ' || each == '\x7f' ? ' ' : each;
    }
    if (text.size() > longest_text) {
        std::size_t end = longest_text;
        while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
            --end;  // not within a letter
        }
        text.resize(end);
        text += "…";
    }
    return text;
}

}  // namespace

verdict judge(const outgoing& call, http::client_response got, clock::wall_time now) {
    verdict made;
    made.known.status = got.status;
    made.known.limit = limit_in(got.headers);
    if (got.status >= 200 && got.status < 300) {
        answer& result = made.result.emplace();
        result.status = got.status;
        result.limit = made.known.limit;
        result.body = std::move(got.body);
        return made;
    }
    made.code = code_of(got.status);
    made.kind = got.status == 429 ? failure::limited : got.status >= 500 ? failure::in_doubt : failure::refused;
    made.known.in_doubt = made.kind == failure::in_doubt && !reads_only(call.what());
    made.token_refused = got.status == 401;
    made.known.errors = problems_in(got.body);
    made.known.retry_after = parse_retry_after(got.headers.find("retry-after"), now);
    const std::string said = explain(made.known.errors);
    made.text = one_line(std::to_string(got.status) + (said.empty() ? "" : " " + said));
    made.known.body = std::move(got.body);
    if (made.known.body.size() > longest_kept_body) {
        made.known.body.resize(longest_kept_body);
    }
    return made;
}

verdict judge(const outgoing& call, const http::transport_error& lost) {
    verdict made;
    made.text = lost.what();
    const bool unusable = lost.code() == http::transport_errc::response_too_large;
    if (lost.timed_out()) {
        made.code = errc::timed_out;
    } else if (unusable) {
        made.code = errc::unexpected_answer;
    } else {
        made.code = lost.sent() ? errc::no_answer : errc::unreachable;
    }
    if (unusable || lost.code() == http::transport_errc::certificate_refused) {
        made.kind = failure::refused;
    } else {
        made.kind = lost.sent() ? failure::in_doubt : failure::not_sent;
    }
    made.known.in_doubt = lost.sent() && !reads_only(call.what());
    return made;
}

verdict not_sent(errc code, std::string text, bool transient) {
    verdict made;
    made.code = code;
    made.text = std::move(text);
    made.kind = transient ? failure::not_sent : failure::refused;
    return made;
}

api_error to_error(const outgoing& call, verdict what, unsigned attempts) {
    what.known.operation = call.what().name;
    what.known.attempts = attempts;
    std::string text(call.what().name);
    text += ": " + what.text;
    if (attempts > 1) {
        text += " (attempt " + std::to_string(attempts) + ")";
    }
    return {what.code, one_line(std::move(text)), std::move(what.known)};
}

}  // namespace frameio::api
