#include "simulator/api.hpp"

#include "simulator/request_check.hpp"
#include "simulator/roles.hpp"
#include "simulator/schema_shape.hpp"

namespace frameio::sim {
namespace {

void add_limits(const rate_limits::state& state, web::response& to) {
    to.headers.emplace_back("x-ratelimit-limit", std::to_string(state.limit));
    to.headers.emplace_back("x-ratelimit-remaining", std::to_string(state.remaining));
    to.headers.emplace_back("x-ratelimit-window", std::to_string(state.window.count()));
}

void write(unsigned status, const json::value& body, web::response& to) {
    to.status = status;
    if (!body.is_null()) {
        to.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
        to.body = json::serialize(body);
    }
}

}  // namespace

web::response api::answer(const web::request& asked) {
    web::response made;
    try {
        const auto found = spec_.find(asked.method, asked.path);
        if (!found) {
            throw refusal(404);
        }
        if (found->what == nullptr) {
            made.headers.emplace_back("Allow", found->allowed);
            throw refusal(405, "Method not allowed");
        }
        const result done = carry_out(asked, *found, made);
        const operation& what = *found->what;
        const bool has_body = what.answer != nullptr && !done.body.is_null();
        write(done.status == 0 ? what.status : done.status,
              has_body ? shape(spec_, *what.answer, done.body) : json::value(nullptr), made);
    } catch (const refusal& refused) {
        write(refused.status(), refused.body(), made);
    }
    return made;
}

result api::carry_out(const web::request& asked, const spec::match& found, web::response& to) {
    const operation& what = *found.what;
    resource& user = user_of(asked);
    const rate_limits::state left = limits_.take(what, user.id);
    add_limits(left, to);
    if (left.exceeded) {
        throw refusal(429);
    }
    call one{spec_, what, found.ids, web::values_of(asked.query), json::value(), world_, user, base_url_};
    check_query(one);
    check_headers(one, asked);
    one.body = read_body(one, asked.body);
    if (const std::string_view account = one.id("account_id"); !account.empty()) {
        check_account(user, account);
    }
    const handler how = handler_of(what.id);
    if (how == nullptr) {
        throw refusal(501, "The simulator does not know " + what.id);
    }
    return how(one);
}

resource& api::user_of(const web::request& asked) const {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view given = asked.header("Authorization");
    resource* const user = given.starts_with(scheme) ? who_(given.substr(scheme.size())) : nullptr;
    if (user == nullptr) {
        throw refusal(401);
    }
    return *user;
}

void api::check_account(const resource& user, std::string_view account) {
    if (world_.find("account", account) == nullptr) {
        throw refusal(404);
    }
    if (!belongs_to(world_, user, account)) {
        throw refusal(403);
    }
}

}  // namespace frameio::sim
