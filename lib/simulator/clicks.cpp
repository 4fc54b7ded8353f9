#include "simulator/clicks.hpp"

#include <utility>

namespace frameio::sim {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_attempts = 5;
constexpr std::size_t most_assets = 100;

json::object fail(std::string why) {
    return {{"error", std::move(why)}};
}

// A version stack is known by its newest file.
json::object reference(world& in, const json::object& asset) {
    json::object made{{"id", text_at(asset, "id")}, {"type", text_at(asset, "type")}};
    if (const resource* const stack = in.find("version_stack", text_at(asset, "id"))) {
        made["id"] = stack->text("head_version_id");
    }
    return made;
}

const resource* find_asset(world& in, const json::object& asset) {
    return in.find(text_at(asset, "type"), text_at(asset, "id"));
}

json::object read_answer(const std::string& id, const attempt& got) {
    json::object made{{"interaction_id", id}, {"status", got.status}, {"answer", nullptr}};
    if (got.answer.empty()) {
        return made;
    }
    boost::system::error_code failure;
    made["answer"] = json::parse(got.answer, failure);
    if (failure || !made["answer"].is_object()) {
        return fail("The app has answered with something that is neither a message nor a form: " +
                    got.answer.substr(0, 200));
    }
    return made;
}

}  // namespace

asio::awaitable<json::object> clicks::click(std::string action, json::array assets, std::string user) {
    const resource* const what = world_.find("action", action);
    if (what == nullptr || !is_true(what->data, "active")) {
        co_return fail("There is no such action, or it is not active.");
    }
    if (assets.empty() || assets.size() > most_assets) {
        co_return fail("An action is for 1 to 100 assets.");
    }
    if (assets.size() > 1 && !is_true(what->data, "multi_asset")) {
        co_return fail("This action is for one asset at a time.");
    }
    json::array references;
    const resource* first = nullptr;
    for (const json::value& each : assets) {
        const resource* const asset = each.is_object() ? find_asset(world_, each.get_object()) : nullptr;
        if (asset == nullptr) {
            co_return fail("There is no such asset.");
        }
        first = first == nullptr ? asset : first;
        references.push_back(reference(world_, each.get_object()));
    }
    const std::string id = world_.new_id();
    interaction fresh;
    fresh.action = action;
    fresh.context = {{"account_id", what->text("account_id")},
                     {"action_id", action},
                     {"interaction_id", id},
                     {"project", json::object{{"id", first->text("project_id")}}}};
    if (references.size() == 1) {
        fresh.context["resource"] = references.front();
    } else {
        fresh.context["resources"] = std::move(references);
    }
    fresh.context["type"] = what->text("event");
    fresh.context["user"] = json::object{{"id", user}};
    fresh.context["workspace"] = json::object{{"id", what->text("workspace_id")}};
    json::object body = fresh.context;
    interactions_[id] = std::move(fresh);
    json::object made = co_await ask(id, std::move(body));
    co_return made;
}

asio::awaitable<json::object> clicks::submit(std::string which, json::object data) {
    const auto known = interactions_.find(which);
    if (known == interactions_.end()) {
        co_return fail("There is no such interaction.");
    }
    json::object body = known->second.context;
    body["data"] = std::move(data);
    json::object made = co_await ask(which, std::move(body));
    co_return made;
}

// The user waits for an answer: it is asked for again at once.
asio::awaitable<json::object> clicks::ask(std::string id, json::object body) {
    const resource* const what = world_.find("action", interactions_.at(id).action);
    if (what == nullptr) {
        co_return fail("The action was deleted.");
    }
    logged_delivery fresh;
    fresh.kind = "action";
    fresh.type = what->text("event");
    fresh.subscription = what->id;
    fresh.url = what->text("url");
    fresh.body = json::serialize(body);
    fresh.state = "sending";
    const std::string type = fresh.type;
    const std::uint64_t number = log_.add(std::move(fresh)).number;
    const std::chrono::seconds limit(what->data.at("timeout").to_number<std::int64_t>());
    std::string error;
    for (std::size_t turn = 0; turn < most_attempts; ++turn) {
        const delivery_fault wrong = sender_.fault_of(type);
        const std::optional<attempt> made = co_await sender_.post(number, limit, wrong);
        if (!made) {
            break;
        }
        if (logged_delivery* const logged = log_.find(number)) {
            logged->state = made->succeeded() ? "delivered" : "failed";
            log_.note_change(*logged);
        }
        if (made->succeeded()) {
            co_return read_answer(id, *made);
        }
        error = made->error.empty() ? "it answered " + std::to_string(made->status) : made->error;
    }
    co_return fail("The action has failed: " + error);
}

}  // namespace frameio::sim
