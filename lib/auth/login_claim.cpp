#include "auth/login_claim.hpp"

#include "support/base64.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include <chrono>

namespace frameio::auth {
namespace {

namespace json = boost::json;

constexpr std::string_view purpose = "login link";
constexpr std::size_t longest_claim = 8 * 1024;

}  // namespace

std::string to_json(const login_claim& what) {
    const auto until = std::chrono::floor<std::chrono::milliseconds>(what.until.time_since_epoch()).count();
    return json::serialize(json::object{{"account", what.account_id},
                                        {"workspace", what.workspace_id},
                                        {"project", what.project_id},
                                        {"resource", what.resource_id},
                                        {"user", what.user_id},
                                        {"interaction", what.interaction_id},
                                        {"action", what.action},
                                        {"until", until}});
}

login_claim login_claim_of(std::string_view text) {
    const json::value parsed = json::parse(text);
    const json::object& from = parsed.as_object();
    login_claim made;
    made.account_id = json::value_to<std::string>(from.at("account"));
    made.workspace_id = json::value_to<std::string>(from.at("workspace"));
    made.project_id = json::value_to<std::string>(from.at("project"));
    made.resource_id = json::value_to<std::string>(from.at("resource"));
    made.user_id = json::value_to<std::string>(from.at("user"));
    made.interaction_id = json::value_to<std::string>(from.at("interaction"));
    made.action = json::value_to<std::string>(from.at("action"));
    made.until = clock::wall_time(std::chrono::milliseconds(from.at("until").as_int64()));
    return made;
}

std::string seal(const key_ring& with, const login_claim& what) {
    return encode_base64url(with.seal(to_json(what), purpose));
}

std::optional<login_claim> open_claim(const key_ring& with, std::string_view sealed, clock::wall_time now) {
    const auto octets = sealed.size() <= longest_claim ? decode_base64(sealed) : std::nullopt;
    if (!octets) {
        return std::nullopt;
    }
    try {
        login_claim made = login_claim_of(with.open(*octets, purpose));
        return made.until > now ? std::optional(std::move(made)) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace frameio::auth
