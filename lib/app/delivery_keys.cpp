#include "app/delivery_keys.hpp"

#include "protocol/digest.hpp"

#include <array>
#include <cstring>
#include <string>

namespace frameio {
namespace {

delivery_key half_of(const std::array<std::uint8_t, 32>& digest) noexcept {
    delivery_key key;
    std::memcpy(key.data(), digest.data(), key.size());
    return key;
}

}  // namespace

delivery_key signature_key(std::string_view signature) noexcept {
    constexpr std::size_t prefix = 3;  // "v0="
    delivery_key key;
    std::memcpy(key.data(), signature.data() + prefix, key.size());
    return key;
}

delivery_key body_key(std::string_view body) {
    return half_of(digest_of({body}));
}

delivery_key interaction_key(const action_event& event) {
    std::string data;
    for (const form_value& each : event.data()) {
        // With its length, so that no name can look like another field.
        data.append(std::to_string(each.name().size())).append(":").append(each.name()).append(each.json());
    }
    const std::string_view kind = event.is_submission() ? "form" : "click";
    return half_of(
        digest_of({event.account_id, event.user_id, event.type, event.action_id, event.interaction_id, kind, data}));
}

}  // namespace frameio
