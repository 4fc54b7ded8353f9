#include <frameio/error.hpp>
#include <frameio/stored_events.hpp>

#include "store/engine.hpp"
#include "store/open.hpp"

#include <algorithm>

// The store's own records are not for the public: these are, and stay as they are when those change.

namespace frameio {

namespace asio = boost::asio;

namespace {

store::event_id id_of(const std::string& text) {
    const auto id = store::event_id::parse(text);
    if (!id) {
        throw error(errc::invalid_argument, "\"" + text + "\" is no id of an event; it is a UUID, as `list` gives it");
    }
    return *id;
}

// Both are the same list in the same order.
event_state state_of(store::event_state state) noexcept {
    return static_cast<event_state>(state);
}

void fill(stored_event& to, store::event_summary from) {
    to.id = from.id.text();
    to.state = state_of(from.state);
    to.is_action = from.kind == store::event_kind::action;
    to.route = std::move(from.route);
    to.type = std::move(from.type);
    to.tenant = std::move(from.tenant);
    to.resource_type = std::move(from.resource_type);
    to.resource_id = std::move(from.resource_id);
    to.interaction = std::move(from.interaction);
    to.received_at = from.received_at;
    to.due = from.due;
    to.runs = from.runs;
    to.seen = from.seen;
    to.acknowledged = from.clean;
    to.reason = std::move(from.reason);
}

past_run run_of(store::run_record from) {
    past_run made;
    made.number = from.number;
    made.owner = std::move(from.owner);
    made.build = std::move(from.build);
    made.began = from.began;
    made.ended = from.ended;
    made.ending = std::move(from.ending);
    made.reason = std::move(from.reason);
    return made;
}

recorded_step step_of(store::step from) {
    recorded_step made;
    made.what = std::move(from.what);
    made.is_known = from.ended;
    made.status = from.status;
    made.result = std::move(from.result);
    made.began = from.began;
    made.ended = from.finished;
    return made;
}

stored_event_details details_of(store::event_details from) {
    stored_event_details made;
    made.body = std::move(from.body);
    made.answer = std::move(from.answer.json);
    std::ranges::transform(from.past, std::back_inserter(made.past), run_of);
    std::ranges::transform(from.steps, std::back_inserter(made.steps), step_of);
    fill(made, std::move(from));
    return made;
}

}  // namespace

stored_events::stored_events(std::string_view address, clock& time) : engine_(store::open_existing(address, time)) {}
stored_events::~stored_events() = default;
stored_events::stored_events(stored_events&&) noexcept = default;
stored_events& stored_events::operator=(stored_events&&) noexcept = default;

asio::awaitable<std::vector<stored_event>> stored_events::list(event_query wanted) {
    store::list_query query;
    if (wanted.state_) {
        query.state = static_cast<store::event_state>(*wanted.state_);
    }
    query.type = std::move(wanted.type_);
    query.resource_id = std::move(wanted.resource_);
    query.tenant = std::move(wanted.tenant_);
    query.since = wanted.since_;
    query.before = wanted.before_;
    if (!wanted.after_.empty()) {
        query.after = id_of(wanted.after_);
    }
    query.most = wanted.most_;
    std::vector<store::event_summary> found = co_await engine_->list(std::move(query));
    std::vector<stored_event> shown(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        fill(shown[i], std::move(found[i]));
    }
    co_return shown;
}

asio::awaitable<std::optional<stored_event_details>> stored_events::find(std::string id) {
    std::optional<store::event_details> found = co_await engine_->find(id_of(id));
    co_return found ? std::optional(details_of(std::move(*found))) : std::nullopt;
}

asio::awaitable<event_counts> stored_events::count() {
    const store::event_counts found = co_await engine_->count();
    event_counts shown;
    shown.pending = found.pending;
    shown.running = found.running;
    shown.done = found.done;
    shown.parked = found.parked;
    co_return shown;
}

asio::awaitable<bool> stored_events::redrive(std::string id) {
    return engine_->redrive(id_of(id));
}

asio::awaitable<bool> stored_events::resolve(std::string id, std::string reason) {
    return engine_->resolve(id_of(id), std::move(reason));
}

asio::awaitable<bool> stored_events::park(std::string id, std::string reason) {
    return engine_->park(id_of(id), std::move(reason));
}

}  // namespace frameio
