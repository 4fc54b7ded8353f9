#include "simulator/delivery_log.hpp"

#include <algorithm>
#include <utility>

namespace frameio::sim {
namespace {

json::object shown(const attempt& one) {
    return {{"sent_at", one.sent_at}, {"timestamp", one.timestamp}, {"signature", one.signature},
            {"status", one.status},   {"ms", one.took.count()},     {"answer", one.answer},
            {"error", one.error},     {"fault", one.fault}};
}

json::object shown(const logged_delivery& one) {
    json::array attempts;
    for (const attempt& each : one.attempts) {
        attempts.push_back(shown(each));
    }
    return {{"number", one.number}, {"kind", one.kind}, {"type", one.type},   {"subscription", one.subscription},
            {"url", one.url},       {"body", one.body}, {"state", one.state}, {"attempts", std::move(attempts)}};
}

}  // namespace

logged_delivery& delivery_log::add(logged_delivery fresh) {
    fresh.number = ++last_number_;
    fresh.version = ++version_;
    entries_.push_back(std::move(fresh));
    if (entries_.size() > most) {
        entries_.pop_front();
    }
    return entries_.back();
}

logged_delivery* delivery_log::find(std::uint64_t number) {
    const auto found = std::ranges::find(entries_, number, &logged_delivery::number);
    return found == entries_.end() ? nullptr : &*found;
}

void delivery_log::note_change(logged_delivery& of) {
    of.version = ++version_;
}

json::object delivery_log::since(std::uint64_t version) const {
    json::array found;
    for (auto each = entries_.rbegin(); each != entries_.rend(); ++each) {
        if (each->version > version) {
            found.push_back(shown(*each));
        }
    }
    return {{"version", version_}, {"deliveries", std::move(found)}};
}

}  // namespace frameio::sim
