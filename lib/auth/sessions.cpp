#include "auth/sessions.hpp"

#include <frameio/error.hpp>

#include "auth/own_token.hpp"
#include "protocol/digest.hpp"
#include "support/base64.hpp"
#include "support/random.hpp"
#include "web/form_data.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include <algorithm>
#include <chrono>

namespace frameio::auth {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr const char* collection = "session";
constexpr std::string_view purpose = "session id";
constexpr std::string_view cookie = "__Host-frameio-session";
constexpr std::chrono::minutes longest_rest{30};
constexpr std::chrono::hours longest_life{8};
constexpr std::chrono::minutes between_touches{1};

std::string name_of(std::string_view id) {
    const auto digest = digest_of({"session", id});
    return encode_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string to_json(const session& what) {
    const auto begun = std::chrono::floor<std::chrono::milliseconds>(what.begun.time_since_epoch()).count();
    return json::serialize(
        json::object{{"user", what.user_id}, {"name", what.user_name}, {"csrf", what.csrf}, {"begun", begun}});
}

session session_of(std::string_view text) {
    const json::value from = json::parse(text);
    session made;
    made.user_id = json::value_to<std::string>(from.at("user"));
    made.user_name = json::value_to<std::string>(from.at("name"));
    made.csrf = json::value_to<std::string>(from.at("csrf"));
    made.begun = clock::wall_time(std::chrono::milliseconds(from.at("begun").as_int64()));
    return made;
}

clock::wall_time end_of(const session& what, clock::wall_time now) {
    return std::min<clock::wall_time>(now + longest_rest, what.begun + longest_life);
}

/// What cannot be opened is no session: a browser that has its id can begin another one.
asio::awaitable<std::optional<vault::document>> read(const vault& kept, std::string_view id) {
    if (!is_own_token(kept.keys(), id, purpose)) {
        co_return std::nullopt;
    }
    try {
        auto found = co_await kept.read(collection, name_of(id));
        co_return found;
    } catch (const error& failure) {
        if (failure.code() != errc::no_key && failure.code() != errc::tampered) {
            throw;
        }
    }
    co_return std::nullopt;
}

// Also if it goes on meanwhile: that makes another version of the same.
asio::awaitable<void> forget(const vault& kept, std::string_view id) {
    auto there = co_await read(kept, id);
    if (there) {
        co_await kept.remove(std::move(*there));
    }
}

}  // namespace

asio::awaitable<session> sessions::begin(const web::request& asked, web::response& answer, std::string user_id,
                                         std::string user_name) const {
    if (const std::string_view before = asked.cookie(cookie); !before.empty()) {
        co_await forget(*kept_, before);
    }
    session made;
    made.user_id = std::move(user_id);
    made.user_name = std::move(user_name);
    made.csrf = random_token();
    made.begun = time_.now();
    const std::string id = new_own_token(kept_->keys(), purpose);
    store::document kept(collection, name_of(id), to_json(made));
    kept.expires = end_of(made, made.begun);
    co_await kept_->write(std::move(kept));
    answer.set_cookie(cookie, id, std::chrono::seconds(longest_life).count());
    co_return made;
}

asio::awaitable<std::optional<session>> sessions::find(const web::request& asked) const {
    const std::string_view id = asked.cookie(cookie);
    if (id.empty()) {
        co_return std::nullopt;
    }
    auto there = co_await read(*kept_, id);
    if (!there) {
        co_return std::nullopt;
    }
    session found = session_of(there->value);
    const clock::wall_time end = end_of(found, time_.now());
    const bool is_worth_it = !there->expires || end - *there->expires >= between_touches;
    if (is_worth_it) {
        there->expires = end;
        co_await kept_->write(std::move(*there));  // if somebody else was faster, so much the better
    }
    co_return found;
}

asio::awaitable<void> sessions::end(const web::request& asked, web::response& answer) const {
    if (const std::string_view id = asked.cookie(cookie); !id.empty()) {
        co_await forget(*kept_, id);
    }
    answer.set_cookie(cookie, "", 0);
}

// A page that says no-referrer makes browsers send "Origin: null" also to its own host; what they say of the site is
// then the better witness. Old ones do not say that, and send the origin.
bool sessions::is_own_form(const web::request& asked, const session& of) const {
    const std::string_view site = asked.header("Sec-Fetch-Site");
    const std::string_view origin = asked.header("Origin");
    const bool is_own =
        site.empty() ? origin == public_url_ : site == "same-origin" && (origin == "null" || origin == public_url_);
    const web::query_values form = web::values_of(asked.body);
    return is_own && same_secret(web::value_at(form, csrf_field), of.csrf);
}

}  // namespace frameio::auth
