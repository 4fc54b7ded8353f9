#include "auth/user_token.hpp"

#include <frameio/error.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include <chrono>

namespace frameio::auth {
namespace {

namespace json = boost::json;

std::int64_t milliseconds_of(clock::wall_time when) {
    return std::chrono::floor<std::chrono::milliseconds>(when.time_since_epoch()).count();
}

std::string text_in(const json::object& from, std::string_view name) {
    return json::value_to<std::string>(from.at(name));
}

clock::wall_time time_in(const json::object& from, std::string_view name) {
    return clock::wall_time(std::chrono::milliseconds(from.at(name).as_int64()));
}

}  // namespace

user_token::user_token(const api::token_answer& given, clock::wall_time now, const user_token& before)
    : access(given.access),
      refresh(given.refresh.empty() ? before.refresh : given.refresh),
      scope(given.scope.empty() ? before.scope : given.scope),
      obtained(now),
      expires(given.expires) {}

bool user_token::is_fresh(clock::wall_time now) const noexcept {
    return now < api::renewal_of(obtained, expires);
}

std::string to_json(const user_token& what) {
    return json::serialize(json::object{{"access", what.access},
                                        {"refresh", what.refresh},
                                        {"scope", what.scope},
                                        {"obtained", milliseconds_of(what.obtained)},
                                        {"expires", milliseconds_of(what.expires)}});
}

user_token user_token_of(std::string_view text) {
    try {
        const json::value parsed = json::parse(text);
        const json::object& from = parsed.as_object();
        user_token made;
        made.access = text_in(from, "access");
        made.refresh = text_in(from, "refresh");
        made.scope = text_in(from, "scope");
        made.obtained = time_in(from, "obtained");
        made.expires = time_in(from, "expires");
        return made;
    } catch (const std::exception&) {  // whose text may repeat what is secret
        throw error(errc::tampered, "what is stored as a user's token is none");
    }
}

}  // namespace frameio::auth
