#include "api/token_answer.hpp"

#include "api/codec.hpp"
#include "http/client/transport.hpp"
#include "support/percent.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace frameio::api {
namespace {

constexpr std::size_t largest_answer = 64 * 1024;
constexpr std::int64_t a_year = 366LL * 24 * 3'600;

/// The word for what is wrong, such as "invalid_client"; nothing else of the answer is repeated, since it may echo what
/// was sent.
std::string word_of(std::string_view body) {
    std::string_view word;
    try {
        const auto parsed = parse_json(body);
        if (parsed["error"].get(word) != simdjson::SUCCESS) {
            return {};
        }
    } catch (const error&) {
        return {};
    }
    const bool is_word = word.size() <= 64 && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == word.npos;
    return is_word ? std::string(word) : std::string();
}

std::string text_in(const simdjson::dom::element& parsed, const char* name) {
    std::string_view text;
    return parsed[name].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

/// @return false if it is no token
bool read(const simdjson::dom::element& parsed, clock::wall_time begin, std::optional<std::chrono::seconds> usual_life,
          token_answer& into) {
    std::int64_t seconds = usual_life ? usual_life->count() : 0;
    if (parsed["expires_in"].get(seconds) == simdjson::INCORRECT_TYPE) {
        return false;
    }
    into.access = text_in(parsed, "access_token");
    into.refresh = text_in(parsed, "refresh_token");
    into.scope = text_in(parsed, "scope");
    into.expires = begin + std::chrono::seconds(std::min(seconds, a_year));
    return seconds > 0 && is_token_text(into.access) && (into.refresh.empty() || is_token_text(into.refresh));
}

token_failure refusal(const http::client_response& got, const token_request& asked) {
    std::string word = word_of(got.body);
    std::string what = asked.to.host();
    what.append(" says no: ").append(std::to_string(got.status)).append(" ");
    what.append(word.empty() ? "no reason given" : word).append(asked.remedy);
    return {what, got.status >= 500 || got.status == 429, std::move(word)};
}

boost::asio::awaitable<http::client_response> send(token_means means, const token_request& what) {
    http::client_request asked("POST", what.to);
    asked.header("Content-Type", "application/x-www-form-urlencoded");
    asked.header("Accept", "application/json");
    if (!what.authorization.empty()) {
        asked.header("Authorization", what.authorization);
    }
    asked.deadline = means.latest;
    asked.body = what.form;
    try {
        http::client_response got = co_await means.transport.send(std::move(asked));
        co_return got;
    } catch (const http::transport_error& failure) {
        throw token_failure(failure.what(), failure.code() != http::transport_errc::certificate_refused);
    }
}

}  // namespace

token_request& token_request::add(std::string_view name, std::string_view value) {
    form.append(form.empty() ? "" : "&").append(name).append("=").append(percent_encode(value));
    return *this;
}

boost::asio::awaitable<token_answer> ask_for_token(token_means means, token_request what) {
    const clock::wall_time begin = means.time.now();
    const http::client_response got = co_await send(means, what);
    if (got.status != 200) {
        throw refusal(got, what);
    }
    token_answer made;
    bool readable = got.body.size() <= largest_answer;
    try {
        readable = readable && read(parse_json(got.body), begin, what.usual_life, made);
    } catch (const error&) {
        readable = false;
    }
    if (!readable) {
        throw token_failure(what.to.host() + " answered something else than a token", true);
    }
    co_return made;
}

boost::asio::awaitable<void> tell(token_means means, token_request what) {
    const http::client_response got = co_await send(means, what);
    if (got.status != 200) {
        throw refusal(got, what);
    }
}

std::string adobe_base(const std::string& given) {
    const char* const set = std::getenv("ADOBE_IMS_URL");
    std::string base = !given.empty() ? given : set != nullptr ? std::string(set) : std::string();
    if (base.empty()) {
        base = "https://ims-na1.adobelogin.com";
    }
    base.erase(base.find_last_not_of('/') + 1);
    return base;
}

http::url adobe_url(const std::string& base, std::string_view path) {
    try {
        return http::url::parse(base + std::string(path));
    } catch (const error& failure) {
        throw error(frameio::errc::invalid_configuration,
                    std::string("the URL of Adobe's identity service (ADOBE_IMS_URL) is not one: ") + failure.what());
    }
}

}  // namespace frameio::api
