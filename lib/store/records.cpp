#include "store/records.hpp"

#include <algorithm>
#include <iterator>

namespace frameio::store {
namespace {

// In the order of the states.
constexpr std::array<std::string_view, 4> names{"pending", "running", "done", "parked"};

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

}  // namespace frameio::store
