#include "cli/doctor/repairs.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

namespace frameio::cli {
namespace {

namespace json = boost::json;

std::string body_with(const json::object& data) {
    return json::serialize(json::object{{"data", data}});
}

std::string path_of(const registered& in, const api::webhook& which) {
    return fmt::format("/v4/accounts/{}/webhooks/{}", in.account_id, which.id);
}

std::string path_of(const registered& in, const api::action& which) {
    return fmt::format("/v4/accounts/{}/actions/{}", in.account_id, which.id);
}

std::string create(const registered& in, const char* kind, const json::object& data) {
    return fmt::format("POST /v4/accounts/{}/workspaces/{}/{} {}", in.account_id, in.workspace_id, kind,
                       body_with(data));
}

}  // namespace

std::string create_webhook(const registered& in, const std::set<std::string>& events, const std::string& url) {
    return create(in, "webhooks",
                  json::object{{"name", "frameio"}, {"url", url}, {"events", json::value_from(events)}});
}

std::string create_action(const registered& in, const declared_action& wanted, const std::string& url) {
    json::object data{
        {"name", wanted.name}, {"description", wanted.description}, {"event", wanted.event}, {"url", url}};
    if (wanted.timeout) {
        data["timeout"] = *wanted.timeout;
    }
    if (wanted.multi_asset) {
        data["multi_asset"] = *wanted.multi_asset;
    }
    return create(in, "actions", data);
}

std::string change(const registered& in, const api::webhook& which, const json::object& data) {
    return fmt::format("PATCH {} {}", path_of(in, which), body_with(data));
}

std::string change(const registered& in, const api::action& which, const json::object& data) {
    return fmt::format("PATCH {} {}", path_of(in, which), body_with(data));
}

std::string remove(const registered& in, const api::webhook& which) {
    return fmt::format("DELETE {}", path_of(in, which));
}

std::string remove(const registered& in, const api::action& which) {
    return fmt::format("DELETE {}", path_of(in, which));
}

}  // namespace frameio::cli
