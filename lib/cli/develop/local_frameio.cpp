#include "cli/develop/local_frameio.hpp"

#include "cli/http/http_client.hpp"
#include "cli/http/target.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include <cstdlib>

namespace frameio::cli {

namespace json = boost::json;

namespace {

// A user may wait for an action for 10 s, and Frame.io asks for its answer five times.
constexpr std::chrono::seconds longest_click{60};

}  // namespace

local_frameio::local_frameio(std::string url) : url_(std::move(url)) {
    if (url_.empty()) {
        const char* const known = std::getenv("FRAMEIO_API_URL");
        url_ = known == nullptr ? "http://127.0.0.1:8090" : known;
    }
}

json::object local_frameio::ask(std::string method, std::string_view path, std::string body) const {
    client_options client;
    client.to = parse_target(url_);
    client.timeout = longest_click;
    set_path(client.to, std::string(path));
    cli::post asked{std::move(body), {{"Content-Type", "application/json"}}};
    asked.method = std::move(method);
    const outcome got = post_all(client, 1, 1, [&asked](std::size_t) { return asked; }).front();
    if (got.status == 0) {
        throw refusal(
            fmt::format("{}: {}; start one with \"frameio dev\" or \"frameio sim\", or say where it is with --sim",
                        url_, got.error));
    }
    boost::system::error_code wrong;
    json::value said = json::parse(got.body, wrong);
    if (!said.is_object() || got.status == 404) {
        throw refusal(fmt::format("{} is no local Frame.io: it answered {}", url_, got.status));
    }
    if (const std::string why = text_at(said.get_object(), "error"); !why.empty() || !got.accepted()) {
        throw refusal(why.empty() ? got.body : why);
    }
    return std::move(said.get_object());
}

json::object local_frameio::post(std::string_view path, const json::object& what) const {
    return ask("POST", path, json::serialize(what));
}

std::vector<json::object> local_frameio::all(std::string_view kind) const {
    std::vector<json::object> made;
    const json::object found = ask("GET", "/sim/resources", {});
    for (const json::value& each : found.at("resources").as_array()) {
        if (text_at(each.as_object(), "kind") == kind) {
            made.push_back(each.get_object());
        }
    }
    return made;
}

std::string text_at(const json::object& of, std::string_view name) {
    const json::value* const found = of.if_contains(name);
    return found == nullptr || !found->is_string() ? std::string() : std::string(found->get_string());
}

}  // namespace frameio::cli
