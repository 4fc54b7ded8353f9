#include "install/pages/site.hpp"
#include "common/credential.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "auth/installer_tokens.hpp"
#include "install/tenant_facts.hpp"
#include "support/percent.hpp"

namespace frameio_test {

namespace asio = boost::asio;
namespace json = boost::json;
namespace web = frameio::web;

namespace {

constexpr auto people = R"([
    {"kind":"account","id":"0ac00000-0000-4000-8000-000000000001","display_name":"Borealis","image":null,
     "storage_limit":null,"storage_usage":0,"adobe_id":null,"v4_migrated_at":null},
    {"kind":"workspace","id":"0ac00000-0000-4000-8000-000000000002","name":"Borealis Films",
     "account_id":"0ac00000-0000-4000-8000-000000000001"},
    {"kind":"user","id":"0ac00000-0000-4000-8000-00000000000c","name":"Cleo","email":"cleo@example.com","active":true,
     "avatar_url":null},
    {"kind":"user","id":"0ac00000-0000-4000-8000-00000000000d","name":"Dora","email":"dora@example.com","active":true,
     "avatar_url":null}])";

asio::awaitable<bool> forget(frameio::auth::token_book& in, frameio::auth::token_owner who) {
    co_await in.forget(std::move(who));
    co_return true;
}

}  // namespace

site::site(frameio::install_options how) : workspace(fate::goes_on) {
    change(people);
    change(fmt::format(R"([{{"kind":"workspace","id":"{}","name":"Second","account_id":"{}"}}])", second_workspace,
                       where().account_id));
    give_role(other_account, id_of_user("Cleo"), "owner");
    give_role(where().account_id, id_of_user("Dora"), "member");
    give_role(second_workspace, id_of_user("Dora"), "workspace_admin");
    open(std::move(how), wanted());
}

frameio::install_options site::usual_options() {
    using frameio::config_field;
    frameio::install_options made;
    made.name = "Acme Publisher";
    made.description = "Sends what is ready";
    made.stylesheet = "app.css";
    made.fields.push_back(config_field::text("host", "Host").required().help("Where it is sent"));
    made.fields.push_back(config_field::password("key", "Key"));
    made.fields.push_back(
        config_field::select("size", "Size", frameio::option("Small", "s"), frameio::option("Large", "l")));
    made.fields.push_back(config_field::textarea("notes", "Notes"));
    return made;
}

frameio::api::client site::client_without_tokens() {
    frameio::api::client_options options;
    options.url = world.url();
    options.who = frameio::api::credentials();
    options.use_proxies = false;
    options.keep_to_rates = false;
    options.failures_to_open = 0;
    options.time = &clock;
    options.random = [] { return 0.0; };
    return frameio::api::client(std::move(options));
}

void site::open(frameio::install_options how, install::blueprint what) {
    const frameio::api::client client = client_without_tokens();
    const frameio::logger said(log, frameio::log_level::debug);
    const frameio::oauth_options credential = credential_at(world.url());
    identity = std::make_shared<frameio::auth::identity>(frameio::auth::identity::parts{
        store, keys(), client, credential, web::brand_of(how), [](std::string_view) { return nullptr; }, host, &clock,
        said, install::tenants_of(store, keys(), clock)});
    desk = std::make_shared<install::desk>(install::desk::parts{store, keys(), client, identity->tokens(),
                                                                std::move(what), &clock, said, identity->tenants()});
    desk->start(executor());
    pages = std::make_unique<install::install_pages>(
        install::install_pages::parts{identity, desk, client, std::move(how), stylesheet, &clock, said});
}

void site::settle() {
    run_until(
        [this] { return !desk->is_running(where()) && !desk->is_running({where().account_id, second_workspace}); });
}

void site::give_role(std::string_view scope, std::string_view user, std::string_view role) {
    const bool is_other = scope == other_account || scope == other_workspace;
    json::object made{{"kind", "role"},
                      {"id", std::string(scope) + "-" + std::string(user)},
                      {"account_id", is_other ? std::string(other_account) : where().account_id},
                      {"scope_id", scope},
                      {"user_id", user}};
    for (const auto& [id, each] : on_platform("role")) {
        if (each.at("scope_id").as_string() == scope && each.at("user_id").as_string() == user) {
            made["id"] = id;
        }
    }
    made["role"] = role;
    made["scope_id"] = role.empty() ? std::string_view() : scope;
    change(json::serialize(json::array{made}));
}

std::size_t site::new_effects() {
    const auto& calls = world.api().calls();
    const auto count = std::count_if(
        calls.begin() + static_cast<std::ptrdiff_t>(seen_calls_), calls.end(),
        [](const frameio::testing::api_call& each) { return each.method != "GET" && each.path.starts_with("/v4/"); });
    seen_calls_ = calls.size();
    return static_cast<std::size_t>(count);
}

std::string site::id_of_user(std::string_view name) {
    for (const auto& [id, user] : on_platform("user")) {
        if (user.at("name").as_string().starts_with(name)) {
            return id;
        }
    }
    BOOST_TEST_REQUIRE(false, "nobody is called that");
    return {};
}

web::response site::answer(web::request asked) {
    web::response got;
    if (identity->has(asked.path)) {
        got = run(identity->answer(std::move(asked)));
    } else {
        BOOST_TEST_REQUIRE(pages->has(asked.path), asked.path);
        got = run(pages->answer(std::move(asked)));
    }
    return got;
}

bool site::has_tokens(const std::string& user) {
    return run(identity->tokens()->has(frameio::auth::admin_login(user)));
}

void site::forget_tokens(const std::string& user) {
    run(forget(*identity->tokens(), frameio::auth::admin_login(user)));
}

void site::begin_session(visitor& of, const std::string& user) {
    const web::request asked;
    web::response got;
    run(identity->sessions().begin(asked, got, user, "Somebody"));
    of.take(got);
}

void site::keep(const install::record& what) {
    const auto there = run(vault().read(install::collection, what.where().key()));
    frameio::store::document wanted(install::collection, what.where().key(), install::to_json(what));
    wanted.version = there ? there->version : 0;
    BOOST_TEST_REQUIRE(run(vault().write(std::move(wanted))).has_value());
}

visitor::visitor(site& at, std::string_view name) : at_(at), chrome_(at.clock) {
    if (!name.empty()) {
        const web::response got = log_in(name);
        BOOST_TEST_REQUIRE(got.status == 303U);
        BOOST_TEST_REQUIRE(header(got, "Location") == "/install");
        get("/install");
    }
}

web::response visitor::get(const std::string& target) {
    web::request asked;
    asked.method = "GET";
    asked.path = target.substr(0, target.find('?'));
    asked.query = target.find('?') == std::string::npos ? "" : target.substr(target.find('?') + 1);
    return send(std::move(asked));
}

web::response visitor::post(const std::string& path, form values) {
    web::request asked;
    asked.method = "POST";
    asked.path = path;
    values.emplace("csrf", csrf);
    if (!made_from.empty()) {
        values.emplace("made_from", made_from);
    }
    for (const auto& [name, value] : values) {
        asked.body += (asked.body.empty() ? "" : "&") + name + "=" + frameio::percent_encode(value);
    }
    const std::map<std::string, std::string> own{{"Origin", host}, {"Sec-Fetch-Site", "same-origin"}};
    for (const auto& [name, value] : headers.empty() ? own : headers) {
        asked.headers.emplace_back(name, value);
    }
    return send(std::move(asked));
}

web::response visitor::send(web::request asked) {
    std::string all;
    for (const auto& [name, value] : cookies) {
        all += (all.empty() ? "" : "; ") + name + "=" + value;
    }
    asked.headers.emplace_back("Cookie", all);
    web::response got = at_.answer(std::move(asked));
    take(got);
    return got;
}

void visitor::take(const web::response& got) {
    for (const auto& [name, value] : got.headers) {
        if (name != "Set-Cookie") {
            continue;
        }
        const std::string pair = value.substr(0, value.find(';'));
        const std::string cookie = pair.substr(0, pair.find('='));
        if (value.find("Max-Age=0") != std::string::npos) {
            cookies.erase(cookie);
        } else {
            cookies[cookie] = pair.substr(cookie.size() + 1);
            note_secret(cookies[cookie]);
        }
    }
    for (const auto& [name, to] : {std::pair{"csrf", &csrf}, std::pair{"made_from", &made_from}}) {
        const std::string field = fmt::format(R"(name="{}" value=")", name);
        if (const auto found = got.body.find(field); found != std::string::npos) {
            const std::string_view rest = std::string_view(got.body).substr(found + field.size());
            *to = rest.substr(0, rest.find('"'));
            note_secret(*to);
        }
    }
}

std::string visitor::way_back(std::string_view name) {
    const web::response begun = get("/install/login");
    BOOST_TEST_REQUIRE(begun.status == 302U);
    const std::string adobe = header(begun, "Location");
    const std::size_t mark = adobe.find('?');
    const std::string choice = adobe.substr(mark + 1) + "&user=" + (name.empty() ? "" : at_.id_of_user(name));
    const auto sent_back = at_.run(chrome_.post(adobe.substr(0, mark), choice));
    const std::string back = sent_back.header("location");
    BOOST_TEST_REQUIRE(back.starts_with(host));
    for (const auto& [part, value] : web::values_of(back.substr(back.find('?') + 1))) {
        note_secret(value);  // the code, and the state
    }
    return back.substr(std::string_view(host).size());
}

web::response visitor::log_in(std::string_view name) {
    return get(way_back(name));
}

form visitor::at_workspace(form values, const std::string& workspace, const std::string& account) const {
    values.emplace("account", account.empty() ? at_.where().account_id : account);
    values.emplace("workspace", workspace.empty() ? at_.where().workspace_id : workspace);
    return values;
}

std::string visitor::page(const std::string& path, const std::string& workspace, const std::string& account) const {
    return path + "?account=" + (account.empty() ? at_.where().account_id : account) +
           "&workspace=" + (workspace.empty() ? at_.where().workspace_id : workspace);
}

std::string header(const web::response& of, std::string_view name) {
    const auto found = std::ranges::find(of.headers, name, [](const auto& each) { return each.first; });
    return found == of.headers.end() ? std::string() : found->second;
}

bool shows(const web::response& page, std::string_view text) {
    return page.body.find(text) != std::string::npos;
}

}  // namespace frameio_test
