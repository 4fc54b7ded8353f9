#include <frameio/api/client.hpp>
#include <frameio/context.hpp>

#include "app/app_state.hpp"
#include "http/request_view.hpp"

#include <algorithm>

namespace frameio {

context::context(clock& time, boost::asio::any_io_executor executor) : time_(&time), executor_(std::move(executor)) {}

std::chrono::milliseconds context::remaining() const noexcept {
    return std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - time_->steady());
}

std::optional<std::string_view> context::header(std::string_view name) const noexcept {
    return request_ == nullptr ? std::nullopt : request_->find(name);
}

std::string context::peer() const {
    return request_ == nullptr ? "store" : request_->peer();
}

const logger& context::log() {
    if (!log_ || logged_route_.data() != route_.data()) {
        std::vector<log_field> fields;
        const auto add = [&](std::string_view key, std::string_view value) {
            if (!value.empty()) {
                fields.emplace_back(key, value);
            }
        };
        if (event_ != nullptr) {
            add("event", event_->type);
            add("resource", event_->resource.id);
            add("interaction", interaction_);
            add("account", event_->account_id);
        }
        add("route", route_);
        log_ = base_log_->with(fields);
        logged_route_ = route_;
    }
    return *log_;
}

api::client context::api() const {
    return app_->client().with(
        api::call_options().urgency(interactive_ ? api::priority::interactive : api::priority::background));
}

api::client context::api(api::credentials who) const {
    return api().with(std::move(who));
}

std::any& context::place(std::type_index type) {
    if (std::any* const held = lookup(type)) {
        return *held;
    }
    return values_.emplace_back(type, std::any()).second;
}

std::any* context::lookup(std::type_index type) noexcept {
    const auto found =
        std::find_if(values_.begin(), values_.end(), [&](const auto& each) { return each.first == type; });
    return found == values_.end() ? nullptr : &found->second;
}

}  // namespace frameio
