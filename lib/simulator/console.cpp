#include "simulator/console.hpp"

#include "simulator/built_in.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace frameio::sim {

namespace asio = boost::asio;

namespace {

web::response give(unsigned status, const json::value& what) {
    return web::response::json(status, json::serialize(what));
}

std::uint64_t number_in(const web::query_values& of, std::string_view name) {
    std::uint64_t made = 0;
    const auto found = of.find(name);
    if (found != of.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), made);
    }
    return made;
}

std::string required(const json::object& of, std::string_view name) {
    const std::string_view found = text_at(of, name);
    if (found.empty()) {
        throw std::invalid_argument("\"" + std::string(name) + "\" is missing");
    }
    return std::string(found);
}

/// What a page of another site could make a browser send has another origin.
bool is_foreign(const web::request& asked) {
    const std::string_view origin = asked.header("Origin");
    const auto host = origin.find("://");
    return !origin.empty() && (host == std::string_view::npos || origin.substr(host + 3) != asked.header("Host"));
}

}  // namespace

asio::awaitable<web::response> console::answer(web::request asked) {
    if (asked.method == "GET") {
        co_return show(asked);
    }
    if (asked.method != "POST" || is_foreign(asked)) {
        co_return give(403, json::object{{"error", "only its own page, and programs, may change it"}});
    }
    web::response made;
    std::string wrong;
    try {
        json::value body = json::parse(asked.body.empty() ? "{}" : std::string_view(asked.body));
        if (!body.is_object()) {
            throw std::invalid_argument("the body is no object");
        }
        json::object done =
            co_await change(asked.path.substr(std::string_view("/sim/").size()), std::move(body.as_object()));
        made = give(200, done);
    } catch (const std::exception& failure) {
        wrong = failure.what();
    }
    if (!wrong.empty()) {
        made = give(400, json::object{{"error", wrong}});
    }
    co_return made;
}

/// The page and what it consists of; nothing if it is something else.
std::optional<web::response> console::page(const web::request& asked) {
    struct part {
        std::string_view path;
        std::string_view type;
        std::string_view text;
    };
    const std::array parts{part{"/", "text/html; charset=utf-8", built_in::page_html()},
                           part{"/sim/page.css", "text/css; charset=utf-8", built_in::page_css()},
                           part{"/sim/page.js", "text/javascript; charset=utf-8", built_in::page_js()},
                           part{"/sim/faults.js", "text/javascript; charset=utf-8", built_in::faults_js()},
                           part{"/sim/icon.svg", "image/svg+xml", built_in::page_icon()}};
    const auto found = std::ranges::find(parts, asked.path, &part::path);
    if (found == parts.end() || asked.method != "GET") {
        return std::nullopt;
    }
    web::response made;
    made.headers = {{"Content-Type", std::string(found->type)},
                    {"Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"},
                    {"Cache-Control", "no-store"}};
    made.body = found->text;
    return made;
}

web::response console::show(const web::request& asked) {
    const web::query_values query = web::values_of(asked.query);
    if (asked.path == "/sim/deliveries") {
        return give(200, parts_.log.since(number_in(query, "after")));
    }
    if (asked.path == "/sim/resources") {
        return give(200, json::object{{"resources", browse()}});
    }
    if (asked.path == "/sim/snapshot") {
        return give(200, parts_.in.snapshot());
    }
    if (asked.path == "/sim/faults") {
        return give(200, json::object{{"seed", parts_.wrong.seed()}, {"rules", parts_.wrong.list()}});
    }
    return give(404, json::object{{"error", "there is nothing at " + asked.path}});
}

/// What somebody sees who looks around.
json::array console::browse() const {
    json::array made;
    constexpr std::array kinds{"user",          "account", "workspace", "project", "folder", "file",
                               "version_stack", "comment", "share",     "webhook", "action"};
    for (const std::string_view kind : kinds) {
        for (const resource* const each : parts_.in.all(kind)) {
            json::object one{{"kind", kind}};
            one.insert(each->data.begin(), each->data.end());
            made.push_back(std::move(one));
        }
    }
    return made;
}

asio::awaitable<json::object> console::change(std::string what, json::object body) {
    json::object made;
    if (what == "click") {
        const json::array* const assets = array_at(body, "assets");
        json::array chosen = assets == nullptr ? json::array() : *assets;
        std::string action = required(body, "action_id");
        std::string user = required(body, "user_id");
        made = co_await parts_.actions.click(std::move(action), std::move(chosen), std::move(user));
    } else if (what == "submit") {
        const json::object* const data = object_at(body, "data");
        json::object given = data == nullptr ? json::object() : *data;
        std::string interaction = required(body, "interaction_id");
        made = co_await parts_.actions.submit(std::move(interaction), std::move(given));
    } else if (what == "trigger") {
        made = trigger(body);
    } else if (what == "deliveries/again") {
        const auto number = body.at("number").to_number<std::uint64_t>();
        made["sent"] = parts_.by.send_again(number);
    } else if (what == "restore") {
        parts_.in.restore(body);
    } else if (what == "resources") {
        parts_.in.add_all(body);
    } else if (what == "faults") {
        made["number"] = parts_.wrong.add(body);
    } else if (what == "faults/clear") {
        parts_.wrong.clear();
    } else if (what == "login") {
        made = log_in(required(body, "user_id"));
    } else if (what == "tokens/expire") {
        parts_.who.expire_all();
    } else {
        throw std::invalid_argument("there is nothing to be done at /sim/" + what);
    }
    co_return made;
}

/// For the page, which is whoever it likes.
json::object console::log_in(const std::string& user) {
    if (parts_.in.find("user", user) == nullptr) {
        throw std::invalid_argument("there is no user " + user);
    }
    std::string token = parts_.in.new_secret(48);
    parts_.who.grant(token, user);
    return {{"token", token}};
}

/// As if it had happened.
json::object console::trigger(const json::object& body) {
    const std::string type = required(body, "type");
    const std::string kind = text_at(body, "resource_type").empty() ? type.substr(0, type.find('.'))
                                                                    : std::string(text_at(body, "resource_type"));
    const std::string id(text_at(body, "resource_id"));
    const std::vector<resource*> all = parts_.in.all(kind);
    const auto named = std::ranges::find_if(
        all, [&id](const resource* each) { return id.empty() || each->id == id || each->text("name") == id; });
    const resource* const what = named == all.end() ? nullptr : *named;
    if (what == nullptr) {
        throw std::invalid_argument("there is no " + kind + (id.empty() ? id : " " + id));
    }
    parts_.in.tell(type, *what, what->text("creator_id"));
    return {{"type", type}, {"resource_id", what->id}};
}

}  // namespace frameio::sim
