#include "auth/login_flow.hpp"

#include <frameio/api/users.hpp>

#include "auth/installer_tokens.hpp"
#include "auth/own_token.hpp"
#include "protocol/digest.hpp"
#include "support/base64.hpp"
#include "support/pkce.hpp"
#include "support/random.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr std::chrono::minutes link_life{10};
constexpr std::chrono::minutes transaction_life{10};
constexpr std::chrono::seconds time_for_adobe{15};
constexpr std::chrono::seconds time_for_platform{30};
constexpr unsigned attempts = 3;
constexpr std::string_view begin_path = "/auth/login";
constexpr std::string_view callback_path = "/auth/callback";
constexpr const char* collection = "login";
constexpr unsigned page_logins_per_second = 50;
constexpr unsigned logins_per_link = 20;
constexpr std::size_t most_links = 1'000;  // that are counted

/// What the store and the cookie's name know of a state: not the state itself.
std::string name_of(std::string_view state) {
    const auto digest = digest_of({"state", state});
    return encode_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

/// Each login has a cookie of its own, so that several tabs do not get in each other's way.
std::string cookie_of(std::string_view name) {
    return "__Host-frameio-login-" + std::string(name.substr(0, 8));
}

constexpr std::string_view state_purpose = "login state";

/// While the user waits: half of the time that a page may take.
api::call_options soon(clock& time) {
    api::retry_policy patience;
    patience.attempts = attempts;
    return api::call_options()
        .deadline(time.steady() + time_for_platform)
        .urgency(api::priority::interactive)
        .retry(patience);
}

}  // namespace

/// Of one of two kinds, which has what belongs to it only.
struct login_flow::transaction {
    std::optional<login_claim> claim;  ///< who was asked
    std::string back_to;               ///< nobody was: where the page is that he logs in to
    std::string verifier;
    std::string browser;  ///< what the cookie of the browser that began it says

    std::string to_json() const {
        json::object made{{"verifier", verifier}, {"browser", browser}};
        if (claim) {
            made["claim"] = auth::to_json(*claim);
        } else {
            made["back_to"] = back_to;
        }
        return json::serialize(made);
    }
    static transaction of(std::string_view text) {
        const json::value parsed = json::parse(text);
        transaction made;
        if (const json::value* const claim = parsed.as_object().if_contains("claim")) {
            made.claim = login_claim_of(json::value_to<std::string>(*claim));
        } else {
            made.back_to = json::value_to<std::string>(parsed.at("back_to"));
        }
        made.verifier = json::value_to<std::string>(parsed.at("verifier"));
        made.browser = json::value_to<std::string>(parsed.at("browser"));
        return made;
    }
};

login_flow::login_flow(parts of) : parts_(std::move(of)), begun_by_link_(most_links) {}

std::string login_flow::link(login_claim who) const {
    who.until = parts_.time->now() + link_life;
    return parts_.public_url + std::string(begin_path) + "?claim=" + seal(parts_.kept->keys(), who);
}

bool login_flow::has(std::string_view path) const noexcept {
    return path == begin_path || path == callback_path;
}

asio::awaitable<web::response> login_flow::answer(web::request asked) {
    if (asked.method == "POST") {
        web::response made = parts_.pages->message(405, "Not this way", "This page is opened by a link.");
        made.headers.emplace_back("Allow", "GET, HEAD");
        co_return made;
    }
    web::response made;
    if (asked.path == begin_path) {
        made = co_await begin(std::move(asked));
    } else {
        made = co_await come_back(std::move(asked));
    }
    co_return made;
}

web::response login_flow::refuse(unsigned status, std::string_view title, std::string_view text,
                                 std::string_view reason) {
    write_within(refusals_, *parts_.time, parts_.log, log_level::warning, "a login was refused",
                 log_field("reason", reason));
    return parts_.pages->message(status, title, text);
}

asio::awaitable<web::response> login_flow::begin(web::request asked) {
    const web::query_values query = web::values_of(asked.query);
    const auto claim = open_claim(parts_.kept->keys(), web::value_at(query, "claim"), parts_.time->now());
    if (!claim) {
        co_return refuse(400, "This link does not work any more",
                         "Links to log in are good for ten minutes. Go back to Frame.io and start the action again.",
                         "the link is not ours, or too old");
    }
    if (!may_begin_again(*claim)) {
        co_return refuse(503, "Too many at once",
                         "This link was used too often. Go back to Frame.io and start the action again.",
                         "a link begins too many logins");
    }
    transaction what;
    what.claim = *claim;
    web::response made = co_await send_to_adobe(std::move(what));
    co_return made;
}

asio::awaitable<web::response> login_flow::begin_page_login(std::string back_to) {
    if (!may_begin()) {
        co_return refuse(503, "Too many at once", "Too many people log in right now. Please try again in a minute.",
                         "too many logins begin in a second");
    }
    transaction what;
    what.back_to = std::move(back_to);
    web::response made = co_await send_to_adobe(std::move(what));
    co_return made;
}

bool login_flow::may_begin_again(const login_claim& by) {
    const auto digest = digest_of({"claim", to_json(by)});
    const std::string key(reinterpret_cast<const char*>(digest.data()), digest.size());
    const std::lock_guard lock(mutex_);
    unsigned* const known = begun_by_link_.find(key);
    unsigned& begun = known != nullptr ? *known : begun_by_link_.put(key, 0);
    return begun++ < logins_per_link;
}

bool login_flow::may_begin() {
    const std::lock_guard lock(mutex_);
    const clock::steady_time now = parts_.time->steady();
    if (now >= second_ + std::chrono::seconds(1)) {
        second_ = now;
        begun_ = 0;
    }
    return begun_++ < page_logins_per_second;
}

asio::awaitable<web::response> login_flow::send_to_adobe(transaction what) {
    const std::string state = new_own_token(parts_.kept->keys(), state_purpose);
    const std::string name = name_of(state);
    what.verifier = random_token();
    what.browser = random_token();
    store::document kept(collection, name, what.to_json());
    kept.expires = parts_.time->now() + transaction_life;
    co_await parts_.kept->write(std::move(kept));
    web::response made = web::response::redirect(parts_.adobe->authorize_url(state, challenge_of(what.verifier)));
    made.set_cookie(cookie_of(name), what.browser, std::chrono::seconds(transaction_life).count());
    co_return made;
}

/// Nothing: there is none of that state, or another browser has begun it. Whoever gets it is the only one.
asio::awaitable<std::optional<login_flow::transaction>> login_flow::take(std::string_view state,
                                                                         const web::request& asked) {
    const std::string name = name_of(state);
    if (asked.cookie(cookie_of(name)).empty() || !is_own_token(parts_.kept->keys(), state, state_purpose)) {
        co_return std::nullopt;
    }
    auto kept = co_await parts_.kept->read(collection, name);
    if (!kept) {
        co_return std::nullopt;
    }
    transaction made = transaction::of(kept->value);
    if (!same_secret(asked.cookie(cookie_of(name)), made.browser)) {
        co_return std::nullopt;
    }
    const bool is_first = co_await parts_.kept->remove(std::move(*kept));
    co_return is_first ? std::optional(std::move(made)) : std::nullopt;
}

asio::awaitable<web::response> login_flow::come_back(web::request asked) {
    const web::query_values query = web::values_of(asked.query);
    const std::string_view state = web::value_at(query, "state");
    std::optional<transaction> begun = co_await take(state, asked);
    if (!begun) {
        co_return refuse(400, "This login cannot be finished",
                         "It was begun in another browser, too long ago, or is finished already. Go back to where you "
                         "have begun, and start again.",
                         "the state is not known here, or not this browser's");
    }
    const std::string cookie = cookie_of(name_of(state));
    web::response made;
    if (query.contains("iss") && web::value_at(query, "iss") != parts_.adobe->issuer()) {
        made = refuse(400, "This login cannot be finished", "The answer came from somebody else than Adobe.",
                      "the issuer is another one");
    } else if (query.contains("error")) {
        made =
            refuse(400, "You are not logged in",
                   "Adobe has not let you in, or you have changed your mind. To try again, go back to where you have "
                   "begun, and start again.",
                   "Adobe says no");
    } else if (web::value_at(query, "code").empty()) {
        made = refuse(400, "This login cannot be finished", "Adobe's answer is not complete.", "there is no code");
    } else {
        made = co_await finish(asked, std::move(*begun), std::string(web::value_at(query, "code")));
    }
    made.set_cookie(cookie, "", 0);
    co_return made;
}

asio::awaitable<web::response> login_flow::finish(const web::request& asked, transaction what, std::string code) {
    const auto state = api::state_of(parts_.client);
    const api::token_means means{state->transport(), state->time(), parts_.log,
                                 state->time().steady() + time_for_adobe};
    try {
        api::token_answer given = co_await parts_.adobe->exchange(means, std::move(code), what.verifier);
        const api::client as = parts_.client.with(soon(means.time)).with(api::credentials::token(given.access));
        api::profile me = co_await as.users().show();
        if (me.id.empty()) {
            co_return refuse(502, "This login cannot be finished",
                             "Frame.io does not say who you are. Please try again.", "the answer of /v4/me has no id");
        }
        web::response made;
        if (what.claim) {
            made = co_await finish_claim(std::move(*what.claim), std::move(me), std::move(given));
        } else {
            made = co_await finish_page(asked, std::move(what.back_to), std::move(me), std::move(given));
        }
        co_return made;
    } catch (const api::token_failure& failure) {
        co_return refuse(502, "This login cannot be finished", "Adobe gives no token now. Please try again.",
                         failure.what());
    } catch (const api::api_error& failure) {
        co_return refuse(502, "This login cannot be finished", "Frame.io does not say who you are. Please try again.",
                         failure.what());
    }
}

asio::awaitable<web::response> login_flow::finish_claim(login_claim who, api::profile me, api::token_answer given) {
    if (me.id != who.user_id) {
        co_return refuse(403, "You are somebody else",
                         "You have logged in to Adobe as another user than the one who started the action in "
                         "Frame.io. Log in as that user, or start the action as this one.",
                         fmt::format("the user {} was to log in, and {} has", who.user_id, me.id));
    }
    const token_owner owner(who.account_id, who.user_id);
    co_await parts_.tokens->keep(owner, std::move(given));
    note_login(owner, who.action);
    const api::client lasting = parts_.client.with(parts_.tokens->credentials(owner));
    web::response made = co_await welcome(std::move(who), lasting);
    co_return made;
}

asio::awaitable<web::response> login_flow::finish_page(const web::request& asked, std::string back_to, api::profile me,
                                                       api::token_answer given) {
    const token_owner owner = admin_login(me.id);
    co_await parts_.tokens->keep(owner, std::move(given));
    note_login(owner, "");
    web::response made = web::response::see_other(std::move(back_to));
    co_await parts_.visitors->begin(asked, made, std::move(me.id), std::move(me.name));
    co_return made;
}

void login_flow::note_login(const token_owner& who, std::string_view action) const {
    parts_.log.info("a user has logged in", log_field("user", who.user_id), log_field("account", who.account_id),
                    log_field("action", action));
}

asio::awaitable<web::response> login_flow::welcome(login_claim who, api::client as) {
    const login_handler* const handler = parts_.after_login(who.action);
    login_page shown;
    if (handler != nullptr) {
        try {
            login here(std::move(as), who);
            shown = co_await (*handler)(std::move(here));
        } catch (const std::exception& failed) {
            parts_.log.error("a login handler failed", log_field("action", who.action),
                             log_field("reason", failed.what()));
        }
    }
    if (!shown.path().empty()) {
        co_return web::response::redirect(shown.path());
    }
    if (!shown.title().empty()) {
        co_return parts_.pages->message(200, shown.title(), shown.body());
    }
    co_return parts_.pages->message(200, "You are logged in",
                                    "Go back to Frame.io and press the button of the form there. You may close this "
                                    "page.");
}

}  // namespace frameio::auth
