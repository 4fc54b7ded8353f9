#include "simulator/logins.hpp"

#include "simulator/html.hpp"
#include "support/base64.hpp"
#include "support/percent.hpp"
#include "support/pkce.hpp"

#include <fmt/format.h>

#include <utility>

namespace frameio::sim {
namespace {

// Source: Adobe Developer Console, "IMS": the life of tokens.
constexpr std::chrono::seconds access_life{86'399};
constexpr std::chrono::hours refresh_life{14 * 24};
constexpr std::chrono::minutes code_life{1};

std::string_view bearer(const web::request& asked) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view given = asked.header("Authorization");
    return given.starts_with(scheme) ? given.substr(scheme.size()) : std::string_view();
}

/// Of the query and of a form: a client may use either.
web::query_values fields_of(const web::request& asked) {
    web::query_values made = web::values_of(asked.body);
    made.merge(web::values_of(asked.query));
    return made;
}

/// Who says to be asking, by Basic authentication or in the form.
std::string client_of(const web::request& asked, const web::query_values& form) {
    constexpr std::string_view scheme = "Basic ";
    const std::string_view given = asked.header("Authorization");
    if (!given.starts_with(scheme)) {
        return std::string(web::value_at(form, "client_id"));
    }
    const std::string decoded = decode_base64(given.substr(scheme.size())).value_or(std::string());
    return decoded.substr(0, decoded.find(':'));
}

web::response error(unsigned status, std::string_view code) {
    return web::response::json(status, json::serialize(json::object{{"error", code}}));
}

}  // namespace

logins::logins(world& in) : world_(in) {}

void logins::grant(std::string token, std::string_view user_id) {
    grant_of made;
    made.user_id = user_id;
    access_.insert_or_assign(std::move(token), std::move(made));
}

resource* logins::user_of(std::string_view token) {
    const auto found = access_.find(token);
    if (found == access_.end() || found->second.until <= world_.time().now()) {
        return nullptr;
    }
    return world_.find("user", found->second.user_id);
}

void logins::expire_all() {
    for (auto& [token, one] : access_) {
        if (one.until != clock::wall_time::max()) {
            one.until = world_.time().now();
        }
    }
}

std::optional<web::response> logins::answer(const web::request& asked) {
    if (asked.path == "/ims/authorize/v2" && asked.method == "GET") {
        return choose_user(web::values_of(asked.query));
    }
    if (asked.path == "/ims/authorize/v2" && asked.method == "POST") {
        return give_code(web::values_of(asked.body));
    }
    if (asked.path == "/ims/token/v3" && asked.method == "POST") {
        return give_token(asked);
    }
    if (asked.path == "/ims/userinfo/v2") {
        return tell_user(asked);
    }
    if (asked.path == "/ims/revoke" && asked.method == "POST") {
        return revoke(asked);
    }
    return std::nullopt;
}

web::response logins::choose_user(const fields& asked) const {
    for (const std::string_view each : {"client_id", "redirect_uri"}) {
        if (web::value_at(asked, each).empty()) {
            return web::response::text(400, std::string(each) + " is missing");
        }
    }
    if (web::value_at(asked, "response_type") != "code") {
        return web::response::redirect(web::with_parameter(std::string(web::value_at(asked, "redirect_uri")), "error",
                                                           "unsupported_response_type"));
    }
    std::string hidden;
    for (const auto& [name, value] : asked) {
        hidden += fmt::format(R"(<input type="hidden" name="{}" value="{}">)", escape_html(name), escape_html(value));
    }
    std::string buttons;
    for (const resource* const each : world_.all("user")) {
        if (!each->text("email").empty()) {
            buttons +=
                fmt::format(R"(<li><button name="user" value="{}">{} <small>{}</small></button></li>)",
                            escape_html(each->id), escape_html(each->text("name")), escape_html(each->text("email")));
        }
    }
    return web::response::page(
        page_of("Sign in",
                fmt::format("<main><h1>Sign in to the local Frame.io</h1><p>{} wants to act for you. Who are you?</p>"
                            R"(<form method="post" action="/ims/authorize/v2">{}<ul>{}</ul>)"
                            R"(<button name="user" value="">Cancel</button></form></main>)",
                            escape_html(web::value_at(asked, "client_id")), hidden, buttons)));
}

web::response logins::give_code(const fields& asked) {
    std::string to(web::value_at(asked, "redirect_uri"));
    if (const std::string_view state = web::value_at(asked, "state"); !state.empty()) {
        to = web::with_parameter(std::move(to), "state", state);
    }
    const resource* const user = world_.find("user", web::value_at(asked, "user"));
    if (user == nullptr) {
        return web::response::redirect(web::with_parameter(std::move(to), "error", "access_denied"));
    }
    pending_code made;
    made.user_id = user->id;
    made.client_id = web::value_at(asked, "client_id");
    made.scope = web::value_at(asked, "scope");
    made.redirect_uri = web::value_at(asked, "redirect_uri");
    made.challenge = web::value_at(asked, "code_challenge");
    made.is_plain = web::value_at(asked, "code_challenge_method") != "S256";
    made.until = world_.time().now() + code_life;
    const std::string code = world_.new_secret(40);
    codes_.emplace(code, std::move(made));
    return web::response::redirect(web::with_parameter(std::move(to), "code", code));
}

web::response logins::give_token(const web::request& asked) {
    const fields form = fields_of(asked);
    const std::string client = client_of(asked, form);
    const std::string_view kind = web::value_at(form, "grant_type");
    if (client.empty()) {
        return error(400, "invalid_client");
    }
    if (kind == "authorization_code") {
        return exchange_code(form, client);
    }
    if (kind == "refresh_token") {
        return refresh(form, client);
    }
    return kind == "client_credentials" ? give_machine_token(form, client) : error(400, "unsupported_grant_type");
}

// A code is good once, whatever comes of it.
web::response logins::exchange_code(const fields& form, const std::string& client) {
    const auto found = codes_.find(web::value_at(form, "code"));
    if (found == codes_.end()) {
        return error(400, "invalid_grant");
    }
    const pending_code one = found->second;
    codes_.erase(found);
    const std::string_view verifier = web::value_at(form, "code_verifier");
    const std::string proof = one.is_plain ? std::string(verifier) : challenge_of(verifier);
    const std::string_view redirect = web::value_at(form, "redirect_uri");
    const bool is_good = one.client_id == client && one.until > world_.time().now() &&
                         (one.challenge.empty() || one.challenge == proof) &&
                         (redirect.empty() || redirect == one.redirect_uri);
    if (!is_good) {
        return error(400, "invalid_grant");
    }
    const bool lasts = one.scope.find("offline_access") != std::string::npos;
    json::object made = tokens_for(one, lasts);
    made["sub"] = one.user_id;
    made["id_token"] = "simulated";
    return web::response::json(200, json::serialize(made));
}

// The one before is spent.
web::response logins::refresh(const fields& form, const std::string& client) {
    const auto found = refresh_.find(web::value_at(form, "refresh_token"));
    if (found == refresh_.end() || found->second.client_id != client || found->second.until <= world_.time().now()) {
        return error(400, "invalid_grant");
    }
    const grant_of one = found->second;
    refresh_.erase(found);
    return web::response::json(200, json::serialize(tokens_for(one, true)));
}

web::response logins::give_machine_token(const fields& form, const std::string& client) {
    grant_of one;
    one.user_id = machine_user().id;
    one.client_id = client;
    one.scope = web::value_at(form, "scope");
    return web::response::json(200, json::serialize(tokens_for(one, false)));
}

json::object logins::tokens_for(const grant_of& who, bool with_refresh) {
    const auto now = world_.time().now();
    json::object made{
        {"access_token", world_.new_secret(64)}, {"token_type", "bearer"}, {"expires_in", access_life.count()}};
    grant_of one = who;
    one.until = now + access_life;
    access_.insert_or_assign(std::string(text_at(made, "access_token")), one);
    if (with_refresh) {
        made["refresh_token"] = world_.new_secret(64);
        one.until = now + refresh_life;
        refresh_.insert_or_assign(std::string(text_at(made, "refresh_token")), one);
    }
    return made;
}

/// Whom apps act as that have no user.
resource& logins::machine_user() {
    constexpr std::string_view name = "Service Account User";
    const auto known = world_.all("user", "name", name);
    if (!known.empty()) {
        return *known.front();
    }
    resource& made = world_.add("user", {{"name", name}, {"email", ""}, {"active", true}, {"avatar_url", nullptr}});
    for (const resource* const each : world_.all("account")) {
        world_.add("role", {{"account_id", each->id}, {"scope_id", each->id}, {"user_id", made.id}, {"role", "admin"}});
    }
    return made;
}

web::response logins::tell_user(const web::request& asked) {
    const resource* const user = user_of(bearer(asked));
    if (user == nullptr) {
        return error(401, "invalid_token");
    }
    return web::response::json(200, json::serialize(json::object{{"sub", user->id},
                                                                 {"name", user->data.at("name")},
                                                                 {"email", user->data.at("email")},
                                                                 {"email_verified", "true"}}));
}

// Source: RFC 7009: also of a token that is not known, it is said that it is not good any more.
web::response logins::revoke(const web::request& asked) {
    const fields form = fields_of(asked);
    const std::string_view token = web::value_at(form, "token");
    if (const auto found = refresh_.find(token); found != refresh_.end()) {
        refresh_.erase(found);
    }
    if (const auto found = access_.find(token); found != access_.end()) {
        access_.erase(found);
    }
    return web::response{};
}

}  // namespace frameio::sim
