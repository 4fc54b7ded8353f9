#include "store/event_id.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <random>

namespace frameio::store {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::uint64_t in_a_millisecond = 4'096;

/// Milliseconds and a count within them, as one number that only grows.
std::uint64_t next_moment(clock::wall_time now) {
    using std::chrono::milliseconds;
    static std::mutex mutex;
    static std::uint64_t last = 0;
    const auto since = std::chrono::duration_cast<milliseconds>(now.time_since_epoch()).count();
    const std::uint64_t begin = static_cast<std::uint64_t>(std::max<std::int64_t>(since, 0)) * in_a_millisecond;
    const std::lock_guard lock(mutex);
    last = std::max(begin, last + 1);
    return last;
}

bool is_dash(std::size_t place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
}

}  // namespace

event_id event_id::make(clock::wall_time now) {
    static thread_local std::mt19937_64 engine{(std::uint64_t{std::random_device()()} << 32U) | std::random_device()()};
    const std::uint64_t moment = next_moment(now);
    const std::uint64_t chance = engine();
    octets_type made{};
    for (unsigned i = 0; i < 6; ++i) {
        made[i] = static_cast<std::uint8_t>(moment >> (52U - 8 * i));
    }
    made[6] = static_cast<std::uint8_t>(0x70U | (moment >> 8U & 0x0fU));
    made[7] = static_cast<std::uint8_t>(moment);
    for (unsigned i = 8; i < 16; ++i) {
        made[i] = static_cast<std::uint8_t>(chance >> (8 * (i - 8)));
    }
    made[8] = static_cast<std::uint8_t>(0x80U | (made[8] & 0x3fU));
    return event_id(made);
}

std::optional<event_id> event_id::parse(std::string_view text) {
    octets_type made{};
    if (text.size() != 36) {
        return std::nullopt;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash(i)) {
            if (text[i] != '-') {
                return std::nullopt;
            }
            continue;
        }
        const char letter = text[i] >= 'A' && text[i] <= 'F' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
        const std::size_t value = digits.find(letter);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        made[count / 2] = static_cast<std::uint8_t>(std::size_t{made[count / 2]} << 4U | value);
        ++count;
    }
    return event_id(made);
}

std::string event_id::text() const {
    std::string made;
    made.reserve(36);
    for (const std::size_t octet : octets_) {
        if (is_dash(made.size())) {
            made += '-';
        }
        made += digits[octet >> 4U];
        made += digits[octet & 0x0fU];
    }
    return made;
}

}  // namespace frameio::store
