#include "store/records.hpp"

#include <algorithm>
#include <iterator>

namespace frameio::store {
namespace {

// In the order of the states.
constexpr std::array<std::string_view, 4> names{"pending", "running", "done", "parked"};

constexpr std::string_view twin_words = "signed like event ";

}  // namespace

std::string_view to_string(event_state state) noexcept {
    return names[static_cast<std::size_t>(state)];
}

std::string_view to_string(outcome::ending how) noexcept {
    switch (how) {
        case outcome::ending::done:
            return "done";
        case outcome::ending::again:
            return "again";
        case outcome::ending::parked:
            break;
    }
    return "parked";
}

std::optional<event_state> parse_state(std::string_view text) noexcept {
    const auto* const found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<event_state>(std::distance(names.begin(), found)));
}

step twin_note(const event_id& twin, wall_time now) {
    step made;
    made.result = twin.text();
    made.what = std::string(twin_words).append(made.result);
    made.ended = true;
    made.status = 200;
    made.began = made.finished = now;
    return made;
}

std::optional<event_id> twin_of(const step& what) {
    const bool is_note = what.key == ledger_key() && what.what.starts_with(twin_words);
    return is_note ? event_id::parse(what.result) : std::nullopt;
}

}  // namespace frameio::store
